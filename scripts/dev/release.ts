/**
 * Zips dist/cc-codex-collaborate into dist/cc-codex-collaborate-<version>.zip. The same folder gives the same bytes.
 */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { distFolder, filesBelow, NAME } from './build.js';
import { isStarted } from './project.js';

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

if (isStarted(import.meta.url)) {
  const { version } = JSON.parse(await readFile(path.join(distFolder(), 'manifest.json'), 'utf8'));
  const file = path.join(path.dirname(distFolder()), `${NAME}-${version}.zip`);
  await zip(distFolder(), file);
  console.log(path.relative(process.cwd(), file));
}
