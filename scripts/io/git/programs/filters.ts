/** Tries the filters that attributes name on a few bytes (docs/facts/git.md, filters). */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../../core/say/notices.js';
import { wordsOfFilter } from '../call/failure.js';
import { type GitResult, git, type Repository, runGitBytes } from '../git.js';
import { partsOf, textOf } from '../paths.js';
import { realObjects } from '../store.js';

/** A filter, and one file that it applies to. */
export interface TriedFilter {
  name: string;
  path: string;
  /** What does not work; null where git can read and write such files. */
  fault: { kind: 'unconfigured' | 'clean' | 'smudge'; detail: string } | null;
  required: boolean;
}

/** A filter that needs longer than this for five bytes is hanging. */
const LIMIT_MS = 5_000;

/**
 * Every filter that a file of the work tree goes through.
 *
 * @param folder for what the filters write: objects, and what Git LFS stores
 */
export async function tryFilters(repo: Repository, folder: string): Promise<TriedFilter[]> {
  const settings = await filterSettings(repo);
  const names = new Set([...(await namedInAttributes(repo)), ...settings.keys()]);
  const tried = await Promise.all([...names].sort().map((name) => tryFilter(repo, folder, name, settings.get(name))));
  return tried.filter((one) => one !== null);
}

/** The configuration of one filter, by the last part of each setting's name. */
type Driver = ReadonlyMap<string, string>;

async function filterSettings(repo: Repository): Promise<Map<string, Driver>> {
  const drivers = new Map<string, Map<string, string>>();
  for (const raw of partsOf(await runGitBytes(repo, ['config', '--list', '-z']))) {
    const [, name, key, value = ''] =
      /^filter\.(.+)\.(clean|smudge|process|required)(?:\n([\s\S]*))?$/.exec(textOf(raw)) ?? [];
    if (name === undefined || key === undefined) continue;
    drivers.set(name, (drivers.get(name) ?? new Map<string, string>()).set(key, value));
  }
  return drivers;
}

/** Names that are no plain word are passed over: they cannot stand in a pathspec. */
const NAMED = /(?:^|[ \t])filter=([\w.-]+)/gm;

async function namedInAttributes(repo: Repository): Promise<string[]> {
  const args = [
    'grep',
    '--no-color',
    '-h',
    '-I',
    '--untracked',
    '-e',
    'filter=',
    '--',
    '.gitattributes',
    '*/.gitattributes',
  ];
  // The exit code is 1 if there is no such setting.
  const { stdout } = await git(repo.top, args);
  return [...stdout.toString('utf8').matchAll(NAMED)].map(([, name = '']) => name);
}

async function tryFilter(
  repo: Repository,
  folder: string,
  name: string,
  driver: Driver | undefined,
): Promise<TriedFilter | null> {
  const file = /^[\w.-]+$/.test(name) ? await someFile(repo, name) : null;
  if (file === null) return null;
  const required = /^(true|yes|on|1)?$/i.test(driver?.get('required') ?? 'false');
  const found = { name, path: textOf(file), required };
  const isSet = (...keys: string[]): boolean => keys.some((key) => (driver?.get(key) ?? '') !== '');
  if (!isSet('clean', 'smudge', 'process')) return { ...found, fault: { kind: 'unconfigured', detail: '' } };
  const run = runIn(repo, path.join(folder, `filter-${name}`), name);
  const clean = await run(['hash-object', '-w', '--stdin', `--path=${found.path}`], 'cccc\n');
  if (clean.code !== 0) return { ...found, fault: { kind: 'clean', detail: wordsOfFilter(clean.stderr) } };
  const smudge = await run(['cat-file', '--filters', `--path=${found.path}`, clean.stdout.toString('latin1').trim()]);
  return { ...found, fault: smudge.code === 0 ? null : { kind: 'smudge', detail: wordsOfFilter(smudge.stderr) } };
}

/** The first file that a filter applies to; null if there is none. */
async function someFile(repo: Repository, name: string): Promise<string | null> {
  const args = ['ls-files', '-z', '-c', '-o', '--exclude-standard', '--', `:(top,attr:filter=${name})`];
  return partsOf(await runGitBytes(repo, args))[0] ?? null;
}

/** Runs git with one filter required, so that it says what git would pass over, and with everything it writes aside. */
function runIn(repo: Repository, folder: string, name: string) {
  mkdirSync(path.join(folder, 'objects'), { recursive: true });
  const settings = ['-c', `filter.${name}.required=true`, '-c', `lfs.storage=${path.join(folder, 'lfs')}`];
  const env = {
    GIT_OBJECT_DIRECTORY: path.join(folder, 'objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: realObjects(repo),
  };
  return async (args: string[], input = ''): Promise<GitResult> => {
    try {
      return await git(repo.top, [...settings, ...args], { env, input, limitMs: LIMIT_MS });
    } catch (error) {
      if (!(error instanceof Problem) || error.notice.code !== 'git-silent') throw error;
      return { code: 128, stdout: Buffer.alloc(0), stderr: `> ${LIMIT_MS / 1000} s`, cwd: repo.top };
    }
  };
}
