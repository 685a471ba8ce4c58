/** Asks Codex something: a new session, or the next run of one. */
import path from 'node:path';
import type { Infrastructure } from '../../../core/codex/reasons.js';
import { filesText, goalText, graceOf, placeText, type StartFile, verifyText } from '../../../core/delegate/ask.js';
import { promptAdvice } from '../../../core/delegate/prompt-advice.js';
import { effortOf, mayWrite, type Part } from '../../../core/delegate/roles.js';
import { CARRIED } from '../../../core/install/carry.js';
import { wordsOf } from '../../../core/install/wizard/command-lines.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import { redact } from '../../../core/say/redact.js';
import type { Config, DelegatedSession } from '../../../generated/types.js';
import { judgeCommand, policyOf } from '../../../guard/index.js';
import { type NamedFile, nameFile } from '../../../io/delegate/beside.js';
import { sessionPlaces } from '../../../io/delegate/sessions.js';
import { readGuardPlace } from '../../../io/guard/place.js';
import { renderPrompt } from '../../../io/review/prompts.js';
import type { Context } from '../../context.js';
import { withChoices } from '../settings.js';
import { lookAtCodex, type StartedRun, startDelegated } from '../start.js';
import { type AskPlace, askPlace, type Material, materialFor } from './material.js';
import { beginSession, continueSession, dropRun, type NextRun, pruneSessions, undeclaredBeside } from './session.js';

export interface Asked {
  goal: string;
  /** Paths relative to the current folder. */
  files: string[];
  model: string | null;
  effort: Config['codex']['reasoning_effort'];
  part: Part;
  /** The conversation that is continued. */
  session: string | null;
  limits: { wall_seconds: number; idle_seconds: number };
  /** The command line that the runner verifies a writer's work with. */
  verify: string | null;
}

export type AskStarted = { started: StartedRun; session: DelegatedSession; advice: Notice[] };

/**
 * Starts a run.
 *
 * @returns why Codex does not run where that is not the caller's doing
 * @throws the Problems of a call that is refused: they name the rule
 */
export async function startAsk(context: Context, asked: Asked): Promise<AskStarted | Infrastructure> {
  const verify = asked.verify === null ? null : verifiable(context, asked.verify);
  const place = await askPlace(context);
  pruneSessions(place.stateDir, Date.parse(context.now()));
  const files = asked.files.map((file) => nameFile(place.top, context.cwd, file));
  const next =
    asked.session === null
      ? await beginSession(context, place, { ...asked, files: files.map(({ stored }) => stored) })
      : await continueSession(context, place, { ...asked, session: asked.session });
  try {
    return await start(context, { place, next, files, verify }, asked);
  } catch (error) {
    dropRun(place.stateDir, next);
    throw error;
  }
}

interface Prepared {
  place: AskPlace;
  next: NextRun;
  files: NamedFile[];
  verify: string[] | null;
}

async function start(
  context: Context,
  { place, next, files, verify }: Prepared,
  asked: Asked,
): Promise<AskStarted | Infrastructure> {
  const { stateDir, repository, config } = place;
  const { session, run, thread } = next;
  const writes = mayWrite(session.access);
  if (verify !== null && !writes) throw new Problem(notice('ask-verify-reader', {}), 64);
  const places = sessionPlaces(stateDir, session.id);
  const chosen = withChoices(config, { model: asked.model, effort: asked.effort ?? effortOf(session.role) });
  // Codex is looked at while the tree is named; outside of git only after that, because the files say what is denied.
  const ready =
    repository === null ? null : lookAtCodex(context, { config: chosen, repository, stateDir }, places.work);
  ready?.catch(() => undefined);
  const material = await materialFor(place, session, files);
  const prompt = await promptFor(session, { goal: asked.goal, material, verify });
  const started = await startDelegated(context, run.id, {
    kind: 'ask',
    request: { prompt: Buffer.from(prompt), schema: null },
    access: session.access,
    thread,
    keeps_thread: true,
    limits: { ...asked.limits, grace_seconds: graceOf(asked.limits.wall_seconds), tokens: null },
    folder: places.work,
    config: chosen,
    ...(ready === null ? {} : { ready }),
    secrets: material.denied,
    reading: repository === null ? place.top : null,
    writer: writes
      ? {
          session: session.id,
          project: path.relative(place.top, place.project),
          carried: [...(config.testing.carry ?? CARRIED)],
          verify,
        }
      : null,
    ...{ tree: material.tree, repository, stateDir },
  });
  if (started.kind === 'infrastructure') {
    dropRun(stateDir, next);
    return started;
  }
  const beside = undeclaredBeside(stateDir, session);
  const advice = [
    ...promptAdvice(asked.goal, writes && verify === null),
    ...(beside === null ? [] : [notice('ask-files-undeclared', { id: beside.id })]),
  ];
  return { started, session, advice };
}

async function promptFor(
  session: DelegatedSession,
  { goal, material, verify }: { goal: string; material: Material; verify: string[] | null },
): Promise<string> {
  const writes = mayWrite(session.access);
  const slots = {
    PLACE: material.isCopy ? 'the folder `tree/` of your working directory' : placeText(material.place),
    FILES: filesText(material.files satisfies StartFile[]),
    GOAL: goalText(goal),
    ...(writes ? { VERIFY: verifyText(verify) } : {}),
  };
  if (session.runs.length > 1) return renderPrompt(writes ? 'ask-writer-again' : 'ask-reader-again', slots);
  const role = (await renderPrompt(`ask-role-${session.role}`, {})).trim();
  return renderPrompt(writes ? 'ask-writer' : 'ask-reader', { ...slots, ROLE: role });
}

/**
 * The words of a command that the runner may run on unread work.
 *
 * @throws Problem `ask-verify-shell` (wrong usage), `ask-verify-guarded`
 */
export function verifiable({ cwd }: Context, line: string): string[] {
  const words = wordsOf(line);
  if (words === null) throw new Problem(notice('ask-verify-shell', { command: redact(line) }), 64);
  const { places, config, script } = readGuardPlace(cwd, cwd);
  const { verdict } = judgeCommand(line, places, policyOf(config()), script);
  if (verdict === 'ask' || verdict === 'deny')
    throw new Problem(notice('ask-verify-guarded', { command: redact(line) }), 1);
  return words;
}
