/** What words and streams of a command line stand for. */
import { isProgram } from '../args.js';
import { type Arg, arg, type Call, type Stream, UNKNOWN } from '../model.js';
import { meets } from '../patterns.js';
import type { Value } from '../shell/expand.js';
import type { List, Node } from '../shell/syntax.js';
import { FROM_NET } from './shells.js';

/** Programs whose output is meant to be evaluated: environments and completions of tools on this machine. */
export const HARMLESS_SOURCE = [
  /^\$\((?:ssh-agent|keychain|direnv|\S*brew|pyenv|rbenv|nodenv|goenv|jenv|fnm|nvm|volta|mise|asdf|\S*conda)\b/,
  /^\$\(\S*mamba\b/,
  /^\$\((?:starship|zoxide|atuin|minikube|docker-machine|opam|luarocks|dircolors|thefuck|npm|pip|pip3|gh|kubectl)\b/,
  /^\$\((?:helm|register-python-argcomplete|perl|tset|resize|locale|luaver|cargo|rustup|poetry|pdm|uv|sops|spack)\b/,
  /^\$\((?:module|modulecmd|getopt|shopt)\b/,
];

const DANGEROUS_WORDS = [
  /\b(?:rm|dd|shred|mkfs\S*|git\s+(?:push|reset|clean)|kubectl|terraform|aws|gcloud|psql|mysql|curl|wget|publish)\b/,
  /\b(?:deploy|chmod|chown|crontab|cast|eval)\b/,
];

export const couldBeDangerous = (text: string): boolean => meets(DANGEROUS_WORDS, text);

/** The program that a command word names: without folders, without .exe, a conventional variable by its meaning. */
export function programOf(word: Arg): string {
  const name =
    word.text
      .replaceAll('\\', '/')
      .split('/')
      .at(-1)
      ?.replace(/\.(?:exe|cmd|bat)$/i, '') ?? '';
  if (name !== UNKNOWN) return name;
  const [variable = ''] = word.names;
  return isProgram(variable, [
    'PYTHON|PYTHON3|PY|PIP|NODE|NPM|NPX|PNPM|YARN|CC|CXX|LD|AR|GO|CARGO|RUSTC|JAVA|MVN|GRADLE|MAKE|CMAKE',
    'NINJA|SHELL|BASH|EDITOR|VISUAL|PAGER|BROWSER|GIT|DOCKER|KUBECTL|PSQL',
  ])
    ? variable.toLowerCase()
    : name;
}

export function outputValue(stream: Stream, source: string): Value {
  switch (stream.kind) {
    case 'none':
      return [];
    case 'text':
      return stream.isEither === true
        ? [{ text: UNKNOWN, glob: false, names: [source] }]
        : [arg(stream.text.replace(/\n+$/, ''))];
    case 'paths':
      return stream.paths;
    case 'net':
      return [{ text: UNKNOWN, glob: false, names: [FROM_NET] }];
    case 'file':
    case 'computed':
      return [{ text: UNKNOWN, glob: false, names: [source] }];
    default:
      return stream satisfies never;
  }
}

/** The words with which a substitution begins. */
export function sourceOf(body: List): string {
  const [first] = body;
  const node = first?.node.kind === 'pipeline' ? first.node.commands[0] : first?.node;
  return `$(${node?.kind === 'simple' ? literalWords(node).join(' ') : '…'})`;
}

function literalWords(node: Extract<Node, { kind: 'simple' }>): string[] {
  return node.words.map((word) => word.map((part) => (part.kind === 'text' ? part.text : '…')).join(''));
}

export function nextOf(node: Node | undefined): Call['next'] {
  if (node?.kind !== 'simple') return null;
  const [program = '', ...args] = literalWords(node);
  return { program, args };
}

export const isExport = (node: Extract<Node, { kind: 'simple' }>): boolean =>
  /^(?:export|declare|env)$/.test(literalWords(node)[0] ?? '');

const MAY_FAIL = /^(?:false|test|\[|e?f?grep|rg|which|type|command|diff|cmp|pgrep|ls|stat|!)$/;

/** Whether a command may well fail, so that what follows `&&` need not run. */
export function mayFail(node: Node): boolean {
  if (node.kind === 'pipeline') return node.commands.some(mayFail);
  return node.kind === 'simple' ? MAY_FAIL.test(literalWords(node)[0] ?? '') : node.kind === 'branches';
}

/** What two commands print, one after the other. */
export function together(first: Stream, second: Stream): Stream {
  if (second.kind === 'none' || first.kind === 'net') return first;
  if (first.kind === 'none' || second.kind === 'net') return second;
  if (first.kind === 'text' && second.kind === 'text')
    return { kind: 'text', text: `${first.text.replace(/\n$/, '')}\n${second.text}` };
  if (first.kind === 'paths' && second.kind === 'paths')
    return { kind: 'paths', paths: [...first.paths, ...second.paths] };
  return { kind: 'computed' };
}
