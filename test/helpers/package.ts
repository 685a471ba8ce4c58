/** The npm package as it is published, offered by a registry on this machine. */
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { projectRoot } from '../../scripts/dev/project.js';
import { runNode } from './cli.js';
import { skillFolder } from './dist.js';
import { freshFolder } from './repo.js';

const NAME = 'cc-codex-collaborate';

export interface Registry {
  url: string;
  /** The names of the files in the package, without `package/`. */
  files: string[];
  close(): void;
}

/** Packs what package.json names, with the skill folder of this test run as the built one. */
async function pack(): Promise<{ file: string; files: string[] }> {
  const folder = freshFolder();
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  cpSync(skillFolder(), path.join(folder, 'dist', NAME), { recursive: true });
  for (const name of ['package.json', 'LICENSE', 'README.md'])
    cpSync(path.join(projectRoot(), name), path.join(folder, name));
  const args = ['pack', '--json', '--ignore-scripts'];
  const { stdout } = await runNode(args, { cwd: folder, input: '', program: 'npm' });
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(stdout);
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
  return { file: path.join(folder, name), files: files.map(({ path: file }) => file) };
}

/** A registry that has this one package. */
export async function startRegistry(): Promise<Registry> {
  const { file, files } = await pack();
  const { version, bin, engines } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8'));
  let url = '';
  const server = createServer((request, response) => {
    if (request.url === `/${NAME}.tgz`) return response.end(readFileSync(file));
    if (request.url !== `/${NAME}`) return response.writeHead(404).end('{}');
    const one = { name: NAME, version, bin, engines, dist: { tarball: `${url}/${NAME}.tgz` } };
    return response.end(JSON.stringify({ name: NAME, 'dist-tags': { latest: version }, versions: { [version]: one } }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return { url, files, close: () => void server.close() };
}
