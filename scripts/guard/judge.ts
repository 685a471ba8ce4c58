/**
 * The guard: what a tool call of Claude's would do, and whether the user is to be asked first. Ordinary work
 * is silent; what is dangerous is asked or denied by the project's policy; the evidence is always denied.
 */

import { disablesHooks, type EvidenceFinding, isKey, judgeEvidence, judgeEvidenceFile } from './evidence.js';
import {
  type Call,
  type Context,
  type Finding,
  type GuardPlaces,
  type Policy,
  readable,
  type ScriptLookup,
  shown,
  type Verdict,
} from './model.js';
import { expandedPath, resolved } from './paths.js';
import { meets } from './patterns.js';
import { verdictOf } from './policy.js';
import { codeScripts, judgeCode } from './rules/code/code.js';
import { judgeRemoteCode } from './rules/code/remote-code.js';
import { judgeScript, scriptName } from './rules/code/scripts.js';
import { judgeVerb } from './rules/computed-verb.js';
import { judgeDatabase, sqlDanger } from './rules/database/database.js';
import { judgeEmptying } from './rules/files/emptying.js';
import { judgeFiles, judgeTarget } from './rules/files/files.js';
import { gitScripts, judgeGit } from './rules/git/git.js';
import { gitConfigScripts } from './rules/git/git-config.js';
import { judgeLoop, ownFile } from './rules/loop.js';
import { judgeSystem, judgeWrite } from './rules/machine/system.js';
import { judgeWindows, windowsScripts } from './rules/machine/windows.js';
import { isSecretPath } from './rules/secrets/secret-paths.js';
import { judgeSecrets } from './rules/secrets/secrets.js';
import { judgeMcpAction } from './rules/tools/mcp.js';
import { judgeTools } from './rules/tools/tools.js';
import type { Rules } from './run/known.js';
import { Runner } from './run/run.js';
import { hiddenScripts } from './run/wrappers.js';
import { Steps } from './shell/steps.js';

export interface Judged extends Finding {
  verdict: Verdict;
}

export interface Judgement {
  verdict: 'silent' | 'ask' | 'deny';
  /** What it is about, the strictest first; what the policy allows is in it too. */
  findings: readonly Judged[];
  evidence: EvidenceFinding | null;
  /** Each command of a shell line, as it was understood. */
  seen: readonly string[];
}

const SILENT: Judgement = { verdict: 'silent', findings: [], evidence: null, seen: [] };
const NO_SCRIPTS: ScriptLookup = () => null;

/**
 * A shell command line.
 *
 * @param line the command, of any number of lines
 * @param script what the project's package.json says a script runs
 * @param steps counts the work
 */
export function judgeCommand(
  line: string,
  places: GuardPlaces,
  policy: Policy,
  script: ScriptLookup = NO_SCRIPTS,
  steps = new Steps(line.length),
): Judgement {
  const context: Context = { places, policy, script };
  const evidence: EvidenceFinding[] = [];
  const runner = new Runner(context, rulesWith(evidence), steps);
  runner.line(line);
  const own = policy.patterns.filter(({ match }) => [line, ...runner.seen].some((text) => matchesOwn(match, text)));
  return concluded(runner.findings, evidence, runner.seen, policy, own);
}

/** What PowerShell is told, of any number of lines. */
export const judgePowerShell = (line: string, places: GuardPlaces, policy: Policy): Judgement =>
  judgeCommand(`pwsh -Command ${quotedWords([line])}`, places, policy);

/** JavaScript that the client runs. */
export const judgeJavaScript = (code: string, places: GuardPlaces, policy: Policy): Judgement =>
  judgeCommand(`node -e ${quotedWords([code])}`, places, policy);

/** A tool that writes one file. `files`: the path as given and, where it differs, as links resolve it. */
export function judgeEdit(files: readonly string[], places: GuardPlaces, policy: Policy): Judgement {
  const evidence = judgeEvidenceFile(files, places);
  if (evidence !== null) return { ...SILENT, verdict: evidence.verdict, evidence };
  const context: Context = { places, policy, script: NO_SCRIPTS };
  const findings = files.flatMap((file) =>
    judgeWrite({ text: expandedPath(file, places), glob: false, names: [] }, places.cwd, context),
  );
  return concluded(findings.slice(0, 1), [], [], policy);
}

