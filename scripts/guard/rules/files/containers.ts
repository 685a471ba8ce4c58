/** Volumes, containers and images of docker and its like. */
import { has, lineOf, valueOfFlag } from '../../args.js';
import { type Call, type Finding, readable, UNKNOWN } from '../../model.js';

/** Every container or image that another command lists. */
export function containers(call: Call): Finding[] {
  if (
    /^(?:compose )?exec .*\brm -\w*[rR]\w* .*\/(?:var\/lib|data|srv|home|bitnami)(?:\/|\s|$)/.test(
      call.args.map(({ text }) => text).join(' '),
    )
  )
    return [{ category: 'destructive-delete', kind: 'delete-tree', subject: readable(call.word.text), grave: false }];
  const line = lineOf(call.args);
  const isRemoval = /^(?:(?:container|image) )?(?:rm|rmi|remove)\b/.test(line.words.map(({ text }) => text).join(' '));
  const names = line.words.flatMap((word) => word.names);
  const isAll =
    names.some(
      (name) =>
        /^\$\(\w+ (?:ps|container ls|images|image ls)\b/.test(name) && !/filter|-f\b|status=|dangling/.test(name),
    ) || names.includes('stdin');
  return isRemoval && isAll
    ? [{ category: 'destructive-delete', kind: 'delete-many', subject: `${call.program} ${line.all}` }]
    : [];
}

/** Names that people give to what a test run leaves behind. */
const OF_TESTS = /(?:^|[/_.-])(?:tests?|testing|e2e|ci|integration|tmp|temp|scratch)(?=$|[/_.\d-])/i;

export function volumes(call: Call): Finding[] {
  const line = lineOf(call.args, '-f --file -p --project-name --profile --context -H');
  const words = line.words.map(({ text }) => text).join(' ');
  const finding: Finding = {
    category: 'destructive-delete',
    kind: 'delete-volumes',
    subject: `${call.program} ${line.all}`,
  };
  // Before the verb, -f names a file; after it, it has no value.
  const hasVolumes = has(
    lineOf(call.args.slice(call.args.findIndex(({ text }) => /^(?:down|rm)$/.test(text)) + 1)),
    'v',
    '--volumes',
  );
  const isCompose = call.program === 'docker-compose' || words.startsWith('compose');
  const files = call.args.filter((_, index) => /^(?:-f|--file)$/.test(call.args[index - 1]?.text ?? ''));
  const named = [valueOfFlag(call.args, '-p', '--project-name')].filter((one) => one !== null);
  const own = named.length > 0 ? named : files;
  if (isCompose && /^(?:compose )?(?:down|rm)\b/.test(words) && hasVolumes)
    return own.length > 0 && own.every(({ text }) => OF_TESTS.test(text)) ? [] : [finding];
  if (/^volume (?:rm|remove) /.test(words) && line.words.slice(2).every(({ text }) => OF_TESTS.test(text))) return [];
  if (/^(?:container )?rm\b/.test(words) && hasVolumes && line.words.some(({ text }) => text.includes(UNKNOWN)))
    return [finding];
  return /^volume (?:rm|remove|prune)\b|^system (?:prune|reset)\b/.test(words) ? [finding] : [];
}
