/** The two scripted models of the delegation demo. Claude runs what it is told; Codex does what it is asked. */
import type { ClaudeTurn, Heard } from '../../servers/messages-server.js';
import type { Turn } from '../../servers/responses-server.js';
import { readRequest } from '../codex-request.js';
import type { DemoVerb, DemoWords } from '../words/types.js';
import { CHECK, FORMAT, TEST } from './work.js';

/** Receives what Codex does. */
export type Tell = (verb: DemoVerb, detail: string) => void;

/** Codex looks, and answers the reader's question; as a writer it asks back once, and writes with the answer. */
export function helpOut(body: unknown, { ask }: DemoWords, tell: Tell): Turn {
  const { told, looked } = readRequest(body);
  const run = (cmd: string, shown = cmd): Turn => {
    tell('runs', shown);
    return { call: { name: 'exec_command', arguments: { cmd } } };
  };
  const say = (text: string): Turn => {
    tell('says', text);
    return { text };
  };
  if (looked.length === 0) return run('cat tree/src/units.js');
  const seen = looked[0]?.output.includes('86_400_000') === true;
  if (!told.includes(ask.goal)) return say(seen ? ask.found : ask.nothing);
  if (!told.includes(ask.answer)) return say(`QUESTION: ${ask.question}`);
  if (looked.length === 1) return run(written('src/format.js', FORMAT), 'cat > tree/src/format.js');
  if (looked.length === 2) return run(written('test/format.test.js', TEST), 'cat > tree/test/format.test.js');
  if (looked.length === 3) return run(`cd tree && ${CHECK}`);
  return say(/# fail 0|ℹ fail 0/.test(looked.at(-1)?.output ?? '') ? ask.done : ask.nothing);
}

const written = (file: string, content: string): string => `cat > tree/${file} <<'END'\n${content}END`;

const bash = (command: string): ClaudeTurn => ({ calls: [{ tool: 'Bash', input: { command, description: 'cccc' } }] });
const read = (file: string): ClaudeTurn => ({ calls: [{ tool: 'Read', input: { file_path: file } }] });

/** Claude's next turn. It knows the program from the skill, the options from its reference, ids from each answer. */
export function delegate(conversation: readonly Heard[], { ask }: DemoWords): ClaudeTurn {
  const heard = conversation.map((one) => ('text' in one ? one.text : '')).join('\n');
  const cli = /node "?[^"\n`]*\/scripts\/cccc\.mjs"?/.exec(heard)?.[0];
  const last = conversation.at(-1);
  if (cli === undefined || !heard.includes('references/delegate.md')) return { text: 'I was not told how to begin.' };
  const results = conversation.filter(({ kind }) => kind === 'result').length;
  if (last?.kind === 'user' && results > 0) return reply(heard, cli, ask.answer);
  if (last?.kind !== 'result') return read(`${cli.replace(/^node "?|\/scripts\/.*$/g, '')}/references/delegate.md`);
  if (results === 1)
    return last.text.includes('ask --read-only')
      ? bash(`${cli} ask --read-only ${quoted(ask.look)} --file src/units.js`)
      : { text: 'The reference does not say how to ask.' };
  const next = /^\p{L}+\s*[:\uff1a]\s*(node .*)$/mu.exec(last.text)?.[1];
  if (next !== undefined) return bash(next);
  const answer = /^output_path=(.*)$/m.exec(last.text)?.[1];
  if (last.text.includes(ask.question)) return { text: ask.question };
  if (answer !== undefined) return read(answer);
  if (last.text.includes(ask.found))
    return bash(`${cli} ask ${quoted(ask.goal)} --file src/units.js --verify ${quoted(CHECK)}`);
  return { text: ask.finished };
}

const quoted = (text: string): string => `"${text}"`;

/** The user's answer goes into the session in which Codex asked. */
function reply(heard: string, cli: string, answer: string): ClaudeTurn {
  const session = [...heard.matchAll(/^session_id=(.*)$/gm)].at(-1)?.[1];
  if (session === undefined) return { text: 'There is no session.' };
  return bash(`${cli} ask ${quoted(answer)} --session ${session} --verify ${quoted(CHECK)}`);
}
