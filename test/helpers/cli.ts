import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { isHumanOnly } from '../../scripts/guard/index.js';
import { skillFolder } from './dist.js';
import { whileAtTerminal } from './terminal.js';

/** The result of one call of the program. */
export interface Answer {
  code: number;
  /** The codes of the notices, in order. */
  said: string[];
  /** The envelope of --json; null when stdout is something else. */
  envelope: Envelope | null;
  stdout: string;
  stderr: string;
}

export interface Envelope {
  ok: boolean;
  code: number;
  findings: { code: string; args: Record<string, unknown>; message: string; command: string | null }[];
  next: string | null;
  data: unknown;
}

const SCRIPT = path.join('.claude', 'skills', 'cc-codex-collaborate', 'scripts', 'cccc.mjs');

/** Runs the built program as users do after they have unpacked the skill. */
export const cccc = (cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> =>
  runScript(path.join(skillFolder(), 'scripts', 'cccc.mjs'), cwd, args, env);

/** Runs the program that is installed in a project. */
export const installed = (project: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> =>
  runScript(path.join(project, SCRIPT), project, args, env);

/** The same, run by the user: human-only commands are typed in a terminal and answered with yes. */
export async function typed(project: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> {
  if (!isHumanOnly(args)) return installed(project, args, env);
  const words = [process.execPath, path.join(project, SCRIPT), ...args, '--json'];
  return answerFrom(await whileAtTerminal(words, { cwd: project, env: environmentOf(project, env) }));
}

/** Copies the skill into a project without the installer. */
export function placeSkill(project: string): void {
  cpSync(skillFolder(), path.join(project, '.claude', 'skills', 'cc-codex-collaborate'), { recursive: true });
}

async function runScript(script: string, cwd: string, args: string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  return answerFrom(await runNode([script, ...args, '--json'], { cwd, env, input: '' }));
}

function answerFrom(ran: { code: number; stdout: string; stderr: string }): Answer {
  const envelope = envelopeIn(ran.stdout);
  return { ...ran, envelope, said: envelope?.findings.map(({ code }) => code) ?? [] };
}

export interface Started {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  input: string;
  /** The program to run; Node by default. */
  program?: string;
}

/** Runs Node (or another program) to its end. Variables of a surrounding Claude Code are not passed on. */
export function runNode(
  args: string[],
  { cwd, env = {}, input, program = process.execPath }: Started,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(program, args, { cwd, env: environmentOf(cwd, env), stdio: 'pipe' });
  const out = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    out.stderr += chunk;
  });
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, ...out }));
  });
}

/** Without certificates of this machine, which Node reads at each start: nothing here leaves it. */
function environmentOf(cwd: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CLAUDE|CODEX|XDG_STATE|NODE_EXTRA_CA_CERTS$)/.test(name)),
  );
  const state = { XDG_STATE_HOME: path.join(process.env['HOME'] ?? cwd, 'state') };
  return { ...inherited, ...state, ...env };
}

function envelopeIn(stdout: string): Envelope | null {
  try {
    return JSON.parse(stdout);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
