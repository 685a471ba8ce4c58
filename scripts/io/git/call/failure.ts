/** What a failed call of git means, from what it printed: the cause by name, where it is known. */
import path from 'node:path';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import { systemRefusal } from '../../ground/faults.js';

/** How a call ended, and the folder in which it ran. */
export interface EndedCall {
  code: number;
  stderr: string;
  cwd: string;
}

/** The words of the system's errors, which git prints in place of their codes; LC_ALL is C. */
const SYSTEM: Readonly<Record<string, string>> = {
  'No space left on device': 'ENOSPC',
  'Disk quota exceeded': 'EDQUOT',
  'Read-only file system': 'EROFS',
  'Permission denied': 'EACCES',
  'Operation not permitted': 'EPERM',
  'Input/output error': 'EIO',
  'Too many open files': 'EMFILE',
  'File name too long': 'ENAMETOOLONG',
  'Filename too long': 'ENAMETOOLONG',
  'Stale file handle': 'ESTALE',
  'Structure needs cleaning': 'EUCLEAN',
};

/** What one failed call printed, and where it ran: git names files relative to that. */
interface Said {
  cwd: string;
  text: string;
}

type Cause = (said: Said) => Notice | null;

const found = (text: string, pattern: RegExp): Record<string, string> | null => pattern.exec(text)?.groups ?? null;

const dubiousOwnership: Cause = ({ text }) => {
  const at = found(text, /(?:dubious ownership in repository at|unsafe repository \()\s?'(?<dir>[^']*)'/);
  return at && notice('git-dubious-ownership', { dir: at['dir'] ?? '' });
};

/**
 * git says which filter of which file failed, unless the filter's process did not even begin to talk: then it names
 * nothing but what the shell or the process said.
 */
const failedFilter: Cause = ({ text }) => {
  const at =
    found(text, /^fatal: (?<file>.*): clean filter '(?<filter>.*)' failed/m) ??
    found(text, /^fatal: (?<file>.*): smudge filter (?<filter>\S+) failed/m);
  const program = found(text, /^error: (?:external filter|cannot fork to run external filter) '(?<line>.*?)'/m)?.[
    'line'
  ];
  const first = text.split('\n', 1)[0] ?? '';
  if (at)
    return notice('git-filter-failed', {
      path: at['file'] ?? '',
      filter: at['filter'] ?? '',
      detail: wordsOfFilter(text),
    });
  if (program !== undefined)
    return notice('git-filter-failed', { path: '', filter: '', detail: `${program}: ${first}` });
  return /^fatal: the remote end hung up unexpectedly$/m.test(text) && !/promisor|remote repository/.test(text)
    ? notice('git-filter-failed', { path: '', filter: '', detail: wordsOfFilter(text) })
    : null;
};

/** What the filter itself, or the shell that was to start it, printed; git's own words where it said nothing. */
export function wordsOfFilter(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  const own = lines.filter((line) => !/^(fatal|error|warning|hint): /.test(line));
  const said = own.length > 0 ? own.slice(0, 3) : lines.slice(0, 1).map((line) => line.replace(/^\w+: /, ''));
  return said.join('; ').slice(0, 300);
}

const remoteAway: Cause = ({ text }) => {
  if (!/could not fetch \S+ from promisor remote/.test(text)) return null;
  const said = text.split('\n').find((line) => line !== '' && !/^(remote: )?$/.test(line)) ?? '';
  return notice('git-objects-away', { detail: said.replace(/^fatal: /, '').slice(0, 300) });
};

const alternatesAway: Cause = ({ text }) => {
  const at =
    found(text, /^error: unable to normalize alternate object path: (?<dir>.*)$/m) ??
    found(text, /^error: object directory (?<dir>.*) does not exist; check/m);
  return at && notice('git-alternates-away', { dir: at['dir'] ?? '' });
};

const lockLeft: Cause = ({ text, cwd }) => {
  const at = found(text, /Unable to create '(?<file>[^']*\.lock)': File exists/i);
  return at && notice('git-lock-left', { file: path.resolve(cwd, at['file'] ?? '') });
};

