/** Reads a request to Codex's model as the model would read it. */

/** A command that Codex ran for the model, and its output. */
export interface Looked {
  command: string;
  output: string;
}

export interface CodexRequest {
  /** Everything that the model was told: instructions and the review packet. */
  told: string;
  looked: Looked[];
  /** The schema that the reply must follow; null when the request contains none. */
  schema: Schema | null;
}

export interface Schema {
  required: string[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const at = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce((inner: unknown, key) => (isRecord(inner) ? inner[key] : undefined), value);

const wordsOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : list(content)
        .map((part) => text(at(part, 'text')))
        .join('\n');

/** Reads the body of `POST /responses`. */
export function readRequest(body: unknown): CodexRequest {
  const items = list(at(body, 'input')).filter(isRecord);
  const told = items
    .filter((item) => 'role' in item)
    .map((item) => wordsOf(item['content']))
    .join('\n');
  const looked = items
    .filter((item) => item['type'] === 'function_call')
    .map((item) => {
      const output = items.find(
        (other) => other['type'] === 'function_call_output' && other['call_id'] === item['call_id'],
      );
      return { command: commandIn(text(item['arguments'])), output: wordsOf(output?.['output']) };
    });
  const required = at(body, 'text', 'format', 'schema', 'required');
  return { told, looked, schema: Array.isArray(required) ? { required: required.map(text) } : null };
}

function commandIn(argumentsText: string): string {
  const parsed: unknown = JSON.parse(argumentsText);
  return text(at(parsed, 'cmd'));
}
