/** The plan of a fan-out: read from a file, or made from the options of the command line. */
import path from 'node:path';
import { planFaults } from '../../../core/delegate/fanout/faults.js';
import {
  hasLenses,
  hasWriter,
  isPattern,
  type NamedPlan,
  type Pattern,
  stagesOf,
  withNames,
} from '../../../core/delegate/fanout/patterns.js';
import { parseJson, withoutBom } from '../../../core/json.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import type { FanoutPlan } from '../../../generated/types.js';
import { validateFanoutPlan } from '../../../generated/validators.js';
import { readIfThere } from '../../../io/ground/files.js';
import { type Arguments, type Context, flag, listOption, textOption } from '../../context.js';
import { secondsOption } from '../options.js';

/** A plan that can be started, or everything that is wrong with it. */
export type ReadPlan = { plan: NamedPlan } | { faults: Notice[] };

/**
 * The plan that a command line asks for.
 *
 * @throws Problem (wrong usage) `bad-usage`, `fanout-plan-missing`, `fanout-plan-not-json`
 */
export function planOf(context: Context, args: Arguments): ReadPlan {
  const [file] = args.positionals;
  const made = file === undefined ? fromOptions(args) : fromFile(context, args, file);
  if ('faults' in made) return made;
  const plan = withNames({ ...made.plan, ...overrides(args, made.plan) });
  const faults = planFaults(plan);
  return faults.length === 0 ? { plan } : { faults };
}

type Made = { plan: FanoutPlan } | { faults: Notice[] };

function fromFile({ cwd }: Context, args: Arguments, file: string): Made {
  const isMixed = ['task', 'lens'].some((name) => listOption(args, name).length > 0);
  if (isMixed || textOption(args, 'pattern') !== null || textOption(args, 'verify') !== null)
    return { faults: [notice('fanout-plan-and-flags', {})] };
  const text = readIfThere(path.resolve(cwd, file));
  if (text === null) throw new Problem(notice('fanout-plan-missing', { file }), 64);
  const parsed = parseJson(withoutBom(text));
  if (!parsed.ok) throw new Problem(notice('fanout-plan-not-json', { file, detail: parsed.fault }), 64);
  const { value } = parsed;
  if (validateFanoutPlan(value)) return { plan: value };
  const errors = validateFanoutPlan.errors ?? [];
  return {
    faults: errors.map(({ instancePath, message, params }) =>
      notice('fanout-plan-shape', {
        file,
        at: instancePath || '/',
        detail: [message ?? '', ...namedIn(params)].join(' '),
      }),
    ),
  };
}

/** The name or the values that a fault of the schema is about, where its message does not say them. */
function namedIn(params: Record<string, unknown>): string[] {
  const { additionalProperty: name, allowedValues: values } = params;
  if (typeof name === 'string') return [`"${name}"`];
  return Array.isArray(values) ? [values.join(', ')] : [];
}

function fromOptions(args: Arguments): Made {
  const pattern = patternOf(args);
  const tasks = listOption(args, 'task').map((task) => task.trim());
  const lenses = listOption(args, 'lens').map((lens) => lens.trim());
  const verify = textOption(args, 'verify');
  const faults = [
    ...(tasks.length === 0 || tasks.includes('') ? [notice('fanout-nothing-asked', {})] : []),
    ...(lenses.length > 0 && !hasLenses(pattern) ? [notice('fanout-lens-unused', { pattern: pattern ?? '-' })] : []),
    ...(verify !== null && !hasWriter(pattern) ? [notice('fanout-verify-unused', { pattern: pattern ?? '-' })] : []),
  ];
  if (faults.length > 0) return { faults };
  const plan: unknown = { stages: stagesOf({ pattern, tasks, lenses, verify }) };
  // The same limits as for a file: how many workers, how long a lens.
  return validateFanoutPlan(plan)
    ? { plan }
    : { faults: [notice('bad-usage', { verb: 'fanout', detail: validateFanoutPlan.errors?.[0]?.message ?? '' })] };
}

function patternOf(args: Arguments): Pattern | null {
  const pattern = textOption(args, 'pattern');
  if (pattern === null || isPattern(pattern)) return pattern;
  throw wrongValue('--pattern <review|fix|scout|sections|research|options>');
}

/** What options say counts before what a plan file says. */
function overrides(args: Arguments, { limits }: FanoutPlan): Partial<FanoutPlan> {
  const given = {
    worker_seconds: secondsOption('fanout', args, 'timeout'),
    idle_seconds: secondsOption('fanout', args, 'idle-timeout'),
    total_seconds: secondsOption('fanout', args, 'total-timeout'),
    worker_tokens: countOption(args, 'tokens'),
    total_tokens: countOption(args, 'total-tokens'),
  };
  const set = Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const jobs = countOption(args, 'jobs');
  if (jobs !== null && jobs > MOST_JOBS) throw wrongValue(`--jobs <1-${MOST_JOBS}>`);
  const model = textOption(args, 'model');
  return {
    limits: { ...limits, ...set },
    ...(jobs === null ? {} : { jobs }),
    ...(model === null ? {} : { model }),
    ...effortOf(args),
    ...(flag(args, 'web-search') ? { web_search: true } : {}),
  };
}

const MOST_JOBS = 16;

function effortOf(args: Arguments): Pick<FanoutPlan, 'reasoning'> {
  const effort = textOption(args, 'reasoning');
  switch (effort) {
    case null:
      return {};
    case 'low':
    case 'medium':
    case 'high':
      return { reasoning: effort };
    default:
      throw wrongValue('--reasoning <low|medium|high>');
  }
}

function countOption(args: Arguments, name: 'jobs' | 'tokens' | 'total-tokens'): number | null {
  const text = textOption(args, name);
  if (text === null) return null;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw wrongValue(`--${name} <n>`);
  return count;
}

const wrongValue = (detail: string): Problem => new Problem(notice('bad-usage', { verb: 'fanout', detail }), 64);
