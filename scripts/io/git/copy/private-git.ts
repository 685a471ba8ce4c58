/**
 * A git directory for a copy of the work tree. It answers like the user's, and nothing written in it reaches the user's
 * refs, index or configuration.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readBytesIfThere, sizeOf } from '../../ground/files.js';
import { type Repository, runGit, runGitBytes } from '../git.js';
import { partsOf } from '../paths.js';
import { privateObjects, realObjects } from '../store.js';

/** Settings of a repository about how files are checked out, compared and described. */
const TAKEN = new RegExp(
  [
    '^core\\.(autocrlf|eol|symlinks|filemode|ignorecase|precomposeunicode|attributesfile|excludesfile|abbrev',
    '|whitespace|longpaths|protecthfs|protectntfs|bigfilethreshold)$',
    '|^(filter|diff|merge|user|author|committer|lfs|i18n)\\.|^submodule\\..*\\.(url|active)$',
  ].join(''),
  'i',
);

/**
 * Settings that always apply, whatever the user's configuration says: no hooks, no helper programs, no signatures, no
 * place to push to.
 */
const OWN: readonly (readonly [string, string])[] = [
  ['core.bare', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['commit.gpgSign', 'false'],
  ['tag.gpgSign', 'false'],
  ['push.default', 'nothing'],
  // If a server were configured, git-lfs would download files that are missing here.
  ['lfs.url', 'file:///nowhere'],
];

/** What the git directories of a copy take over from the user's; it is read once for all of them. */
export interface TakenOver {
  /** All settings in effect, by scope. */
  settings: { scope: string; name: string; value: string }[];
  /** Copies of the refs in the format of packed-refs. */
  refs: string;
}

/** Reads the settings and refs of the user's repository. */
export async function readTakenOver(live: Repository): Promise<TakenOver> {
  const [settings, refs] = await Promise.all([settingsOf(live), refsOf(live)]);
  return { settings, refs };
}

/** Recreates the directory without an index, so that anything a check did to it is gone. */
export async function makePrivateGit(
  store: Repository,
  live: Repository,
  taken: TakenOver,
  gitDir: string,
): Promise<void> {
  rmSync(gitDir, { recursive: true, force: true });
  for (const name of ['objects/info', 'refs/heads', 'refs/tags', 'info'])
    mkdirSync(path.join(gitDir, name), { recursive: true });
  writeFileSync(path.join(gitDir, 'objects', 'info', 'alternates'), alternatesOf(store, live));
  writeFileSync(path.join(gitDir, 'packed-refs'), taken.refs);
  refreshPrivateGit(live, taken, gitDir);
  takeOver(live, gitDir, 'shallow');
  const head = live.branch === null ? (live.head ?? '') : `ref: refs/heads/${live.branch}`;
  writeFileSync(path.join(gitDir, 'HEAD'), `${head}\n`);
}

/** Updates settings and ignore rules to their present state; the index stays. */
export function refreshPrivateGit(live: Repository, { settings }: TakenOver, gitDir: string): void {
  const isSha256 = live.format === 'sha256';
  const own = settings.filter(({ scope, name }) => /^(local|worktree)$/.test(scope) && TAKEN.test(name));
  const all: (readonly [string, string])[] = [
    ['core.repositoryFormatVersion', isSha256 ? '1' : '0'],
    ...(isSha256 ? ([['extensions.objectFormat', 'sha256']] as const) : []),
    ['lfs.storage', path.join(live.commonDir, 'lfs')],
    ...own.map(({ name, value }) => [name, value] as const),
    ...OWN,
  ];
  writeFileSync(path.join(gitDir, 'config'), all.map(([name, value]) => settingText(name, value)).join(''));
  for (const name of ['info/exclude', 'info/attributes']) takeOver(live, gitDir, name);
}

/** Settings of an included file count as settings of the file that includes it. */
async function settingsOf(live: Repository): Promise<TakenOver['settings']> {
  const listed = partsOf(await runGitBytes(live, ['config', '--list', '--show-scope', '-z']));
  const settings: TakenOver['settings'] = [];
  for (let at = 0; at + 1 < listed.length; at += 2) {
    const [scope = '', setting = ''] = listed.slice(at, at + 2);
    const text = Buffer.from(setting, 'latin1').toString('utf8');
    const cut = text.indexOf('\n');
    settings.push({ scope, name: cut < 0 ? text : text.slice(0, cut), value: cut < 0 ? 'true' : text.slice(cut + 1) });
  }
  return settings;
}

function settingText(name: string, value: string): string {
  const quote = (text: string): string =>
    text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  const [first, last] = [name.indexOf('.'), name.lastIndexOf('.')];
  const middle = first === last ? '' : ` "${name.slice(first + 1, last).replace(/[\\"]/g, '\\$&')}"`;
  return `[${name.slice(0, first)}${middle}]\n\t${name.slice(last + 1)} = "${quote(value)}"\n`;
}

const alternatesOf = (store: Repository, live: Repository): string =>
  [realObjects(live), privateObjects(store)].map((dir) => `${dir.split(path.sep).join('/')}\n`).join('');

/** Copies of the user's refs, without the program's own, and without the stash, which is stored in a reflog. */
async function refsOf(live: Repository): Promise<string> {
  const lines = (await runGit(live, ['for-each-ref', '--format=%(objectname) %(refname)'])).split('\n');
  const kept = lines.filter((line) => line !== '' && !/ refs\/(cccc\/|stash$)/.test(line));
  return kept.map((line) => `${line}\n`).join('');
}

/** The content is written to a new file; copying the file would keep the permissions of the user's file. */
function takeOver(live: Repository, gitDir: string, name: string): void {
  const file = path.join(gitDir, name);
  rmSync(file, { force: true });
  const content = readBytesIfThere(path.join(live.commonDir, name));
  if (content !== null) writeFileSync(file, content);
}

/** Whether a private git directory exists and can be used as it is. */
export const isPrivateGit = (gitDir: string): boolean => sizeOf(path.join(gitDir, 'HEAD')) > 0;