const brokenConfig: Cause = ({ text, cwd }) => {
  const at = found(
    text,
    /^fatal: bad config (?:line (?<line>\d+)|variable '.*') in (?:file )?(?<file>.*?)(?: at line \d+)?$/m,
  );
  return (
    at && notice('git-config-broken', { file: path.resolve(cwd, at['file'] ?? ''), line: Number(at['line'] ?? 0) })
  );
};

/** It is a copy of the index that git looked at, so its name is left out. */
const brokenIndex: Cause = ({ text }) => {
  const said = /(?:index file (?:corrupt|smaller|open failed)|bad (?:index file )?signature 0x|bad index).*/i.exec(
    text,
  )?.[0];
  return said === undefined ? null : notice('git-index-broken', { detail: said });
};

const newerFormat: Cause = ({ text }) => {
  const isNewer = /^fatal: (unknown repository extensions? found|expected git repo version)/im.test(text);
  return isNewer
    ? notice('git-format-unknown', {
        detail: text
          .trim()
          .replace(/\s+/g, ' ')
          .replace(/^fatal: /, ''),
      })
    : null;
};

const refusedBySystem: Cause = ({ text, cwd }) => {
  const objects = found(text, /insufficient permission for adding an object to repository database (?<file>.*)$/m);
  if (objects) return systemRefusal(path.resolve(cwd, objects['file'] ?? '.', '.'), 'EACCES');
  for (const [words, code] of Object.entries(SYSTEM)) {
    const line = text.split('\n').find((each) => each.includes(words));
    if (line !== undefined && !/^warning: /.test(line)) return systemRefusal(fileIn(line, cwd), code);
  }
  return null;
};

/** The file that a line names: an absolute path, else what stands in quotes, else the folder of the call. */
function fileIn(line: string, cwd: string): string {
  const named =
    found(line, /'(?<file>(?:\/|[A-Za-z]:)[^']+)'/)?.['file'] ??
    found(line, /(?: |^)(?<file>\/[^:']*): /)?.['file'] ??
    found(line, /(?:'|open\(")(?<file>[^'"]+)(?:'|"\))/)?.['file'];
  return path.resolve(cwd, named ?? '.');
}

/** Damaged or missing content of the repository. */
const BROKEN = new RegExp(
  [
    'loose object \\S+ .*is corrupt',
    'object file .* is empty',
    'inflate: ',
    'unable to read (tree|sha1 file|object|[0-9a-f]{40})',
    '(bad|missing) (object|blob|tree|commit)\\b',
    'packfile .* (is|cannot|does)',
    'not a tree object',
    'could not get object info',
    'object [0-9a-f]{40,64} .*(missing|cannot be read)',
  ].join('|'),
  'i',
);

const brokenObjects: Cause = ({ text }) =>
  BROKEN.test(text) ? notice('git-objects-broken', { detail: lineOf(text) }) : null;

/** In the order in which one message can hold the words of another. */
const CAUSES: readonly Cause[] = [
  dubiousOwnership,
  newerFormat,
  brokenConfig,
  lockLeft,
  remoteAway,
  alternatesAway,
  failedFilter,
  refusedBySystem,
  brokenIndex,
  brokenObjects,
];

/** The line in which git says what is wrong. */
function lineOf(text: string): string {
  const lines = text.trim().split('\n');
  return lines.find((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1) ?? '';
}

/**
 * Turns a failed git call into the Problem that names its cause.
 *
 * @param args of the call, for the message; settings left out
 */
export function gitProblem(args: string[], { code, stderr, cwd }: EndedCall): Problem {
  for (const cause of CAUSES) {
    const named = cause({ text: stderr, cwd });
    if (named) return new Problem(named);
  }
  const lines = stderr.trim().split('\n');
  const detail = lines.findLast((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1) ?? '';
  return new Problem(
    notice('git-failed', { command: `git ${args.slice(0, 3).join(' ')}`, detail: detail || `exit code ${code}` }),
  );
}
