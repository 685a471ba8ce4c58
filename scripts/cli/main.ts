/** Runs one verb from the command line, and prints its result as text or as the JSON envelope. */
import { kindOf } from '../core/say/kinds.js';
import { type Language, languageFor } from '../core/say/language.js';
import { nearestOf } from '../core/say/nearest.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { redact, redactDeep } from '../core/say/redact.js';
import { remedyOf } from '../core/say/remedies.js';
import { type Place, spell, withCommandText } from '../core/say/spelling.js';
import { isVerb, VERB_NAMES, verbOf } from '../core/verbs.js';
import type { Context, ExitCode, Result } from '../flows/context.js';
import { grantedBy } from '../flows/human.js';
import { placeOf, programLanguage, projectOf } from '../flows/task/place.js';
import { version } from '../generated/version.js';
import { causeOf } from '../io/ground/faults.js';
import { keepPrivate } from '../io/ground/user-mask.js';
import { nextLine, noticePage, sentence } from '../render/say.js';
import { attend } from './attend.js';
import { sayBug } from './bug.js';
import { COMPLETION_SERVER, completionsFor } from './completion-server.js';
import { HANDLERS } from './handlers.js';
import { Output, passing, shown } from './output.js';
import { parseCall } from './parse.js';
import { isRewritable } from './screen.js';

/** The command line, split into its verb and the words after it. */
interface Line {
  verb: string;
  rest: string[];
  json: boolean;
  language: string | null;
}

function splitCall(argv: readonly string[], fixedVerb: string | null): Line {
  const verb = fixedVerb ?? argv[0] ?? 'help';
  const rest = fixedVerb ? [...argv] : argv.slice(1);
  if (verb === '--help' || verb === '-h') return { verb: 'help', rest, json: rest.includes('--json'), language: null };
  const asked = rest.includes('--help') || rest.includes('-h') ? { verb: 'help', rest: [verb] } : { verb, rest };
  const at = rest.indexOf('--language');
  return { ...asked, json: rest.includes('--json'), language: at >= 0 ? (rest[at + 1] ?? null) : null };
}

/** The two streams that notices go to. */
interface Streams {
  out: Output;
  err: Output;
}

function makeContext(call: Line, { out }: Streams): Context {
  const env = process.env;
  const language =
    call.language && call.language !== 'auto' ? languageFor(call.language) : programLanguage(process.cwd(), env);
  const rewrites = !call.json && isRewritable(process.stdout, env);
  const print = (line: string): void => {
    if (!call.json) out.line(line);
  };
  const place = { cwd: process.cwd(), env };
  return {
    ...place,
    version,
    recorded: [],
    asked: null,
    language,
    json: call.json,
    tty: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    rewrites,
    openScreen: async (hear, more) => (await import('./full-screen.js')).openFullScreen(hear, more),
    attend: (title, text) => {
      if (!call.json) attend(process.stdout, env, { title: shown(title), text: shown(text) });
    },
    now: () => new Date().toISOString(),
    print,
    show: (page) => {
      if (!call.json) out.show(page, projectOf(process.cwd()));
    },
    progress: (line, data, how) => {
      if (call.json) process.stderr.write(`${JSON.stringify(redactDeep(withCommandText(data)))}\n`);
      else if (rewrites && how?.passing) passing.show(shown(line));
      else print(line);
    },
    say: (given, spoken = language) => {
      if (!call.json) showNotice(out, given, { isRefused: false, language: spoken, place: placeOf(place) });
    },
  };
}

/** Shows one notice, marked by its kind on a terminal. */
function showNotice(
  output: Output,
  given: Notice,
  { isRefused, language, place }: { isRefused: boolean; language: Language; place: Place },
): void {
  const page = noticePage(given, kindOf(given.code, isRefused), { language, place, hasMarks: output.isTerminal });
  output.show(page, projectOf(process.cwd()));
}

