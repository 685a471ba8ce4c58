/** What is wrong with a plan beside its shape: it is refused before anything starts. */
import { isSecretFile } from '../../../secrets/index.js';
import { type Notice, notice } from '../../say/notices.js';
import { MOST_WRITERS, overlapOf } from '../sessions.js';
import type { NamedPlan } from './patterns.js';

type Worker = NamedPlan['stages'][number]['workers'][number];

/** All faults of a plan, in its order. */
export function planFaults(plan: NamedPlan): Notice[] {
  const workers = plan.stages.flatMap((stage) => stage.workers);
  return [
    ...repeated(plan.stages.map(({ name }) => name)).map((name) =>
      notice('fanout-name-twice', { what: 'stage', name }),
    ),
    ...repeated(workers.map(({ name }) => name)).map((name) => notice('fanout-name-twice', { what: 'worker', name })),
    ...workers.flatMap(misplaced),
    ...(plan.web_search === true && !workers.some(({ template }) => template === 'research')
      ? [notice('fanout-web-search-unused', {})]
      : []),
    ...plan.stages.flatMap(writerFaults),
  ];
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

/** Fields that mean nothing for a worker's template. */
function misplaced({ name, template, lens, paths, verify }: Worker): Notice[] {
  const writes = template === 'implementer';
  const looks = template === 'reviewer' || template === 'option';
  const fields = [
    ...(lens !== undefined && !looks ? ['lens'] : []),
    ...(paths !== undefined && !writes ? ['paths'] : []),
    ...(verify !== undefined && !writes ? ['verify'] : []),
  ];
  return fields.map((field) => notice('fanout-field-misplaced', { worker: name, field, template }));
}

/** Writers at the same time: few, each with paths of its own, and no path that leads out. */
function writerFaults({ name, workers }: NamedPlan['stages'][number]): Notice[] {
  const writers = workers.filter(({ template }) => template === 'implementer');
  const odd = writers.flatMap((worker) =>
    (worker.paths ?? []).filter(isOdd).map((path) => notice('fanout-path-odd', { worker: worker.name, path })),
  );
  if (writers.length < 2) return odd;
  const undeclared = writers.filter(({ paths }) => paths === undefined);
  return [
    ...odd,
    ...(writers.length > MOST_WRITERS
      ? [notice('fanout-writers-many', { stage: name, count: writers.length, most: MOST_WRITERS })]
      : []),
    ...undeclared.map((worker) => notice('fanout-paths-missing', { worker: worker.name, stage: name })),
    ...writers.flatMap((one, index) => writers.slice(index + 1).flatMap((other) => overlaps(one, other))),
  ];
}

function overlaps(one: Worker, other: Worker): Notice[] {
  const shared = overlapOf(pathsOf(one), pathsOf(other));
  return shared.length === 0
    ? []
    : [notice('fanout-paths-overlap', { one: one.name, other: other.name, paths: shared.join(', ') })];
}

const pathsOf = ({ paths = [] }: Worker): string[] => paths.map(normalPath);

/** A path as trees name it: without `./` before and `/` after it; the root is ''. */
export const normalPath = (path: string): string => path.replace(/^(?:\.\/)+/, '').replace(/\/+$|^\.$/, '');

/** Only a plain path below the root can be compared with what a writer changed. */
function isOdd(path: string): boolean {
  const normal = normalPath(path);
  const parts = normal.split('/');
  const isOutside = /^(?:[\\/]|[A-Za-z]:)/.test(path) || normal.includes('\\') || parts.includes('..');
  return isOutside || /[*?[\]]/.test(normal) || (normal !== '' && parts.includes('')) || isSecretFile(normal);
}

/** Whether a changed path lies within what a writer declared; without a declaration everything does. */
export const isDeclared = (changed: string, paths: readonly string[]): boolean =>
  paths.length === 0 || paths.some((named) => named === '' || changed === named || changed.startsWith(`${named}/`));
