/** Every command that the program prints: the remedies of all notices, and what `next` says in every status. */
import { type Call, type Command, call, isCall } from '../../scripts/core/call.js';
import type { NoticeArgs, NoticeCode } from '../../scripts/core/say/notices.js';
import { REMEDY, type Remedy } from '../../scripts/core/say/remedies.js';
import { STATUSES, type Status } from '../../scripts/core/task/model.js';
import { confirmStep, nextStep } from '../../scripts/core/task/next-step.js';
import { stateIn } from './statuses.js';

const CODES = Object.keys(REMEDY).filter((name): name is NoticeCode => Object.hasOwn(REMEDY, name));

/** Arguments for any notice, one set for each way in which a remedy depends on them. */
const ARGUMENTS: readonly Record<string, unknown>[] = (['plan', 'milestone', 'final'] as const).flatMap((gate) =>
  (
    [
      ['pins-changed', 'recommended'],
      ['subject-moved', 'manual'],
      ['review-running', 'skip'],
    ] as const
  ).map(([reason, strategy]) => ({
    gate,
    reason,
    strategy,
    format: 'html',
    call: call('confirm'),
    verb: 'review',
    kind: 'cto',
    name: 'review.block_on_p1',
    file: 'docs/cccc/config.json',
    files: [{ path: 'big.bin', bytes: 1 }],
    path: 'sub',
    id: '20260301183000-ask-1f2e3d',
    backup: '2026-03-01T18-30-00.000Z',
    beside: '.claude/commands/cccc.md.new',
    dir: '.',
    filter: 'lfs',
    message: 'M1: done',
    commit: 'abc',
    there: '/home/user/.local/state/cccc',
    base: 'abc',
    seen: '1f2e3d4c',
    way: null,
  })),
);

/** The remedies of one notice, in all their forms. */
function remediesOf(code: NoticeCode): Command[] {
  const remedy = REMEDY[code] as Remedy<NoticeCode>;
  return ARGUMENTS.flatMap((args) => remedy(args as unknown as NoticeArgs[NoticeCode]) ?? []);
}

/** Code → the commands of this program that its notice names, without duplicates. */
export const REMEDIES: readonly { code: string; command: Call }[] = CODES.flatMap((code) => {
  const calls = remediesOf(code).flatMap((command) => (isCall(command) ? [command] : (command.then ?? [])));
  return unique(calls).map((command) => ({ code, command }));
});

const statuses = Object.keys(STATUSES).filter((name): name is Status => Object.hasOwn(STATUSES, name));

/** What `next` names in every status, without a task, and after settings were loosened. */
export const NEXT_COMMANDS: readonly Call[] = unique(
  [nextStep(null), confirmStep(['review.block_on_p1']), ...statuses.map((status) => nextStep(stateIn(status)))].flatMap(
    ({ run }) => run ?? [],
  ),
);

/** All of these commands, without duplicates. */
export const PRINTED: readonly Call[] = unique([...REMEDIES.map(({ command }) => command), ...NEXT_COMMANDS]);

function unique(calls: readonly Call[]): Call[] {
  return [...new Map(calls.map((command) => [JSON.stringify(command), command])).values()];
}

const SAMPLES: Readonly<Record<string, string>> = {
  session_id: '0198f2c1-1111-7000-8000-000000000001',
  task: 'Say hello, and "bye"',
  reason: 'no longer wanted',
  command: 'git push --force',
  strategy: 'skip',
  ref: 'main',
  'A-E': 'A',
  'A-D': 'A',
  'A-F': 'A',
  'what Claude should do': 'Keep the "old" API',
  file: 'answers.json',
  id: 'F-3f9c2a71d0',
  'why it is wrong': 'it is never called',
  objective: 'Add a health check',
  'objective. Results: …': 'Add a health check. Results: done',
  note: 'as planned',
  'done|blocked|failed': 'done',
  'in your words': 'Take the second way',
  name: 'Ada Lovelace',
  goal: 'Where is the "sum" rounded?',
};

/** The words of a command, with sample values in place of its placeholders. */
export function filled({ verb, words }: Call): string[] {
  return [
    verb,
    ...words.map((word) => {
      if (typeof word === 'string') return word;
      if (word.kind === 'given') return word.text;
      const sample = SAMPLES[word.text];
      if (sample === undefined) throw new Error(`no sample for <${word.text}>`);
      return sample;
    }),
  ];
}

/** The same command with its placeholders filled in. */
export function withSamples(command: Call): Call {
  const texts = filled(command).slice(1);
  const words = command.words.map((word, index) =>
    typeof word === 'string' ? word : { ...word, kind: 'given' as const, text: texts[index] ?? '' },
  );
  return { ...command, words };
}
