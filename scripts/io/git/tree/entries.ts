/** Finds the tree entries that files on disk would have, without reading and writing the whole index. */
import { readFile } from 'node:fs/promises';
import { isMissing } from '../../ground/files.js';
import type { Repository } from '../git.js';
import { type Entry, writeBlob } from '../objects.js';
import { bytesOf, listOf, partsOf } from '../paths.js';
import { withIndex } from '../store.js';
import { type Place, type Run, runOn, type Touched } from './scan.js';

/**
 * Hashes files into the private objects, with filters and line-end rules as `git add` applies them, in an index that
 * holds nothing else. The entries of the real index go in first, because git takes from them whether a file had CRLF
 * and which mode it has.
 *
 * @param attributes attribute files that exist only in the index and say how the other files are read
 * @returns entries by raw name; a file that disappeared in the meantime is missing
 */
export async function entriesOnDisk(
  store: Repository,
  place: Place,
  touched: Touched[],
  attributes: Touched[],
): Promise<Map<string, Entry>> {
  if (touched.length === 0) return new Map();
  return withIndex(store, null, async (index) => {
    const run = runOn(store, place, index);
    const known = [...attributes, ...touched].flatMap(({ raw, old }) =>
      old === null ? [] : [`${old.mode} ${old.oid} 0\t${raw}`],
    );
    if (known.length > 0) await run(['update-index', '-z', '--index-info'], listOf(known));
    await run(
      ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'],
      listOf(touched.map(({ raw }) => raw)),
    );
    const listed = partsOf(await run(['ls-files', '-s', '-z']));
    const entries = new Map(
      listed.map((line): [string, Entry] => {
        const [mode = '', oid = ''] = line.split(' ', 2);
        return [line.slice(line.indexOf('\t') + 1), { mode, oid }];
      }),
    );
    for (const [raw, oid] of await identContents(store, place, run, [...entries.keys()])) {
      const entry = entries.get(raw);
      if (entry?.mode.startsWith('100')) entries.set(raw, { ...entry, oid });
    }
    return entries;
  });
}

/** `$Id: …$` as git expands it: with the id of the file's blob, or empty. */
const GIT_WROTE = /^\$Id(?:: [0-9a-f]{40,64} )?\$$/;

/**
 * With the attribute `ident`, git drops any text between `$Id:` and the next dollar sign of a line. If that text is not
 * what git itself writes there, the file is hashed by its bytes instead.
 */
async function identContents(store: Repository, place: Place, run: Run, names: string[]): Promise<[string, string][]> {
  const attributes = partsOf(await run(['check-attr', '-z', '--stdin', 'ident'], listOf(names)));
  const found: [string, string][] = [];
  for (let at = 0; at + 2 < attributes.length; at += 3) {
    const [raw = '', , value] = attributes.slice(at, at + 3);
    if (value !== 'set') continue;
    const content = await readFile(bytesOf(place.top, raw)).catch(nothingWhereMissing);
    const keywords = content?.toString('latin1').match(/\$Id(?::[^$\n]*)?\$/g) ?? [];
    if (content !== null && keywords.some((keyword) => !GIT_WROTE.test(keyword)))
      found.push([raw, await writeBlob(store, content)]);
  }
  return found;
}

function nothingWhereMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
