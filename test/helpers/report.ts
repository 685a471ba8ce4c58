/** Reports of tasks that were played on the state machine: an ordinary one, and one full of hostile text. */
import type { GuardLine } from '../../scripts/core/guard/log.js';
import type { ReportView } from '../../scripts/core/report/model.js';
import { type ReportSources, reportView } from '../../scripts/core/report/view.js';
import type { Event, EventBody } from '../../scripts/core/task/ledger/events.js';
import { type Entry, fold, LEDGER_VERSION } from '../../scripts/core/task/ledger.js';
import type { OpenFinding, State } from '../../scripts/core/task/model.js';
import { finding, type Walk } from './events.js';

const START = Date.UTC(2026, 8, 21, 9, 0, 0);

/** The same events as ledger entries, with times that go on; a task that a report is made of. */
export interface Told {
  state: State;
  entries: Entry[];
}

/** @param minutes from each event to the next; the last one counts for all that follow */
export function told(walk: Walk, first: EventBody, minutes: readonly number[] = [7]): Told {
  const events = [first, ...walk.entries.map(({ event }) => event)];
  let time = START;
  const entries = events.map((event, index): Entry => {
    const at = new Date(time).toISOString();
    time += (minutes[Math.min(index, minutes.length - 1)] ?? 0) * 60_000;
    const hash = String(index + 1).padStart(64, '0');
    return { v: LEDGER_VERSION, seq: index + 1, prev: '', event: { ...event, at } as Event, hash, mac: '' };
  });
  const { state, problem } = fold('ledger.jsonl', entries);
  if (state === null) throw new Error(`not a task: ${JSON.stringify(problem)}`);
  return { state, entries };
}

export function reportOf({ state, entries }: Told, change: Partial<ReportSources> = {}): ReportView {
  const jobs = entries.flatMap(({ event }) => (event.type === 'review-returned' ? [event.job] : []));
  return reportView(state, entries, {
    now: '2026-09-21T18:00:00.000Z',
    version: '0.3.0',
    source: { kind: 'ledger', file: null, ledger: 'verified' },
    receipts: Object.fromEntries(jobs.map((job) => [job, { assurance: 'verified' as const, problem: null }])),
    gates: null,
    changes: new Map(),
    guard: [],
    ...change,
  });
}

/** The words of a reviewer that a page must not take for markup, and a terminal not for commands. */
export const HOSTILE = {
  title: '</script><script>alert(1)</script> `"\'><img src=x onerror=alert(2)>',
  file: 'src/</title><svg onload=alert(3)>.ts',
  bidi: 'safe \u202egnp.exe\u202c \u200bhidden \u{e0041}tag',
  ansi: '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link',
  link: '[x](javascript:alert(4)) <a href="javascript:alert(5)">y</a> @team closes #12 https://evil.example',
  entity: '&lt;b&gt; &#60;i&#62; ${process.env.HOME} {{SLOT}} $& $1',
  secret: `token ghp_${'a1B2c3D4e5F6'.repeat(3)}`,
};

export const hostileFinding = (change: Partial<OpenFinding> = {}): OpenFinding =>
  finding({
    id: 'F-hostile',
    title: HOSTILE.title,
    file: HOSTILE.file,
    line: 3,
    explanation: [HOSTILE.bidi, HOSTILE.ansi, HOSTILE.link, HOSTILE.entity, HOSTILE.secret].join('\n'),
    required_fix: HOSTILE.link,
    ...change,
  });

export const GUARD: GuardLine[] = [
  {
    at: '2026-09-21T09:20:00.000Z',
    session: null,
    tool: 'Bash',
    verdict: 'ask',
    category: 'deletion',
    kind: 'delete',
    subject: `rm -rf ${HOSTILE.title}`,
  },
];
