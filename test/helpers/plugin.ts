/** The plugin as it is released: built from the skill folder of this test run, on a branch of a repository. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { makePlugin } from '../../scripts/dev/release/plugin.js';
import { BRANCH, commitFolder, type Released } from '../../scripts/dev/release/ref.js';
import { skillFolder } from './dist.js';

/** A repository whose release branch holds the plugin, and where a client can clone it from. */
export class PluginRepository {
  readonly root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cccc-plugin-')));
  /** The folder that was built; a release commits what is in it. */
  readonly folder = path.join(this.root, 'built');
  readonly repository = path.join(this.root, 'repository');
  private server: Server | null = null;

  static async make(): Promise<PluginRepository> {
    const made = new PluginRepository();
    await makePlugin(skillFolder(), made.folder);
    made.git('init', '--quiet', '--initial-branch', 'main', made.repository);
    made.git('-C', made.repository, 'commit', '--quiet', '--allow-empty', '-m', 'The sources');
    await made.release();
    return made;
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.invalid', ...args], {
      encoding: 'utf8',
    }).trim();
  }

  release(): Promise<Released> {
    return commitFolder(this.repository, BRANCH, this.folder, (source) => `Release\n\nBuilt from ${source}.`);
  }

  /** The same plugin under another version, released. */
  async releaseAs(version: string): Promise<void> {
    const skill = path.join(this.root, version);
    cpSync(skillFolder(), skill, { recursive: true });
    const file = path.join(skill, 'manifest.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), version }));
    await makePlugin(skill, this.folder);
    await this.release();
  }

  /** A fresh clone of the branch: what a user gets, without npm and without a build. */
  clone(): string {
    const folder = path.join(this.root, `clone ${Math.random().toString(36).slice(2)}`);
    this.git('clone', '--quiet', '--branch', BRANCH, '--single-branch', this.repository, folder);
    return folder;
  }

  /** Serves the repository over HTTP. Out: the address that a client is given as a marketplace. */
  async serve(): Promise<string> {
    this.server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const backend = spawn('git', ['http-backend'], {
        env: {
          PATH: process.env['PATH'],
          GIT_PROJECT_ROOT: this.root,
          GIT_HTTP_EXPORT_ALL: '1',
          REQUEST_METHOD: request.method,
          PATH_INFO: url.pathname,
          QUERY_STRING: url.search.slice(1),
          CONTENT_TYPE: request.headers['content-type'] ?? '',
          HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
          GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
          REMOTE_ADDR: '127.0.0.1',
        },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      request.pipe(backend.stdin);
      const parts: Buffer[] = [];
      backend.stdout.on('data', (part: Buffer) => parts.push(part));
      backend.once('close', () => {
        const all = Buffer.concat(parts);
        const end = all.indexOf('\r\n\r\n');
        const fields = all.subarray(0, end).toString().split('\r\n');
        for (const [, name = '', value = ''] of fields.map((line) => /^([^:]+): (.*)$/.exec(line) ?? []))
          if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
          else response.setHeader(name, value);
        response.end(all.subarray(end + 4));
      });
    });
    const server = this.server;
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return `http://127.0.0.1:${port}/${path.basename(this.repository)}/.git#${BRANCH}`;
  }

  close(): void {
    this.server?.close();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
