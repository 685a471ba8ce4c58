/** What makes a plan, or the tasks of a review, unusable. Pure: the guard's verdict is passed in. */
import type { CtoPlan, CtoTask } from '../../generated/types.js';
import { programWords } from '../../guard/index.js';
import { isPlain } from '../say/packet-text.js';
import type { FaultCode } from './fault-codes.js';

/** `subject`: the task, the command, or the tasks of a cycle; `detail` says more. */
export interface CtoFault {
  code: FaultCode;
  subject: string;
  detail: string;
}

export const fault = (code: FaultCode, subject: string, detail = ''): CtoFault => ({ code, subject, detail });

/** The guard's verdict on a command line. */
export type JudgeCommand = (line: string) => 'silent' | 'ask' | 'deny';

/** Everything that is wrong with a plan; empty when it can be followed. */
export function planFaults(plan: CtoPlan, judge: JudgeCommand): CtoFault[] {
  return [
    ...(plan.tasks.length === 0 ? [fault('no-tasks', '')] : []),
    ...taskFaults(plan.tasks, judge),
    ...(plan.verification.length === 0 ? [fault('nothing-to-verify', '')] : []),
    ...plan.verification.flatMap((line) => commandFaults(line, line, judge, true)),
  ];
}

/** Everything that is wrong with a list of tasks as a whole. */
export const taskFaults = (tasks: readonly CtoTask[], judge: JudgeCommand): CtoFault[] => [
  ...tasks.flatMap((task, index) => idFaults(task.id, tasks.slice(0, index))),
  ...tasks.flatMap((task) => targetFaults(task, judge)),
  ...tasks.flatMap((task) => unknownDependencies(task, tasks)),
  ...cycles(tasks),
];

function idFaults(id: string, before: readonly CtoTask[]): CtoFault[] {
  if (!/^[A-Za-z0-9][\w.-]{0,39}$/.test(id)) return [fault('id-unusable', id.slice(0, 60))];
  return before.some((task) => task.id === id) ? [fault('id-duplicate', id)] : [];
}

function targetFaults({ id, action, target }: CtoTask, judge: JudgeCommand): CtoFault[] {
  if (target.trim() === '') return [fault('target-missing', id)];
  switch (action) {
    case 'create_file':
    case 'modify_file':
    case 'delete_file':
      return pathFaults(id, target);
    case 'run_command':
    case 'verify':
      return commandFaults(id, target, judge, false);
    default:
      return action satisfies never;
  }
}

/** Folders of this program and of git: what is done there is not reviewed. */
const RESERVED = /^(?:\.git|\.codex-cto|docs\/cccc)(?:\/|$)/i;

function pathFaults(id: string, target: string): CtoFault[] {
  const parts = target.replace(/^(?:\.\/)+/, '').split('/');
  const isOutside = /^(?:[/\\~]|[A-Za-z]:)/.test(target) || target.includes('\\') || parts.includes('..');
  if (isOutside || !isPlain(target)) return [fault('target-outside', id, target)];
  const normal = parts.filter((part) => part !== '.' && part !== '').join('/');
  return RESERVED.test(normal) ? [fault('target-reserved', id, target)] : [];
}

function commandFaults(subject: string, line: string, judge: JudgeCommand, runsHere: boolean): CtoFault[] {
  if (judge(line) === 'deny') return [fault('command-denied', subject, line)];
  return runsHere && programWords(line.trim()) === null ? [fault('command-needs-shell', subject, line)] : [];
}

const unknownDependencies = ({ id, dependencies }: CtoTask, tasks: readonly CtoTask[]): CtoFault[] =>
  dependencies
    .filter((name) => !tasks.some((task) => task.id === name))
    .map((name) => fault('dependency-unknown', id, name));

function cycles(tasks: readonly CtoTask[]): CtoFault[] {
  const dependencies = new Map(tasks.map((task) => [task.id, task.dependencies]));
  const settled = new Set<string>();
  const found: CtoFault[] = [];
  const visit = (id: string, path: string[]): void => {
    const at = path.indexOf(id);
    if (at >= 0) found.push(fault('dependency-cycle', [...path.slice(at), id].join(' → ')));
    if (at >= 0 || settled.has(id)) return;
    for (const next of dependencies.get(id) ?? []) visit(next, [...path, id]);
    settled.add(id);
  };
  for (const { id } of tasks) visit(id, []);
  return found;
}
