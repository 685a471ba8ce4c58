/** What files on disk would be in a tree, found out without reading and writing the whole index. */
import type { Repository } from './git.js';
import type { Entry } from './objects.js';
import { listOf, partsOf } from './paths.js';
import { type Place, runOn, type Touched } from './scan.js';
import { withIndex } from './store.js';

/**
 * Hashes files into the private objects, filters and line-end rules as `git add` applies them, in an index that holds
 * nothing else. What the real index has for them goes in first: git asks it whether a file had CRLF and what its mode
 * is.
 *
 * @param attributes files that only the index has, and that say how the others are read
 * @returns by raw name; a file that has vanished in between is missing
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
    return new Map(
      listed.map((line) => {
        const [mode = '', oid = ''] = line.split(' ', 2);
        return [line.slice(line.indexOf('\t') + 1), { mode, oid }];
      }),
    );
  });
}
