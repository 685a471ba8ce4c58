import { generateProject } from '../../scripts/dev/generate.js';

/** Generates types and validators from the schemas before any test runs. */
export async function setup(): Promise<void> {
  await generateProject();
}