/** A tool that reads one file. */
export function judgeRead(files: readonly string[], places: GuardPlaces, policy: Policy): Judgement {
  const key = files.find((file) => isKey(resolved(expandedPath(file, places), places.cwd), places));
  if (key !== undefined)
    return { ...SILENT, verdict: 'deny', evidence: { verdict: 'deny', why: 'evidence', path: key } };
  const secret = files.find((file) => isSecretPath(resolved(expandedPath(file, places), places.cwd), places));
  return secret === undefined
    ? SILENT
    : concluded([{ category: 'secrets', kind: 'secret-file', subject: secret }], [], [], policy);
}

/** A change of config.json, given the names of the settings that it loosens. */
export function judgeConfig(loosened: readonly string[], policy: Policy): Judgement {
  return loosened.length === 0
    ? SILENT
    : concluded([{ category: 'loop', kind: 'config-loosened', subject: loosened.join(', ') }], [], [], policy);
}

/**
 * A change of Claude Code's settings: without its hooks nothing is guarded, and a PermissionRequest hook would answer
 * what the guard asks the user.
 */
export function judgeSettings(file: string, before: string, after: string, policy: Policy): Judgement {
  if (disablesHooks(before, after))
    return { ...SILENT, verdict: 'deny', evidence: { verdict: 'deny', why: 'registration', path: file } };
  const adds = after.includes('PermissionRequest') && !before.includes('PermissionRequest');
  return adds ? concluded([{ category: 'loop', kind: 'answers-for-user', subject: file }], [], [], policy) : SILENT;
}

const PATH_FIELDS = [
  /^(?:path|file|file_?path|filename|source|destination|target|uri|paths|from|to|dir|directory|notebook_path)$/i,
  /^(?:relative_path|old_path|new_path|dest|dst|src|target_file|file_paths|filepath|absolute_path|local_path)$/i,
];

const COMMAND_FIELDS = [
  /^(?:command|cmd|script|shell|shell_command|bash|commandLine|command_line|run|exec|cli_command|kubectl_command)$/i,
  /^(?:args_line|terminal_command)$/i,
];

/**
 * A tool of an MCP server, by its name and by what its input shows: a command, a statement, a path that it writes,
 * deletes or reads.
 */
