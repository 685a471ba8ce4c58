/** What Codex does outside of the gated loop in a work tree. Only reads: nothing is settled or removed. */
import { type Call, call, given, proseSlot } from '../../core/call.js';
import type { CtoEvent, CtoState } from '../../core/cto/model.js';
import { questionIn } from '../../core/delegate/ask.js';
import { runningTurn } from '../../core/delegate/broker/session.js';
import { type Awaited, beganAt, leftCall, type OpenWork, type WorkFact } from '../../core/delegate/open-work.js';
import { mayWrite } from '../../core/delegate/roles.js';
import { type Notice, Problem } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import { type CtoReading, ctoRuns, readCto } from '../../io/cto/store.js';
import { waitingMessages } from '../../io/delegate/broker/inbox.js';
import { readSessionState } from '../../io/delegate/broker/state.js';
import { newestReview } from '../../io/delegate/diff.js';
import { fanoutRuns, readApplied, readFanoutOr } from '../../io/delegate/fanout.js';
import { readDelegatedJob } from '../../io/delegate/job.js';
import {
  delegatedFile,
  delegatedFolder,
  delegatedRuns,
  readAnswer,
  readResult,
  readWork,
} from '../../io/delegate/record.js';
import { type DelegatedSession, isRunning, listSessions } from '../../io/delegate/sessions.js';
import { modifiedAt } from '../../io/ground/files.js';
import { livenessOf } from '../../io/run/run.js';

/** A work tree, and the state directory of its user. */
interface WorkPlace {
  stateDir: string;
  top: string;
}

/** What was found in a work tree, oldest first. */
export interface FoundWork {
  open: OpenWork[];
  facts: WorkFact[];
  /** What could not be read. */
  problems: Notice[];
}

/** All that was found of one kind of work. */
type Found = Pick<FoundWork, 'open' | 'facts'>;

/** Everything of a work tree, oldest first. */
export function findWork(place: WorkPlace): FoundWork {
  const problems: Notice[] = [];
  const looked = [askWork, liveWork, ctoWork, fanoutWork, diffWork].map((look) => {
    try {
      return look(place, problems);
    } catch (error) {
      problems.push(problemIn(error));
      return { open: [], facts: [] };
    }
  });
  const byTime = <T>(all: T[], at: (one: T) => string): T[] => all.sort((a, b) => (at(a) < at(b) ? -1 : 1));
  return {
    open: byTime(
      looked.flatMap(({ open }) => open),
      ({ since }) => since,
    ),
    facts: byTime(
      looked.flatMap(({ facts }) => facts),
      ({ at }) => at,
    ),
    problems,
  };
}

function problemIn(error: unknown): Notice {
  if (error instanceof Problem) return error.notice;
  throw error;
}

const isAlive = (dir: string): boolean => ['alive', 'starting'].includes(livenessOf(dir));
const isoOf = (file: string): string => new Date(modifiedAt(file)).toISOString();

/** How a run of a session ended: it runs, its supervisor is gone, or what its last message was. */
type Ending = 'running' | 'lost' | 'failed' | 'question' | 'answered';

function endingIn(dir: string): Ending {
  const result = readResult(dir);
  if (result === null) return isAlive(dir) ? 'running' : 'lost';
  if (result.kind !== 'answer') return 'failed';
  return questionIn(readAnswer(dir) ?? '') === null ? 'answered' : 'question';
}

function askWork({ stateDir, top }: WorkPlace): Found {
  const sessions = listSessions(stateDir).filter((session) => session.top === top);
  return {
    open: sessions.flatMap((session) => openSession(stateDir, session)),
    facts: sessions.flatMap(({ runs, goal, role }) =>
      runs.flatMap(({ id }) => factsOf('ask', id, delegatedFolder(stateDir, id), `${role}: ${goal}`)),
    ),
  };
}

function openSession(stateDir: string, session: DelegatedSession): OpenWork[] {
  const { id, goal, runs, applied } = session;
  const last = runs.at(-1)?.id ?? id;
  const dir = delegatedFolder(stateDir, last);
  const as = (standing: OpenWork['standing'], awaits: Awaited | null, run: Call): OpenWork[] => [
    { kind: 'ask', id, standing, awaits, about: goal, since: beganAt(last), run },
  ];
  if (isRunning(stateDir, session)) return as('running', null, call('ask', 'wait', given(id)));
  const ending = endingIn(dir);
  if (ending === 'lost') return as('left', null, leftCall('ask', id));
  const reads: '--read-only'[] = mayWrite(session.access) ? [] : ['--read-only'];
  const answer = call('ask', ...reads, '--session', given(id), proseSlot('answer'));
  if (ending === 'question') return as('waiting', 'answer', answer);
  const work = readWork(dir);
  const isOpen = work !== null && work.files.length > 0 && applied !== work.tree;
  return isOpen ? as('waiting', 'change', call('ask', 'show', given(id))) : [];
}

/** That a run began, and how it ended. */
function factsOf(kind: WorkFact['kind'], id: string, dir: string, about: string): WorkFact[] {
  const ending = endingIn(dir);
  const began: WorkFact = { at: beganAt(id), kind, id, what: 'asked', about };
  if (ending === 'running' || ending === 'lost') return [began];
  return [began, { at: isoOf(delegatedFile(dir, 'result')), kind, id, what: ending, about: '' }];
}

