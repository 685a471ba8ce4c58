/** A writer's change is written as a whole or not at all. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Landing, land } from '../../../scripts/io/delegate/land.js';
import { freshFolder, makeProject } from '../../helpers/repo.js';

const put = (content: string): Landing['put'] => ({ kind: 'file', content: Buffer.from(content), executable: false });
const was = (content: string): Landing['was'] => ({
  ...{ kind: 'file', content: Buffer.from(content), executable: false },
  mode: 0o644,
});

test('what was written before a failure is put back', () => {
  const { dir, file, write } = bound(makeProject());
  write('a.ts', 'old\n');
  const landings: Landing[] = [
    { path: 'a.ts', how: 'changed', was: was('old\n'), put: put('new\n') },
    { path: 'b.ts', how: 'added', was: null, put: put('new\n') },
    { path: 'b.ts/c.ts', how: 'added', was: null, put: put('new\n') },
  ];
  expect(() => land(dir, landings, path.join(freshFolder(), 'before'))).toThrow(/cannot-write/);
  expect(readFileSync(file('a.ts'), 'utf8')).toBe('old\n');
  expect(existsSync(file('b.ts'))).toBe(false);
});

test('a file that changed since it was planned stops everything before anything is written', () => {
  const { dir, file, write } = bound(makeProject());
  write('a.ts', 'edited meanwhile\n');
  const landings: Landing[] = [
    { path: 'b.ts', how: 'added', was: null, put: put('new\n') },
    { path: 'a.ts', how: 'changed', was: was('old\n'), put: put('new\n') },
  ];
  expect(() => land(dir, landings, path.join(freshFolder(), 'before'))).toThrow(/changed-meanwhile/);
  expect(existsSync(file('b.ts'))).toBe(false);
});

function bound(repo: ReturnType<typeof makeProject>) {
  return {
    dir: repo.dir,
    file: (name: string) => repo.file(name),
    write: (name: string, content: string) => void repo.write(name, content),
  };
}
