/**
 * Makes what is released from dist/cc-codex-collaborate: dist/cc-codex-collaborate-<version>.zip, and the plugin of
 * Claude Code, which is committed to the branch `release`. The same sources give the same bytes. `--check` writes
 * nothing and compares the branch with what the sources give.
 */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { ZipFile } from 'yazl';
import { distFolder, filesBelow, NAME } from './build.js';
import { isStarted, projectRoot } from './project.js';
import { makePlugin } from './release/plugin.js';
import { BRANCH, commitFolder, holds, uncommitted } from './release/ref.js';

/**
 * The earliest date that a zip file can hold. It has no time zone, so the archive does not depend on machine or clock.
 */
const DATE = new Date(1980, 0, 1);

/**
 * Zips a skill folder under its own name, so that it can be unpacked in .claude/skills.
 *
 * @param folder the built skill folder
 * @param file the archive to write
 */
export async function zip(folder: string, file: string): Promise<void> {
  const archive = new ZipFile();
  for (const name of await filesBelow(folder)) {
    archive.addBuffer(await readFile(path.join(folder, name)), `${NAME}/${name}`, {
      mtime: DATE,
      forceDosTimestamp: true,
      mode: name.endsWith('.mjs') ? 0o100755 : 0o100644,
    });
  }
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(file));
}

/** The folder of the plugin that a release makes. */
const pluginFolder = (): string => path.join(path.dirname(distFolder()), 'plugin');

/** Compares the branch with the plugin. Out: the exit code. */
async function check(repository: string): Promise<number> {
  const isSame = await holds(repository, BRANCH, pluginFolder());
  if (isSame === true) console.log(`${BRANCH} holds exactly what the sources give`);
  else console.error(isSame === null ? `there is no branch ${BRANCH}` : `${BRANCH} differs from what the sources give`);
  return isSame === true ? 0 : 1;
}

/**
 * Writes the zip and the branch. A branch could not be built again from sources that are in no commit, so it is left
 * alone while there are some.
 */
async function release(repository: string): Promise<number> {
  const { version } = JSON.parse(await readFile(path.join(distFolder(), 'manifest.json'), 'utf8'));
  const file = path.join(path.dirname(distFolder()), `${NAME}-${version}.zip`);
  await zip(distFolder(), file);
  console.log(path.relative(process.cwd(), file));
  const changed = await uncommitted(repository);
  if (changed.length > 0) {
    console.error(`${BRANCH} is left as it is: commit first what is not committed\n${changed.join('\n')}`);
    return 1;
  }
  const title = (source: string): string => `Release ${version}\n\nBuilt from ${source}.`;
  const { commit, isSame } = await commitFolder(repository, BRANCH, pluginFolder(), title);
  console.log(`${BRANCH} ${commit}${isSame ? ', as before' : ''}`);
  return 0;
}

if (isStarted(import.meta.url)) {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
  await makePlugin(distFolder(), pluginFolder());
  process.exitCode = await (values.check ? check : release)(projectRoot());
}
