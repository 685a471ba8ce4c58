import { generateProject } from '../../scripts/dev/generate.js';

/** Before any test, generates types and validators from the schemas. */
export async function setup(): Promise<void> {
  await generateProject();
}