function liveWork({ stateDir, top }: WorkPlace, problems: Notice[]): Found {
  const found: Found = { open: [], facts: [] };
  for (const id of delegatedRuns(stateDir).filter((name) => name.includes('-broker-'))) {
    const dir = delegatedFolder(stateDir, id);
    try {
      if (readDelegatedJob(dir).top !== top) continue;
    } catch (error) {
      // A command that was killed before it described the run left nothing.
      const problem = problemIn(error);
      if (isAlive(dir)) problems.push(problem);
      continue;
    }
    found.facts.push(...factsOf('broker', id, dir, ''));
    if (readResult(dir) === null) found.open.push(liveSession(id, dir));
  }
  return found;
}

function liveSession(id: string, dir: string): OpenWork {
  const common = { kind: 'broker', id, about: '', since: beganAt(id) } as const;
  if (!isAlive(dir)) return { ...common, standing: 'left', awaits: null, run: leftCall('broker', id) };
  const state = readSessionState(dir);
  const isWorking = state === null || runningTurn(state) !== null || waitingMessages(dir) > 0;
  return isWorking
    ? { ...common, standing: 'running', awaits: null, run: call('broker', 'wait', given(id)) }
    : {
        ...common,
        standing: 'waiting',
        awaits: 'message',
        run: call('broker', 'send', given(id), proseSlot('text')),
      };
}

function ctoWork({ stateDir, top }: WorkPlace, problems: Notice[]): Found {
  const readings = ctoRuns(stateDir, top).flatMap((run): CtoReading[] => {
    try {
      return [readCto({ stateDir, top, run }) ?? []].flat();
    } catch (error) {
      problems.push(problemIn(error));
      return [];
    }
  });
  return {
    open: readings.flatMap(({ state, events }) => openCto(stateDir, state, events)),
    facts: readings.flatMap(({ state, events }) => events.flatMap((event) => ctoFact(state, event) ?? [])),
  };
}

function openCto(stateDir: string, state: CtoState, events: readonly CtoEvent[]): OpenWork[] {
  const { run: id, objective, status, pending } = state;
  const common = { kind: 'cto', id, about: aboutOf(objective), since: events.at(-1)?.at ?? beganAt(id) } as const;
  const wait = leftCall('cto', id);
  const show = call('cto', 'status', '--run', given(id));
  if (pending !== null) {
    const dir = delegatedFolder(stateDir, pending.job);
    const hasEnded = readResult(dir) !== null;
    if (hasEnded) return [{ ...common, standing: 'waiting', awaits: 'step', run: wait }];
    return [{ ...common, standing: isAlive(dir) ? 'running' : 'left', awaits: null, run: wait }];
  }
  if (status === 'executing') return [{ ...common, standing: 'waiting', awaits: 'step', run: show }];
  return status === 'needs-human' ? [{ ...common, standing: 'waiting', awaits: 'user', run: show }] : [];
}

function fanoutWork({ stateDir, top }: WorkPlace): Found {
  const all = fanoutRuns(stateDir).flatMap((id) => {
    const dir = delegatedFolder(stateDir, id);
    const fanout = readFanoutOr(dir);
    if (fanout?.top !== top) return [];
    return [{ id, dir, about: aboutOf(fanout.context.goal ?? fanout.stages[0]?.workers[0]?.task ?? '') }];
  });
  return {
    open: all.flatMap(openFanout),
    facts: all.flatMap(({ id, dir, about }) => factsOf('fanout', id, dir, about)),
  };
}

function openFanout({ id, dir, about }: { id: string; dir: string; about: string }): OpenWork[] {
  const common = { kind: 'fanout', id, about, since: beganAt(id) } as const;
  if (readResult(dir) === null)
    return [{ ...common, standing: isAlive(dir) ? 'running' : 'left', awaits: null, run: leftCall('fanout', id) }];
  const work = readWork(dir);
  const isOpen = work !== null && work.files.length > 0 && readApplied(dir).applied !== work.tree;
  const show = call('fanout', 'show', given(id));
  return isOpen ? [{ ...common, standing: 'waiting', awaits: 'change', run: show }] : [];
}

const aboutOf = (text: string): string => redact(text).replace(/\s+/g, ' ').slice(0, 200);

function ctoFact({ run: id, objective }: CtoState, event: CtoEvent): WorkFact | null {
  const fact = { at: event.at, kind: 'cto', id, about: '' } as const;
  switch (event.type) {
    case 'begun':
      return { ...fact, what: 'asked', about: aboutOf(objective) };
    case 'planned':
      return { ...fact, what: 'planned' };
    case 'reviewed':
      return { ...fact, what: event.outcome };
    case 'faulty':
    case 'unavailable':
      return { ...fact, what: 'failed' };
    default:
      return null;
  }
}

function diffWork({ stateDir, top }: WorkPlace): Found {
  const runs = newestReview(stateDir, top);
  const open = runs.filter(({ dir }) => readResult(dir) === null);
  const facts = runs.flatMap(({ dir, run, about }) => factsOf('diff', run, dir, about.lens));
  const first = open[0];
  if (first === undefined) return { open: [], facts };
  const common = {
    kind: 'diff',
    id: first.about.review,
    awaits: null,
    about: open.map(({ about }) => about.lens).join(', '),
    since: first.about.started_at,
  } as const;
  const isLeft = !open.some(({ dir }) => isAlive(dir));
  return {
    open: [
      isLeft
        ? { ...common, standing: 'left', run: leftCall('diff', first.about.review) }
        : { ...common, standing: 'running', run: call('review', 'wait', given('diff')) },
    ],
    facts,
  };
}