export function judgeMcp(
  tool: string,
  input: Readonly<Record<string, unknown>>,
  places: GuardPlaces,
  policy: Policy,
): Judgement {
  const action = tool.split('__').at(-1) ?? tool;
  const judgements = textsIn(input).map(([name, text]) => {
    if (meets(COMMAND_FIELDS, name)) return judgeCommand(text, places, policy);
    if (/^(?:sql|query|statement|queries|sql_query|statements|migration)$/i.test(name))
      return judgeStatement(text, policy);
    if (!meets(PATH_FIELDS, name)) return SILENT;
    return judgeMcpPath(action, text.replace(/^file:\/\//, ''), places, policy);
  });
  judgements.push(concluded(judgeMcpAction(tool), [], [], policy));
  return (
    judgements.find(({ verdict }) => verdict === 'deny') ??
    judgements.find(({ verdict }) => verdict === 'ask') ??
    SILENT
  );
}

function judgeMcpPath(action: string, file: string, places: GuardPlaces, policy: Policy): Judgement {
  const context: Context = { places, policy, script: NO_SCRIPTS };
  if (/delete|remove|unlink|rmdir|trash/i.test(action)) {
    const found = judgeTarget({ text: expandedPath(file, places), glob: false, names: [] }, true, places.cwd, context);
    const evidence = judgeEvidence(
      {
        program: 'rm',
        word: { text: 'rm', glob: false, names: [] },
        args: [{ text: file, glob: false, names: [] }],
        cwd: places.cwd,
        env: new Map(),
        writes: [],
        reads: [],
        documents: [],
        input: { kind: 'none' },
        next: null,
        captured: false,
        fetched: new Set(),
      },
      places,
    );
    return concluded(found, evidence === null ? [] : [evidence], [], policy);
  }
  if (/write|edit|create|move|rename|replace|insert|append|update|patch|save|copy|put|modify/i.test(action)) {
    const judgement = judgeEdit([file], places, policy);
    const kind =
      judgement.verdict === 'silent' ? ownFile(resolved(expandedPath(file, places), places.cwd), places) : null;
    return kind === null ? judgement : concluded([{ category: 'loop', kind, subject: file }], [], [], policy);
  }
  return judgeRead([file], places, policy);
}

function judgeStatement(text: string, policy: Policy): Judgement {
  const kind = sqlDanger(text);
  return kind === null ? SILENT : concluded([{ category: 'database', kind, subject: readable(text) }], [], [], policy);
}

/** The texts in a tool's input, by the name they stand under. */
function textsIn(value: unknown, name = '', depth = 0): [string, string][] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  if (Array.isArray(value)) {
    const words: unknown[] = value;
    // A command may come as a list of words.
    if (/^(?:command|cmd)$/i.test(name) && words.every((word) => typeof word === 'string'))
      return [[name, quotedWords(words)]];
    return words.flatMap((inner) => textsIn(inner, name, depth + 1));
  }
  return Object.entries(value).flatMap(([inner, content]) => textsIn(content, inner, depth + 1));
}

// -- rules

function rulesWith(evidence: EvidenceFinding[]): Rules {
  return {
    judge: (call, context) => {
      const found = judgeEvidence(call, context.places);
      if (found !== null) evidence.push(found);
      return judgeAll(call, context);
    },
    inlineScripts: (call, context) => [
      ...codeScripts(call),
      ...gitScripts(call),
      ...gitConfigScripts(call),
      ...windowsScripts(call),
      ...hiddenScripts(call),
      ...packageScripts(call, context),
    ],
    judgeUnknown,
  };
}

/** What package.json says that `npm run x` runs. */
function packageScripts(call: Call, context: Context): string[] {
  const name = scriptName(call);
  if (name === null) return [];
  const text = context.script(name);
  if (text !== null) return [text];
  // `yarn cdk deploy`: no script of that name, so a program of node_modules.
  const at = call.args.findIndex((one) => one.text === name);
  return call.args.slice(0, at).some((one) => /^(?:run|run-script|exec)$/.test(one.text))
    ? []
    : [quotedWords(call.args.slice(at).map((one) => one.text))];
}

const quotedWords = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

function judgeAll(call: Call, context: Context): Finding[] {
  if (call.program === '')
    return [
      ...judgeEmptying(call, context),
      ...judgeSystem(call, context),
      ...judgeSecrets(call, context),
      ...judgeLoop(call, context),
    ];
  return [
    ...judgeFiles(call, context),
    ...judgeEmptying(call, context),
    ...judgeGit(call, context),
    ...judgeSystem(call, context),
    ...judgeDatabase(call),
    ...judgeTools(call),
    ...judgeSecrets(call, context),
    ...judgeCode(call, context),
    ...judgeScript(call, context),
    ...judgeLoop(call, context),
    ...judgeWindows(call),
    ...judgeRemoteCode(call),
    ...judgeVerb(call),
  ];
}

/** Programs as which a command is tried whose name is not known. */
const SUSPECTS = ['rm', 'git', 'kubectl', 'terraform', 'npm', 'docker', 'chmod', 'dd', 'psql', 'aws'];

function judgeUnknown(call: Call, context: Context): Finding[] {
  const finding: Finding = { category: 'unclear', kind: 'computed-command', subject: shown(call) };
  const [name = ''] = call.word.names;
  if (/^\$\(|^@$|_(?:BIN|EXE|PATH|CMD)$/.test(name) && call.args.length === 0) return name === '@' ? [] : [finding];
  if (call.args.length === 0) return [finding];
  const isDangerous = SUSPECTS.some((program) => judgeAll({ ...call, program }, context).length > 0);
  return isDangerous ? [finding] : [];
}

// -- conclusions

function matchesOwn(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch (error) {
    // A pattern that is no expression is taken as plain text.
    if (error instanceof SyntaxError) return text.includes(pattern);
    throw error;
  }
}

const ORDER: readonly Verdict[] = ['deny', 'ask', 'allow'];

function concluded(
  findings: readonly Finding[],
  evidence: readonly EvidenceFinding[],
  seen: readonly string[],
  policy: Policy,
  own: Policy['patterns'] = [],
): Judgement {
  const allowed = new Set(own.filter(({ verdict }) => verdict === 'allow').map(({ category }) => category));
  const judged: Judged[] = findings.map((finding) => ({
    ...finding,
    verdict: allowed.has(finding.category) ? 'allow' : verdictOf(finding, policy),
  }));
  for (const { match, category, verdict } of own)
    if (verdict !== 'allow') judged.push({ category, kind: 'own-pattern', subject: match, verdict });
  judged.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const proof = evidence.find(({ verdict }) => verdict === 'deny') ?? evidence[0] ?? null;
  const strictest = [proof?.verdict, judged[0]?.verdict];
  const verdict = strictest.includes('deny') ? 'deny' : strictest.includes('ask') ? 'ask' : 'silent';
  return { verdict, findings: judged, evidence: proof, seen };
}
