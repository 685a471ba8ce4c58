/** Redirects tracked symbolic links of the copy. */
import { readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { bytesOf, listOf, textOf } from '../paths.js';
import { statOf } from '../tree/scan.js';
import { type Level, runIn } from './level.js';

/**
 * Makes every tracked link lead to its right target in the copy. The program's own index records the link as it is
 * then, so that it does not count as changed; checks see it as modified in git.
 *
 * @param lead returns the target of a link, by its name in the project
 * @returns names of the links that lead elsewhere now
 */
export async function redirectLinks(
  levels: readonly Level[],
  lead: (name: string, target: string) => string,
): Promise<string[]> {
  const redirected: string[] = [];
  for (const level of levels) {
    const changed = level.links.filter((raw) => redirectLink(level, raw, lead));
    if (changed.length > 0) await runIn(level, ['update-index', '-z', '--stdin'], { input: listOf(changed) });
    redirected.push(...changed.map((raw) => level.prefix + textOf(raw)));
  }
  return redirected;
}

function redirectLink(level: Level, raw: string, lead: (name: string, target: string) => string): boolean {
  // On systems without symbolic links, git writes small files that contain the target.
  if (!statOf(level, raw)?.isSymbolicLink()) return false;
  const file = bytesOf(level.top, raw);
  const target = readlinkSync(file, 'utf8');
  const led = lead(level.prefix + textOf(raw), target);
  if (led === target) return false;
  rmSync(file);
  symlinkSync(led, file);
  return true;
}