async function runVerb(call: Line, context: Context): Promise<Result> {
  if (!isVerb(call.verb)) {
    throw new Problem(notice('unknown-verb', { verb: call.verb, nearest: nearestOf(call.verb, VERB_NAMES) }), 2);
  }
  const args = parseCall(call.verb, call.rest);
  const handler = await HANDLERS[call.verb]();
  const asked = grantedBy(context.env, context.cwd, [call.verb, ...call.rest]);
  return handler.run({ ...context, asked }, args);
}

function envelope(result: Result, context: Context): string {
  const place = placeOf(context);
  const findings = result.notices.map((given: Notice) => {
    const remedy = remedyOf(given);
    return {
      code: given.code,
      args: redactDeep(withCommandText(given.args)),
      message: redact(sentence(given, context.language)),
      command: remedy === null ? null : redact(spell(remedy, place)),
    };
  });
  const next = result.next ? redact(spell(result.next, place)) : null;
  return JSON.stringify(
    {
      ok: result.code === 0,
      code: result.code,
      findings,
      next,
      data: redactDeep(withCommandText(result.data ?? null)),
    },
    null,
    2,
  );
}

function show(result: Result, context: Context, { out, err }: Streams): void {
  passing.clear();
  if (context.json) return void process.stdout.write(`${envelope(result, context)}\n`);
  const isRefused = result.code !== 0 && result.code !== 4;
  const { language } = context;
  const place = placeOf(context);
  for (const given of result.notices) showNotice(isRefused ? err : out, given, { isRefused, language, place });
  if (result.next) out.show(nextLine(spell(result.next, place), language), projectOf(context.cwd));
}

/**
 * What was recorded before the failure stays recorded; a message about the failure alone would suggest the opposite.
 */
const standing = ({ recorded }: Context): Notice[] =>
  recorded.length === 0 ? [] : [notice('recorded-only', { facts: recorded.join(', ') })];

/** Wrong usage has another exit code in a verb whose 2 says something else. */
const exitOf = ({ exitCode }: Problem, verb: string): ExitCode =>
  exitCode === 2 && isVerb(verb) ? (verbOf(verb).usageExit ?? exitCode) : exitCode;

function sayVersion(context: Context, streams: Streams): ExitCode {
  if (context.json) show({ code: 0, notices: [], data: { version } }, context, streams);
  context.print(version);
  return 0;
}

/**
 * Ignores that nobody reads the output any more (`| head`, a closed terminal), so that a command is not ended in the
 * middle of its work.
 */
function ignoreNobodyReading(error: NodeJS.ErrnoException): void {
  if (!['EPIPE', 'EIO', 'ECONNRESET'].includes(error.code ?? '')) throw error;
}

/**
 * Runs one command line.
 *
 * @param argv the arguments after the script
 * @param fixedVerb the verb of the small scripts that are only one verb; null otherwise
 * @returns the exit code: 0 done, 1 refused, 2 usage, 3 environment broken, 4 still running
 * @throws a bug, with its stack
 */
export async function main(argv: readonly string[], fixedVerb: string | null = null): Promise<ExitCode> {
  keepPrivate();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreNobodyReading);
  if (argv[0] === COMPLETION_SERVER) {
    process.stdout.write(completionsFor(process.env, process.cwd()));
    return 0;
  }
  const call = splitCall(argv, fixedVerb);
  const streams = {
    out: await Output.to(process.stdout, process.env),
    err: await Output.to(process.stderr, process.env),
  };
  const context = makeContext(call, streams);
  if (call.verb === '--version') return sayVersion(context, streams);
  let result: Result;
  try {
    result = await runVerb(call, context);
  } catch (error) {
    passing.clear();
    const cause = causeOf(error);
    if (cause === null) return sayBug(error);
    result = { code: error instanceof Problem ? exitOf(error, call.verb) : 3, notices: [...standing(context), cause] };
  }
  show(result, result.language === undefined ? context : { ...context, language: result.language }, streams);
  return result.code;
}
