/** The content of folders, to find out whether a command changed any of it. */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Each file, link and folder below these folders, by its absolute path, with its digest. */
export function contentsOf(...folders: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (at: string): void => {
    const stat = lstatSync(at);
    if (stat.isSymbolicLink()) found[at] = `link ${readlinkSync(at)}`;
    else if (stat.isFile()) found[at] = createHash('sha256').update(readFileSync(at)).digest('hex');
    else if (stat.isDirectory()) {
      found[at] = 'folder';
      for (const name of readdirSync(at)) visit(path.join(at, name));
    }
  };
  for (const folder of folders) if (existsSync(folder)) visit(folder);
  return found;
}
