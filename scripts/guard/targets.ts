/** Finds the files that a command writes or removes, as far as its words tell. */
import { has, lineOf, valueOfFlag } from './args.js';
import type { Arg, Call } from './model.js';

export interface Target {
  target: Arg;
  /** With what is in it, when it is a folder. */
  removed: boolean;
  /** A folder onto which something is copied file by file; the words do not say which files. */
  over?: boolean;
}

const REMOVERS = new Set(['rm', 'rmdir', 'unlink', 'shred', 'rimraf']);
const WRITERS = new Set(['truncate', 'tee', 'touch', 'chmod', 'chown', 'patch', 'sponge']);
const COPIERS = new Set(['cp', 'mv', 'ln', 'install', 'rsync', 'scp']);
const TEXT_READERS = [
  'cat',
  'head',
  'tail',
  'less',
  'more',
  'grep',
  'egrep',
  'rg',
  'ls',
  'stat',
  'jq',
  'wc',
  'diff',
  'cmp',
  'file',
  'du',
  'sort',
  'uniq',
  'cut',
  'tr',
  'nl',
  'tac',
  'od',
  'xxd',
  'hexdump',
  'sha256sum',
  'shasum',
  'md5sum',
  'test',
  '[',
  'echo',
  'printf',
  'cd',
  'pwd',
  'true',
  'false',
  'realpath',
  'readlink',
  'dirname',
  'basename',
  'mkdir',
  'cccc',
  'tree',
  'git',
  'sudo',
  'env',
  'bash',
  'sh',
  'zsh',
  'dash',
  'eval',
  'timeout',
  'xargs',
  'nohup',
  'nice',
  'time',
  'command',
  'exec',
  'export',
  'gh',
  'read',
  'npx',
  '',
  'doas',
  'pkexec',
  'taskset',
  'chrt',
  'ionice',
  'stdbuf',
  'setsid',
  'flock',
  'chronic',
  'systemd-run',
  'unshare',
  'nsenter',
  'volta',
  'mise',
  'nix',
  'perf',
  'strace',
  'watch',
  'parallel',
  'alias',
];
/** Programs that write nothing themselves, or whose targets are known. */
const KNOWN = new Set([...TEXT_READERS, ...REMOVERS, ...WRITERS, ...COPIERS, 'sed', 'dd', 'find']);

export function targetsOf(call: Pick<Call, 'program' | 'args' | 'writes'>): Target[] {
  const { program, args } = call;
  const line = lineOf(args, program === 'truncate' ? '-s -r' : '');
  const written = (words: readonly Arg[]): Target[] => words.map((target) => ({ target, removed: false }));
  const opened = written(call.writes);
  if (REMOVERS.has(program)) return [...opened, ...line.words.map((target) => ({ target, removed: true }))];
  if (/^ch(?:mod|own|grp|attr)$/.test(program))
    return [
      ...opened,
      ...line.words.map((target) => ({
        target,
        removed: isOwn(target.text) || /(?:^|\/)\.claude(?:\/hooks)?\/?$/.test(target.text),
      })),
    ];
  if (WRITERS.has(program)) return [...opened, ...written(line.words)];
  if (COPIERS.has(program)) return [...opened, ...copied(program, args)];
  if (program === 'sed')
    return [...opened, ...(args.some(({ text }) => /^(?:-\w*i|--in-place)/.test(text)) ? written(line.words) : [])];
  if (program === 'dd')
    return [
      ...opened,
      ...written(args.filter(({ text }) => text.startsWith('of=')).map((one) => ({ ...one, text: one.text.slice(3) }))),
    ];
  if (program === 'perl' && args.some(({ text }) => /^-\w*i/.test(text))) return [...opened, ...written(line.words)];
  const unpacked = unpackedInto(program, args);
  if (unpacked !== null) return [...opened, { target: unpacked, removed: isOwn(unpacked.text), over: true }];
  const isWriting =
    program === 'git' &&
    ['rm', 'mv', 'checkout', 'restore', 'update-index', 'stash', 'clean'].includes(line.words[0]?.text ?? '');
  return [
    ...opened,
    ...(isWriting ? line.words.slice(1).map((target) => ({ target, removed: isOwn(target.text) })) : []),
  ];
}

/**
 * Whether a text is the folder of this program's documents or below it: replacing that folder would replace the
 * evidence in it.
 */
const isOwn = (text: string): boolean => /(?:^|\/)cccc(?:\/|$)/.test(text);

/** The folder into which an archive is unpacked. */
function unpackedInto(program: string, args: readonly Arg[]): Arg | null {
  if (program === 'unzip') return valueOfFlag(args, '-d');
  if (/^(?:tar|gtar|bsdtar)$/.test(program)) return valueOfFlag(args, '-C', '--directory');
  return /^(?:7z|7za)$/.test(program)
    ? (args.filter(({ text }) => /^-o./.test(text)).map((one) => ({ ...one, text: one.text.slice(2) }))[0] ?? null)
    : null;
}

function copied(program: string, args: readonly Arg[]): Target[] {
  const line = lineOf(args);
  const isTargetFirst = has(line, program === 'rsync' || program === 'scp' ? '' : 't', '--target-directory');
  const target = isTargetFirst ? line.words[0] : line.words.at(-1);
  if (target === undefined) return [];
  const sources = line.words.filter((file) => file !== target);
  const inside = sources.map((source) => ({
    ...target,
    text: `${target.text}/${source.text.split('/').at(-1)}`,
    glob: source.glob || target.glob,
    names: [...source.names, ...target.names],
  }));
  const moved = program === 'mv' ? sources.map((source) => ({ target: source, removed: true })) : [];
  // A link to the evidence would be a second way to reach it.
  const linked = program === 'ln' ? sources.map((source) => ({ target: source, removed: isOwn(source.text) })) : [];
  const isTree = program === 'mv' || program === 'rsync' || has(line, 'rRa', '--recursive', '--archive');
  const put = { target, removed: (program === 'rsync' || program === 'ln') && isOwn(target.text) };
  return [
    put,
    ...inside.map((word) => ({ target: word, removed: program === 'rsync' && isOwn(word.text), over: isTree })),
    ...moved,
    ...linked,
  ];
}

/** Whether it is known what the program does with a path that it is given. */
export const isKnownProgram = ({ program, args }: Pick<Call, 'program' | 'args'>): boolean => {
  if (KNOWN.has(program)) return true;
  return program === 'node' && /(?:^|[\\/])cccc\.mjs$/.test(args[0]?.text ?? '');
};
