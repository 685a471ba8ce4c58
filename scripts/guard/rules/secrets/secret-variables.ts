/** Secrets in the environment, printed or sent. */
import { isProgram, lineOf } from '../../args.js';
import { type Call, type Finding, type Kind, shown, UNKNOWN } from '../../model.js';
import { meets } from '../../patterns.js';
import { isSecretName } from './secret-paths.js';

const finding = (kind: Kind, subject: string): Finding => ({ category: 'secrets', kind, subject });

export function environment(call: Call): Finding[] {
  const { program, args } = call;
  const line = lineOf(args, '-u');
  const isDump =
    (program === 'env' && line.words.length === 0) ||
    (program === 'printenv' && line.words.length === 0) ||
    ((program === 'set' || program === 'export') && args.length === 0) ||
    (/^(?:export|declare|typeset)$/.test(program) && line.words.length === 0 && /^-[px]+$/.test(line.all));
  if (isDump && !call.captured && !isNarrowed(call.next)) return [finding('secret-environment', shown(call))];
  if (
    program === 'history' &&
    /^[ef]?grep$|^rg$/.test(call.next?.program ?? '') &&
    /key|token|secret|pass|export|auth/i.test(call.next?.args.join(' ') ?? '')
  )
    return [finding('secret-environment', shown(call))];
  if (program !== 'printenv') return [];
  return line.words.filter(({ text }) => isSecretName(text)).map(({ text }) => finding('secret-variable', text));
}

const TELLING_FILTER = [
  /key|token|secret|pass|cred|auth|pwd|dsn|mnemonic|database|_url/i,
  /^\^?(?:aws|azure|gcp|google|openai|anthropic|stripe|github|gitlab|npm|db|redis|mongo|postgres|mysql|twilio)/i,
  /^\^?sendgrid/i,
  /^\^?slack/i,
];

/** `env | grep NODE`: whether a filter lets nothing secret through, or only names. */
function isNarrowed(next: Call['next']): boolean {
  if (next === null) return false;
  const { program, args } = next;
  const words = args.filter((one) => !one.startsWith('-'));
  if (program === 'wc' || (program === 'cut' && /-d ?=.*-f ?1\b/.test(args.join(' ')))) return true;
  if (!/^(?:e?grep|rg)$/.test(program) || args.some((one) => /^-\w*v/.test(one))) return false;
  const pattern = words[0] ?? '';
  return (
    (/^\^?[A-Za-z_|^()\\]{3,}=?$/.test(pattern) && !meets(TELLING_FILTER, pattern)) ||
    args.some((one) => /^-\w*[cq]/.test(one))
  );
}

/** Programs that show or send their arguments. */
const PRINTERS = [
  'ping|host|dig|nslookup|drill|mosquitto_pub|nc|ncat|telnet|mail|qrencode|wl-copy|xclip',
  'echo|printf|tee|cat|base64|logger|wall|notify-send|osascript|say|xxd|pbcopy',
];

export function variables(call: Call): Finding[] {
  const { program, args } = call;
  if (program === 'curl' || program === 'wget' || program === 'http' || program === 'xh') return sentVariables(call);
  if (program === 'git') return keptVariables(call);
  const shownNames = isProgram(program, PRINTERS)
    ? [...args.flatMap(({ names }) => names), ...call.reads.flatMap(({ names }) => names)]
    : [];
  const held = shownNames.filter((name) => isSecretName(name) || /^![^[]*$/.test(name));
  const [first] = held;
  if (first === undefined || call.writes.some(({ text }) => /\.env(?:\.|$)/.test(text)) || isPasswordInput(call))
    return [];
  return [finding('secret-variable', `$${first}`)];
}

/** A token in the address of a remote is stored in git's settings and shown by them. */
function keptVariables({ args }: Call): Finding[] {
  const isKept = args.some(
    ({ text }) => text === 'set-url' || (text === 'add' && args[0]?.text === 'remote') || text === 'config',
  );
  const [first] = isKept ? args.flatMap(({ names }) => names).filter(isSecretName) : [];
  return first === undefined ? [] : [finding('secret-variable', `$${first}`)];
}

/** `echo "$TOKEN" | docker login --password-stdin`: the token is not shown. */
export const isPasswordInput = ({ next }: Call): boolean =>
  next !== null && /--password-stdin|--with-token|--body-file|secret set/.test(next.args.join(' '));

function sentVariables(call: Call): Finding[] {
  const hosts = call.args.filter(
    ({ text }) => /^(?:https?:\/\/|[\w-]+(?:\.[\w-]+)+)/.test(text) || text.startsWith(UNKNOWN),
  );
  if (hosts.length > 0 && hosts.every(({ text }) => isLocalUrl(text))) return [];
  const held = call.args
    .flatMap(({ names }) => names)
    .filter((name) => isSecretName(name) || name === '$(gh auth token)');
  return held[0] === undefined ? [] : [finding('secret-sent', `$${held[0]}`)];
}

const LOCAL_URL = [
  /^(?:\w+:\/\/)?(?:[^@/]*@)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|anvil)(?::|\/|$)/,
  /^(?:\w+:\/\/)?(?:[^@/]*@)?(?:hardhat|[\w-]+\.(?:local|localhost|test))(?::|\/|$)/,
];

export const isLocalUrl = (text: string): boolean => meets(LOCAL_URL, text);
