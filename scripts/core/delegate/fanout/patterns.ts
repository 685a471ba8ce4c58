/** The plans that `--pattern` and `--task` stand for. */
import type { FanoutPlan, PlannedStage, PlannedWorker } from '../../../generated/types.js';

export const PATTERNS = ['review', 'fix', 'scout', 'sections', 'research', 'options'] as const;
export type Pattern = (typeof PATTERNS)[number];
export type Template = PlannedWorker['template'];

/** Whether a word names a pattern. */
export const isPattern = (word: string): word is Pattern => PATTERNS.some((pattern) => pattern === word);

/** What the command line says; an empty list of lenses leaves the choice to the pattern. */
export interface Flags {
  pattern: Pattern | null;
  tasks: readonly string[];
  lenses: readonly string[];
  verify: string | null;
}

const REVIEW_LENSES = ['correctness', 'risks', 'clarity'];
const DIRECTIONS = ['the simplest', 'the most robust', 'an unusual one'];

/** The stages of a pattern. In a chain, every stage has the same task, and gets what the stages before it found. */
export function stagesOf({ pattern, tasks, lenses, verify }: Flags): PlannedStage[] {
  const each = (template: Template): PlannedWorker[] => tasks.map((task) => ({ template, task }));
  const through = (template: Template, usual: readonly string[]): PlannedWorker[] =>
    tasks.flatMap((task) =>
      (lenses.length > 0 ? lenses : usual).map((lens): PlannedWorker => ({ template, task, lens: [lens] })),
    );
  const acting: PlannedWorker = { template: 'implementer', task: tasks.join('\n'), ...(verify && { verify }) };
  const verifying: PlannedWorker = { template: 'verifier', task: tasks.join('\n') };
  switch (pattern) {
    case null:
      return [{ workers: each('scout') }];
    case 'sections':
      return [{ name: 'sections', workers: each('scout') }];
    case 'research':
      return [{ name: 'research', workers: each('research') }];
    case 'options':
      return [{ name: 'options', workers: through('option', DIRECTIONS) }];
    case 'review':
      return [{ name: 'review', workers: through('reviewer', REVIEW_LENSES) }];
    case 'fix':
      return [
        { name: 'review', workers: through('reviewer', REVIEW_LENSES.slice(0, 1)) },
        { name: 'fix', workers: [acting] },
        { name: 'verify', workers: [verifying] },
      ];
    case 'scout':
      return [
        { name: 'scout', workers: each('scout') },
        { name: 'act', workers: [acting] },
        { name: 'verify', workers: [verifying] },
      ];
    default:
      return pattern satisfies never;
  }
}

/** Whether a pattern looks through lenses. */
export const hasLenses = (pattern: Pattern | null): boolean =>
  pattern === 'review' || pattern === 'fix' || pattern === 'options';

/** Whether a pattern has a worker that writes. */
export const hasWriter = (pattern: Pattern | null): boolean => pattern === 'fix' || pattern === 'scout';

/** A plan in which every stage and worker has a name of its own. */
export interface NamedPlan extends Omit<FanoutPlan, 'stages'> {
  stages: { name: string; workers: (PlannedWorker & { name: string })[] }[];
}

/** Gives a name to every stage and worker that has none: `stage-1`, `reviewer-security`, `scout-2`. */
export function withNames(plan: FanoutPlan): NamedPlan {
  const stages = new Set(plan.stages.flatMap(({ name }) => name ?? []));
  const workers = new Set(plan.stages.flatMap((stage) => stage.workers.flatMap(({ name }) => name ?? [])));
  return {
    ...plan,
    stages: plan.stages.map((stage) => ({
      name: stage.name ?? free('stage', stages),
      workers: stage.workers.map((worker) => ({ ...worker, name: worker.name ?? nameFor(worker, workers) })),
    })),
  };
}

/** A worker with one short lens is called after it, the others by number. */
function nameFor({ template, lens = [] }: PlannedWorker, taken: Set<string>): string {
  const name = `${template}-${lens.join('')}`;
  if (lens.length !== 1 || !/^[a-z-]{1,40}$/.test(name) || taken.has(name)) return free(template, taken);
  taken.add(name);
  return name;
}

/** The first name of a row that is not taken; it is taken then. */
function free(word: string, taken: Set<string>): string {
  let number = 1;
  while (taken.has(`${word}-${number}`)) number += 1;
  taken.add(`${word}-${number}`);
  return `${word}-${number}`;
}
