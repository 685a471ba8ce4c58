/** From the command line to one verb, and from its result to text or the JSON envelope. */
import { parseArgs } from 'node:util';
import { languageFor } from '../core/say/language.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { visible } from '../core/say/packet-text.js';
import { redact, redactDeep } from '../core/say/redact.js';
import { remedyOf } from '../core/say/remedies.js';
import { isVerb } from '../core/verbs.js';
import type { Command, Context, ExitCode, Options, Result } from '../flows/context.js';
import { askedBy } from '../flows/human.js';
import { cliCommand, programLanguage } from '../flows/task/place.js';
import { version } from '../generated/version.js';
import { keepPrivate } from '../io/ground/user-mask.js';
import { colon, labelsOf, phrased, sentence, withCli } from '../render/say.js';
import { sayBug } from './bug.js';
import { HANDLERS } from './handlers.js';
import * as help from './help.js';

const COMMON: Options = { json: { type: 'boolean' }, language: { type: 'string' } };

/**
 * What a terminal gets: no secret, and nothing that would steer it or hide; a program that colours its own words has to
 * do it behind this.
 */
const shown = (text: string): string => visible(redact(text));

interface Call {
  verb: string;
  rest: string[];
  json: boolean;
  language: string | null;
}

function splitCall(argv: readonly string[], fixedVerb: string | null): Call {
  const verb = fixedVerb ?? argv[0] ?? 'help';
  const rest = fixedVerb ? [...argv] : argv.slice(1);
  if (verb === '--help' || verb === '-h') return { verb: 'help', rest, json: rest.includes('--json'), language: null };
  const asked = rest.includes('--help') || rest.includes('-h') ? { verb: 'help', rest: [verb] } : { verb, rest };
  const at = rest.indexOf('--language');
  return { ...asked, json: rest.includes('--json'), language: at >= 0 ? (rest[at + 1] ?? null) : null };
}

function makeContext(call: Call): Context {
  const env = process.env;
  const language =
    call.language && call.language !== 'auto' ? languageFor(call.language) : programLanguage(process.cwd(), env);
  const print = (line: string): void => void (call.json || process.stdout.write(`${shown(line)}\n`));
  return {
    cwd: process.cwd(),
    env,
    version,
    asked: null,
    language,
    json: call.json,
    tty: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    now: () => new Date().toISOString(),
    print,
    say: (given) => print(phrased(given, language, cliCommand(process.cwd()))),
  };
}

async function runVerb(call: Call, context: Context): Promise<Result> {
  if (!isVerb(call.verb)) throw new Problem(notice('unknown-verb', { verb: call.verb }), 2);
  const command: Command = call.verb === 'help' ? help : await HANDLERS[call.verb]();
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: call.rest,
      options: { ...COMMON, ...command.options },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // parseArgs throws TypeErrors with the codes ERR_PARSE_ARGS_…; anything else is a bug.
    if (!(error instanceof TypeError) || !String(Reflect.get(error, 'code')).startsWith('ERR_PARSE_ARGS')) throw error;
    throw new Problem(
      notice('bad-usage', { verb: call.verb, detail: error.message.split('.')[0] ?? error.message }),
      2,
    );
  }
  const asked = askedBy(context.env, context.cwd, [call.verb, ...call.rest]);
  return command.run({ ...context, asked }, { values: parsed.values, positionals: parsed.positionals });
}

function envelope(result: Result, context: Context): string {
  const cli = cliCommand(context.cwd);
  const findings = result.notices.map((given: Notice) => {
    const remedy = remedyOf(given);
    return {
      code: given.code,
      args: redactDeep<unknown>(given.args),
      message: redact(sentence(given, context.language)),
      command: remedy === null ? null : redact(withCli(remedy, cli)),
    };
  });
  const next = result.next ? redact(withCli(result.next, cli)) : null;
  return JSON.stringify(
    { ok: result.code === 0, code: result.code, findings, next, data: redactDeep<unknown>(result.data ?? null) },
    null,
    2,
  );
}

function show(result: Result, context: Context): void {
  if (context.json) return void process.stdout.write(`${envelope(result, context)}\n`);
  for (const given of result.notices) {
    const text = shown(phrased(given, context.language, cliCommand(context.cwd)));
    process[result.code === 0 || result.code === 4 ? 'stdout' : 'stderr'].write(`${text}\n`);
  }
  if (result.next) {
    const command = shown(withCli(result.next, cliCommand(context.cwd)));
    process.stdout.write(`${labelsOf(context.language).next}${colon(context.language)}${command}\n`);
  }
}

/** A reader that has gone (`| head`), or a closed terminal, ends no command in the middle of its work. */
function ignoreNobodyReading(error: NodeJS.ErrnoException): void {
  if (!['EPIPE', 'EIO', 'ECONNRESET'].includes(error.code ?? '')) throw error;
}

/**
 * Runs one command line.
 *
 * In: arguments after the script; `fixedVerb` for the small scripts that are one verb. Out: the exit code
 * (0 done, 1 refused, 2 usage, 3 environment broken, 4 still running). A bug keeps its stack.
 */
export async function main(argv: readonly string[], fixedVerb: string | null = null): Promise<ExitCode> {
  keepPrivate();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreNobodyReading);
  const call = splitCall(argv, fixedVerb);
  const context = makeContext(call);
  let result: Result;
  try {
    result = await runVerb(call, context);
  } catch (error) {
    if (!(error instanceof Problem)) return sayBug(error);
    result = { code: error.exitCode, notices: [error.notice] };
  }
  show(result, context);
  return result.code;
}
