import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { build, NAME } from '../../scripts/dev/build.js';
import { generateProject } from '../../scripts/dev/generate.js';

declare module 'vitest' {
  interface ProvidedContext {
    skillFolder: string;
  }
}

/**
 * Builds the skill folder once for a whole run of the tests, in a temporary folder of the run's own: no
 * node_modules is near it, and a second run beside this one does not replace it half-way.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await generateProject();
  const home = await realpath(await mkdtemp(path.join(os.tmpdir(), 'cccc-dist-')));
  const skillFolder = path.join(home, NAME);
  // Until every entry exists, what is there can be tested already.
  await build({ out: skillFolder, partial: true });
  project.provide('skillFolder', skillFolder);
  return () => rm(home, { recursive: true, force: true });
}
