/** Commands that run in a container, and the part of the project that the container sees. */
import { lineOf } from '../args.js';
import type { Arg, Call, Category } from '../model.js';
import { calls, type Unwrapped } from './unwrapped.js';

const INSIDE: readonly Category[] = ['database', 'publish', 'deploy', 'money', 'secrets'];
const CONTAINER_FLAGS =
  '-e -u -w -v -p -l -h -m --env --env-file --user --workdir --volume --publish --name --network --entrypoint ' +
  '--mount --label --platform --memory --cpus --gpus -n --namespace -c --container --context -f --file ' +
  '--project-name --profile --index';
const CONTAINERS: Readonly<Record<string, RegExp>> = {
  docker: /^(?:compose )?(?:exec|run)$/,
  podman: /^(?:compose )?(?:exec|run)$/,
  'docker-compose': /^(?:exec|run)$/,
  nerdctl: /^(?:compose )?(?:exec|run)$/,
  finch: /^(?:compose )?(?:exec|run)$/,
  lxc: /^exec$/,
  incus: /^exec$/,
  crictl: /^exec$/,
  devcontainer: /^exec$/,
  kubectl: /^exec$/,
  oc: /^(?:exec|rsh)$/,
};

/** The command that a container runs; null when the call runs none. */
export function container({ program, args, env }: Call): Unwrapped | null {
  const verb = CONTAINERS[program];
  if (verb === undefined) return null;
  const { words } = lineOf(args, CONTAINER_FLAGS);
  const length = verb.test(words[0]?.text ?? '')
    ? 1
    : verb.test(
          words
            .slice(0, 2)
            .map(({ text }) => text)
            .join(' '),
        )
      ? 2
      : 0;
  const inner = words[length + 1];
  if (length === 0 || inner === undefined) return null;
  const at = args.indexOf(inner);
  const mounts = mountsOf(args.slice(0, at), env.get('CLAUDE_PROJECT_DIR') ?? '');
  if (mounts.length === 0) return { ...calls(args.slice(at)), only: INSIDE };
  return {
    ...calls(args.slice(at).map((one) => ({ ...one, text: outside(one.text, mounts) }))),
    only: [...INSIDE, 'destructive-delete'],
  };
}

type Mount = readonly [here: string, there: string];

/** The folders of the project that a container sees, with their place in it. */
function mountsOf(args: readonly Arg[], project: string): Mount[] {
  return args.flatMap(({ text }, index): Mount[] => {
    const [, here = '', there = ''] =
      /^(?:-v|--volume=)?([^:=,]+):(\/[^:]*)/.exec(text) ??
      /(?:source|src)=([^,]+),.*(?:target|dst|destination)=([^,]+)/.exec(text) ??
      [];
    const isMount =
      /^(?:-v.|--volume=|--mount=)/.test(text) || /^(?:-v|--volume|--mount)$/.test(args[index - 1]?.text ?? '');
    return isMount &&
      there !== '' &&
      (here === project || here.startsWith(`${project}/`) || /^\.\.?(?:\/|$)/.test(here))
      ? [[here, there.replace(/\/+$/, '') || '/']]
      : [];
  });
}

/** A path of the container as a path of this machine. What is not mounted exists only in the container. */
function outside(text: string, mounts: readonly Mount[]): string {
  return text.replace(/(^|[\s'"=])(\/[\w./*-]*)/g, (whole: string, before: string, path: string) => {
    const mount = mounts.find(([, there]) => path === there || path.startsWith(there === '/' ? '/' : `${there}/`));
    if (mount !== undefined) return before + mount[0] + path.slice(mount[1] === '/' ? 0 : mount[1].length);
    return path.startsWith('/dev/') ? whole : `${before}/tmp/container${path}`;
  });
}
