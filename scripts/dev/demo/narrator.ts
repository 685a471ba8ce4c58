/** Tells what happens while it happens, from what the two real clients do and what the ledger records. */
import path from 'node:path';
import type { Entry } from '../../core/ledger.js';
import type { ClaudeEvent } from './claude-client.js';
import { line, quote, type OnLine } from './display.js';
import { phraseOf } from './ledger-tail.js';

export interface Narrator {
  claude(event: ClaudeEvent): void;
  /** Codex ran a command in its sandbox, or gave its reply. */
  codex(verb: string, detail: string): void;
}

/** `newEntries` gives what the ledger gained since it was last asked. */
export function makeNarrator(project: string, say: OnLine, newEntries: () => Entry[]): Narrator {
  const reads: string[] = [];
  const short = (file: unknown): string => path.relative(project, String(file)).replace(/^.*\.claude\/skills\/cc-codex-collaborate\//, '');
  const flush = (): void => {
    if (reads.length > 0) say(line('claude', 'reads', reads.splice(0).join(', ')));
  };
  const commands = new Map<string, string>();
  return {
    codex: (verb, detail) => {
      flush();
      say(line('codex', verb, detail));
    },
    claude: (event) => {
      if (event.kind === 'calls' && event.tool === 'Read') return void reads.push(short(event.input['file_path']));
      if (event.kind !== 'result') flush();
      switch (event.kind) {
        case 'calls':
          commands.set(event.id, shortCommand(String(event.input['command'] ?? '')));
          return say(line('claude', ...doing(event.tool, short(event.input['file_path']), commands.get(event.id) ?? '')));
        case 'says':
          return say(line('claude', 'says', `"${event.text}"`));
        case 'result':
          for (const row of resultLines(commands.get(event.id) ?? '', event.text, event.failed)) say(row);
          for (const entry of newEntries()) {
            const phrase = phraseOf(entry.event);
            if (phrase !== null) say(line('gate', '', phrase));
          }
          return;
        case 'hook':
          if (event.event === 'Stop' && event.output.includes('"block"')) say(line('hook', 'Stop hook:', `not yet, ${stepIn(event.output) ?? 'there is work left'}`));
          return;
        case 'started':
        case 'notice':
        case 'ended':
          return;
        default:
          event satisfies never;
      }
    },
  };
}

const doing = (tool: string, file: string, command: string): [string, string] => {
  if (tool === 'Bash') return ['runs', command];
  return tool === 'Write' ? ['writes', file] : [tool === 'Edit' ? 'edits' : tool, file];
};

/** `node ".../cccc.mjs" next` is shown as `cccc next`. */
const shortCommand = (command: string): string => command.replace(/node ("[^"]*cccc\.mjs"|'[^']*cccc\.mjs'|\S*cccc\.mjs)/g, 'cccc');

/** The step that a text asks for: its name and its reason. */
function stepIn(text: string): string | null {
  const found = /ACTION ([a-z-]+)(?:\\n|\n)(?:Why: )?(.*?)(?:\\n|\n|$)/.exec(text);
  return found ? `${found[1] ?? ''}: ${found[2] ?? ''}` : null;
}

/** What is worth showing of a result: the next step, the tests' count, a refusal. */
function resultLines(command: string, text: string, failed: boolean): string[] {
  const tests = /# pass (\d+)[\s\S]*# fail (\d+)/.exec(text);
  const step = stepIn(text);
  if (step !== null) return quote(`→ ${step}`);
  if (tests) return quote(`${tests[1]} tests pass, ${tests[2]} fail`);
  return failed && command !== '' ? quote(text.split('\n').slice(0, 6).join('\n')) : [];
}
