/** The JSON schema of SARIF 2.1.0, as a package ships it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const SCHEMA = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

/** What is wrong with a log by the schema; empty for a valid one. */
export function faultsOf(log: unknown): string[] {
  validate(JSON.parse(JSON.stringify(log)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The schema is of draft 4, which differs in the keyword `id` only, as far as it is used there. */
function validator() {
  const file = createRequire(import.meta.url).resolve(SCHEMA);
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
const validate = validator();
