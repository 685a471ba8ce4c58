/** Answers of a model service, as turns of the scripted server. */
import type { Turn } from '../../scripts/dev/servers/responses-server.js';

/** A command that the model asks Codex to run. */
export const modelRuns = (cmd: string): Turn => ({ call: { name: 'exec_command', arguments: { cmd } } });

/** An HTTP status with a body in the format of the Responses API. */
export const httpError = (status: number, error: Record<string, unknown>): Turn => ({ status, body: { error } });

/** A refusal as the service streams it: without text, as a content part of its own type. */
export const refusalTurn = (): Turn => ({
  raw: ['response.created', 'response.refusal.delta', 'response.output_item.done', 'response.completed']
    .map(refusalEvent)
    .join(''),
});

function refusalEvent(type: string): string {
  const item = { type: 'message', id: 'm', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] };
  const response = { id: 'r', object: 'response', created_at: 1, model: 'scripted', status: 'completed', output: [] };
  const data = { type, response, item, delta: 'No.', item_id: 'm', output_index: 0, content_index: 0 };
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
