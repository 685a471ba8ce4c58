/**
 * `npm run test:clients`: runs every test with the real clients in the pinned versions; `-- --newest` installs and
 * tries the newest versions that npm offers. It is only run by hand, because npm's offer of the day must not decide
 * whether a change passes.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { TRIED } from '../core/install/tried.js';
import { findClients, newestVersions, OTHER_VERSIONS } from './clients.js';

const { newest } = parseArgs({ options: { newest: { type: 'boolean', default: false } } }).values;
const versions = newest ? await newestVersions() : TRIED;
const names = `Codex ${versions.codex} and Claude Code ${versions.claude}`;
console.log(`Trying ${names} …`);
await findClients(versions);

const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'dist', '--no-file-parallelism', 'test/clients'],
  { stdio: 'inherit', env: { ...process.env, [OTHER_VERSIONS]: `${versions.codex} ${versions.claude}` } },
);
const isPinned = versions.codex === TRIED.codex && versions.claude === TRIED.claude;
if (status !== 0) console.log(`With ${names}, not every test passes.`);
else
  console.log(isPinned ? `${names} are the pinned ones.` : `${names} can be pinned in scripts/core/install/tried.ts.`);
process.exitCode = status ?? 1;
