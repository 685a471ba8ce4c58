import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { skillFolder } from './dist.js';

/** The result of one call of the program. */
export interface Answer {
  code: number;
  /** The codes of the findings, in order. */
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

/** Runs the built program as users do after they unpack the skill somewhere. */
export const cccc = (cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> =>
  runScript(path.join(skillFolder(), 'scripts', 'cccc.mjs'), cwd, args, env);

/** Runs the program that is installed in a project. */
export const installed = (project: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> =>
  runScript(path.join(project, SCRIPT), project, args, env);

/** Copies the skill into a project without the installer. */
export function placeSkill(project: string): void {
  cpSync(skillFolder(), path.join(project, '.claude', 'skills', 'cc-codex-collaborate'), { recursive: true });
}

async function runScript(script: string, cwd: string, args: string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  const ran = await runNode([script, ...args, '--json'], { cwd, env, input: '' });
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

/** Runs Node (or another program) to its end; the variables of a surrounding Claude Code are not passed on. */
export function runNode(
  args: string[],
  { cwd, env = {}, input, program = process.execPath }: Started,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CLAUDE|CODEX|XDG_STATE)/.test(name)),
  );
  const state = { XDG_STATE_HOME: path.join(process.env['HOME'] ?? cwd, 'state') };
  const child = spawn(program, args, { cwd, env: { ...inherited, ...state, ...env }, stdio: 'pipe' });
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

function envelopeIn(stdout: string): Envelope | null {
  try {
    return JSON.parse(stdout);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
