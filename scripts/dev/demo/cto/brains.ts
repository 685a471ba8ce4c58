/** The two scripted models of the CTO demo. Claude does what the program tells it; Codex judges what it reads. */
import type { ClaudeTurn, Heard } from '../../servers/messages-server.js';
import type { Turn } from '../../servers/responses-server.js';
import { readRequest } from '../codex-request.js';
import type { DemoVerb } from '../words/types.js';
import { callsFor, PLAN, reviewOf } from './work.js';

/** Receives what Codex does. */
export type Tell = (verb: DemoVerb, detail: string) => void;

/** Codex reads the project before it plans, and the changed file before it judges. */
export function direct(body: unknown, tell: Tell): Turn {
  const { told, looked, schema } = readRequest(body);
  const isReview = schema?.required.includes('task_reviews') === true;
  const command = isReview ? 'cat tree/src/format.js' : 'cat tree/src/units.js tree/src/index.js';
  if (looked.length === 0) {
    tell('runs', command);
    return { call: { name: 'exec_command', arguments: { cmd: command } } };
  }
  if (!isReview) {
    tell('plans', PLAN.tasks.map(({ id, action, target }) => `${id} ${action} ${target}`).join(', '));
    return { text: JSON.stringify(PLAN) };
  }
  const ids = [...new Set([...told.matchAll(/"id": "(T\d+)"/g)].map(([, id = '']) => id))];
  const review = reviewOf(ids, looked[0]?.output ?? '');
  tell('says', `${review.verdict}: ${review.reason}`);
  return { text: JSON.stringify(review) };
}

interface Told {
  /** Where in the conversation. */
  at: number;
  step: string;
  /** The command that the step names; empty when it names none. */
  next: string;
}

/** The last step that the program printed. */
function latestStep(conversation: readonly Heard[]): Told | null {
  const at = conversation.findLastIndex((heard) => heard.kind === 'result' && /^ACTION /m.test(heard.text));
  const heard = conversation[at];
  if (heard?.kind !== 'result') return null;
  const step = /^ACTION ([a-z-]+)$/m.exec(heard.text)?.[1] ?? '';
  return { at, step, next: /^Next: (.*)$/m.exec(heard.text)?.[1] ?? '' };
}

const bash = (command: string): ClaudeTurn => ({ calls: [{ tool: 'Bash', input: { command, description: 'cccc' } }] });

/** Claude's next turn. It must be told each command: by the slash command, then by each answer. */
export function execute(conversation: readonly Heard[], project: string): ClaudeTurn {
  const told = latestStep(conversation);
  if (told === null) return begin(conversation);
  const calls = conversation.slice(told.at + 1).filter((heard) => heard.kind === 'call');
  switch (told.step) {
    case 'execute': {
      const id = / report (\S+) /.exec(told.next)?.[1] ?? '';
      const call = callsFor(id, project)[calls.length];
      if (call !== undefined) return { calls: [call] };
      return bash(told.next.replace('<done|blocked|failed>', 'done').replace(/"<[^>]*>"/, '"as planned"'));
    }
    case 'review':
      return bash(told.next.replace(/"<[^>]*>"/, `"${PLAN.objective}. Results: all tasks done"`));
    case 'wait':
      return bash(told.next);
    default:
      return { text: `The work is ${told.step}.` };
  }
}

function begin(conversation: readonly Heard[]): ClaudeTurn {
  const typed = conversation.map((heard) => ('text' in heard ? heard.text : '')).join('\n');
  const command = /`(node [^`\n]*cccc\.mjs"? cto plan) '/.exec(typed)?.[1];
  const words = /The user typed `\/[\w-]+ ([^`]*)`/.exec(typed)?.[1] ?? '';
  if (conversation.some(({ kind }) => kind === 'result') || command === undefined)
    return { text: 'I was not told how to begin.' };
  return bash(`${command} '${words.replace(/^"|"$/g, '')}'`);
}
