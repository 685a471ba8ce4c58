/**
 * A git directory for a copy of the work tree: it answers as the user's does, and nothing that is written in it reaches
 * the user's refs, index or configuration.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, readBytesIfThere } from '../../ground/files.js';
import { type Repository, runGit, runGitBytes } from '../git.js';
import { partsOf } from '../paths.js';
import { privateObjects, realObjects } from '../store.js';

/** Settings of the repository that say how files are checked out, compared and described. */
const TAKEN = new RegExp(
  [
    '^core\\.(autocrlf|eol|symlinks|filemode|ignorecase|precomposeunicode|attributesfile|excludesfile|abbrev',
    '|whitespace|longpaths|protecthfs|protectntfs|bigfilethreshold)$',
    '|^(filter|diff|merge|user|author|committer|lfs|i18n)\\.|^submodule\\..*\\.(url|active)$',
  ].join(''),
  'i',
);

/** What holds whatever the user's configuration says: no hook, no program beside, no signature, nowhere to push to. */
const OWN: readonly (readonly [string, string])[] = [
  ['core.bare', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['commit.gpgSign', 'false'],
  ['tag.gpgSign', 'false'],
  ['push.default', 'nothing'],
  // Where the server is asked, a file that is missing here would be downloaded.
  ['lfs.url', 'file:///nowhere'],
];

/** Makes the directory anew, without an index: whatever a check did to it is gone. */
export async function makePrivateGit(store: Repository, live: Repository, gitDir: string): Promise<void> {
  await rm(gitDir, { recursive: true, force: true });
  await Promise.all(
    ['objects/info', 'refs/heads', 'refs/tags', 'info'].map((name) =>
      mkdir(path.join(gitDir, name), { recursive: true }),
    ),
  );
  await Promise.all([
    writeFile(path.join(gitDir, 'objects', 'info', 'alternates'), alternatesOf(store, live)),
    writeFile(path.join(gitDir, 'packed-refs'), await refsOf(live)),
    refreshPrivateGit(live, gitDir),
    takeOver(live, gitDir, 'shallow'),
  ]);
  await writeFile(
    path.join(gitDir, 'HEAD'),
    live.branch === null ? `${live.head ?? ''}\n` : `ref: refs/heads/${live.branch}\n`,
  );
}

/** Takes over the settings, and what is ignored, as they are now; the index stays. */
export async function refreshPrivateGit(live: Repository, gitDir: string): Promise<void> {
  await Promise.all([
    writeConfig(live, gitDir),
    ...['info/exclude', 'info/attributes'].map((name) => takeOver(live, gitDir, name)),
  ]);
}

async function writeConfig(live: Repository, gitDir: string): Promise<void> {
  const isSha256 = live.format === 'sha256';
  const taken = await settingsOf(live);
  const all = [
    ['core.repositoryFormatVersion', isSha256 ? '1' : '0'],
    ...(isSha256 ? [['extensions.objectFormat', 'sha256']] : []),
    ['lfs.storage', path.join(live.commonDir, 'lfs')],
    ...taken,
    ...OWN,
  ];
  await writeFile(path.join(gitDir, 'config'), all.map(([name = '', value = '']) => settingText(name, value)).join(''));
}

/** The repository's own settings, those that it includes among them; the user's and the system's hold by themselves. */
async function settingsOf(live: Repository): Promise<[string, string][]> {
  const listed = partsOf(await runGitBytes(live, ['config', '--list', '--show-scope', '-z']));
  const settings: [string, string][] = [];
  for (let at = 0; at + 1 < listed.length; at += 2) {
    const [scope = '', setting = ''] = listed.slice(at, at + 2);
    const cut = setting.indexOf('\n');
    const [name, value] = cut < 0 ? [setting, 'true'] : [setting.slice(0, cut), setting.slice(cut + 1)];
    if (/^(local|worktree)$/.test(scope) && TAKEN.test(name))
      settings.push([name, Buffer.from(value, 'latin1').toString('utf8')]);
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

/** Copies of the user's refs; without the program's own, and without the stash, which only its log can read. */
async function refsOf(live: Repository): Promise<string> {
  const lines = (await runGit(live, ['for-each-ref', '--format=%(objectname) %(refname)'])).split('\n');
  const kept = lines.filter((line) => line !== '' && !/ refs\/(cccc\/|stash$)/.test(line));
  return kept.map((line) => `${line}\n`).join('');
}

/** Written rather than copied: a copy would keep the rights of the user's file. */
async function takeOver(live: Repository, gitDir: string, name: string): Promise<void> {
  const file = path.join(gitDir, name);
  await rm(file, { force: true });
  const content = readBytesIfThere(path.join(live.commonDir, name));
  if (content !== null) await writeFile(file, content);
}

/** Whether a directory of our own can be used as it is. */
export async function isPrivateGit(gitDir: string): Promise<boolean> {
  try {
    return (await readFile(path.join(gitDir, 'HEAD'), 'utf8')) !== '';
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
