import { generateProject } from '../../scripts/dev/generate.js';

/** Before any test: the generated types and checks match the schemas. */
export async function setup(): Promise<void> {
  await generateProject();
}
