import { counted, inSentence, quotedLines, thousands } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { delegateFault } from '../../delegate-faults.js';
import { WHY } from './sessions.js';

const STATE = { running: 'at work', complete: 'complete', partial: 'some gave no answer', failed: 'no answer' };

/** Several workers at the same time. */
export const fanout = {
  'fanout-plan-missing': ({ file }) => `There is no plan file ${file}.`,
  'fanout-plan-not-json': ({ file, detail }) => `The plan ${file} is not JSON: ${detail}`,
  'fanout-plan-shape': ({ file, at, detail }) =>
    `${inSentence(file)} does not match schemas/fanout-plan.schema.json at ${inSentence(at)}: ${inSentence(detail)}`,
  'fanout-name-twice': ({ what, name }) => `Two ${what}s of the plan are called ${name}.`,
  'fanout-field-misplaced': ({ worker, field, template }) =>
    `Worker ${worker}: "${field}" means nothing for the template ${template}.`,
  'fanout-web-search-unused': () => 'Only research workers may search the web, and the plan has none.',
  'fanout-path-odd': ({ worker, path }) =>
    `Worker ${worker}: "${inSentence(path)}" is no plain path below the root of the work tree that a worker may ` +
    'change; name files or folders, without patterns.',
  'fanout-writers-many': ({ stage, count, most }) =>
    `Stage ${stage} has ${count} implementers; at most ${most} write at the same time.`,
  'fanout-paths-missing': ({ worker, stage }) =>
    `Worker ${worker} declares no paths, and is not the only implementer of stage ${stage}: nobody could tell ` +
    'whether they change the same files.',
  'fanout-paths-overlap': ({ one, other, paths }) =>
    `Workers ${one} and ${other} would change the same files: ${inSentence(paths)}. A file has one writer.`,
  'fanout-nothing-asked': () => 'Name a plan file, or what the workers should do with --task.',
  'fanout-plan-and-flags': () =>
    'A plan file says everything itself: --task, --pattern, --lens and --verify go without one.',
  'fanout-lens-unused': ({ pattern }) => `--lens means nothing here (${pattern}): review, fix and options have lenses.`,
  'fanout-verify-unused': ({ pattern }) =>
    `--verify means nothing here (${pattern}): in fix and scout a worker writes.`,
  'fanout-started': ({ id, workers, stages, jobs }) =>
    `Fan-out ${id} has begun: ${counted(workers, 'worker')}` +
    `${stages === 1 ? '' : ` in ${stages} stages`}, ${jobs} at the same time.`,
  'fanout-running': ({ id, names }) => `Fan-out ${id} is still running${names === '' ? '' : `: ${inSentence(names)}`}.`,
  'fanout-complete': ({ workers, seconds, tokens }) =>
    `${workers === 1 ? 'The worker' : `All ${workers} workers`} answered (${seconds} s, ${thousands(tokens)} tokens).`,
  'fanout-partial': ({ answered, workers }) => `${answered} of ${workers} workers answered.`,
  'fanout-failed': () => 'No worker answered.',
  'fanout-worker-failed': ({ worker, reason, resets_at }) =>
    `No answer from ${worker}: ${delegateFault(reason)}${resets_at === '' ? '' : ` Resets ${resets_at}.`}`,
  'fanout-not-started': ({ names }) => `Not started: ${names}.`,
  'fanout-found': ({ count, agreed }) =>
    count === 0
      ? 'The reviewers found nothing.'
      : `${counted(count, 'finding')}${agreed === 0 ? '' : `, ${agreed} of them by more than one reviewer`}.`,
  'fanout-cancelled': ({ id }) => `Fan-out ${id} was cancelled.`,
  'fanout-none': ({ id }) => (id === '' ? 'There is no fan-out here.' : `There is no fan-out ${inSentence(id)}.`),
  'fanout-busy': ({ id }) => `Fan-out ${id} is still running.`,
  'fanout-discarded': ({ id }) => `Fan-out ${id} was removed, with its answers and its change.`,
  'fanout-listed': ({ id, state, workers, goal }) =>
    `${id}  ${STATE[state]}, ${counted(workers, 'worker')}  ${inSentence(goal)}`,
  'fanout-changed': ({ files, applied }) =>
    `Codex changed ${counted(files, 'file')} in copies; ` +
    (applied ? 'the change was laid on the work tree.' : 'nothing of it is in the work tree yet.'),
  'fanout-not-merged': ({ worker, path, why }) =>
    `The change of ${worker} as a whole is not merged because of ${inSentence(path)}: ${WHY[why]}.`,
  'fanout-not-verified': ({ worker, command, how, tail }) =>
    `"${inSentence(command)}" failed on the copy of ${worker} (${how}).\n${quotedLines(tail)}`.trimEnd(),
  'fanout-no-change': ({ id }) => `There is no change of ${id} that could be applied.`,
  'fanout-not-shown': ({ id }) => `The change of ${id} was not shown yet. Read it first.`,
  'fanout-elsewhere': ({ dir }) => `The fan-out belongs to ${inSentence(dir)}.`,
} satisfies Partial<Notices>;
