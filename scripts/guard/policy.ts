/**
 * What the project's settings say about the guard (`safety` in config.json), and the verdict on a finding under them.
 */
import { CATEGORIES, type Category, type Finding, type Policy, type Verdict } from './model.js';
import { DISPOSABLE } from './rules/files/disposable.js';

export const PROTECTED_BRANCHES: readonly string[] = [
  'main',
  'master',
  'trunk',
  'develop',
  'production',
  'release',
  'release/*',
  'release-*',
  'stable',
];

/** The five switches that configurations have had since 0.1, and the categories that each stands for. */
const SWITCHES: Readonly<Record<string, readonly Category[]>> = {
  pause_on_real_secrets: ['secrets'],
  pause_on_production_access: ['deploy', 'database'],
  pause_on_real_money: ['money'],
  pause_on_destructive_commands: [
    'destructive-delete',
    'disk-damage',
    'permissions',
    'history-rewrite',
    'lost-work',
    'remote-deletion',
  ],
};

const isVerdict = (value: unknown): value is Verdict => value === 'ask' || value === 'deny' || value === 'allow';
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/**
 * The policy of a config.json, which may be invalid: parts that are not understood are ignored.
 *
 * @param config the file's value
 */
export function policyOf(config: unknown): Policy {
  const safety: unknown = Object(Object(config)['safety']);
  const guard: unknown = Object(Object(safety)['guard']);
  const verdicts: Partial<Record<Category, Verdict>> = {};
  for (const [name, categories] of Object.entries(SWITCHES)) {
    if (Reflect.get(Object(safety), name) === false) for (const category of categories) verdicts[category] = 'allow';
  }
  for (const category of CATEGORIES) {
    const said: unknown = Reflect.get(Object(guard), category);
    if (isVerdict(said)) verdicts[category] = said;
  }
  const branches: unknown = Object(safety)['protected_branches'];
  return {
    verdicts,
    patterns: patternsOf(Object(safety)['patterns']),
    disposable: [...DISPOSABLE, ...texts(Object(safety)['disposable_paths'])],
    protectedBranches: Array.isArray(branches) ? texts(branches) : PROTECTED_BRANCHES,
  };
}

function patternsOf(value: unknown): Policy['patterns'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const [match, category, verdict]: unknown[] = [
      Object(one)['match'],
      Object(one)['category'],
      Object(one)['verdict'],
    ];
    const known = CATEGORIES.find((name) => name === category);
    return typeof match === 'string' && known !== undefined && isVerdict(verdict)
      ? [{ match, category: known, verdict }]
      : [];
  });
}

/** The verdict on a finding: what the project says; otherwise ask, or deny if the finding is grave. */
export function verdictOf({ category, grave = false }: Finding, { verdicts }: Pick<Policy, 'verdicts'>): Verdict {
  return verdicts[category] ?? (grave ? 'deny' : 'ask');
}

const STRICTNESS: Readonly<Record<Verdict, number>> = { allow: 0, ask: 1, deny: 2 };

/** Whether the second of two `safety` values of config.json asks less than the first. */
export function loosensGuard(before: unknown, after: unknown): boolean {
  const [old, fresh] = [policyOf({ safety: before }), policyOf({ safety: after })];
  const weaker = CATEGORIES.some((category) =>
    [false, true].some((grave) => {
      const finding: Finding = { category, kind: 'own-pattern', subject: '', grave };
      return STRICTNESS[verdictOf(finding, fresh)] < STRICTNESS[verdictOf(finding, old)];
    }),
  );
  const key = (pattern: Policy['patterns'][number]): string => JSON.stringify([pattern.match, pattern.category]);
  const lost = old.patterns.some(
    (pattern) =>
      pattern.verdict !== 'allow' &&
      !fresh.patterns.some(
        (one) => key(one) === key(pattern) && STRICTNESS[one.verdict] >= STRICTNESS[pattern.verdict],
      ),
  );
  const allowed = fresh.patterns.some(
    (pattern) =>
      pattern.verdict === 'allow' && !old.patterns.some((one) => key(one) === key(pattern) && one.verdict === 'allow'),
  );
  return (
    weaker ||
    lost ||
    allowed ||
    fresh.disposable.some((path) => !old.disposable.includes(path)) ||
    old.protectedBranches.some((branch) => !fresh.protectedBranches.includes(branch))
  );
}
