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
 * Builds the skill folder once per test run, in a temporary folder of that run. So there is no node_modules above it,
 * and a second run at the same time does not replace it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await generateProject();
  const home = await realpath(await mkdtemp(path.join(os.tmpdir(), 'cccc-dist-')));
  const skillFolder = path.join(home, NAME);
  // Scripts that do not exist yet are left out.
  await build({ out: skillFolder, partial: true });
  project.provide('skillFolder', skillFolder);
  return () => rm(home, { recursive: true, force: true });
}
