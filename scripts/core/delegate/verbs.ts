/** The rows of the verb table for what Codex is asked to do outside of the gated loop. */
import { bare, flag, plain, type Verb, value } from '../verb-forms.js';

const runId = { run: value('id') } as const;
const ctoPlan = {
  positionals: [{ name: 'objective', required: true, rest: true }],
  options: { model: value('model'), 'max-iterations': value('n'), 'dry-run': flag, max: value('seconds') },
} as const;

const fanoutId = [{ name: 'id', required: false }] as const;

export const DELEGATE_VERBS = {
  ask: {
    ...plain,
    access: 'writes',
    group: 'claude',
    takesText: true,
    positionals: [{ name: 'goal', required: true, rest: true }],
    options: {
      file: { type: 'string', value: 'file', multiple: true },
      'read-only': flag,
      role: value('scout|writer|reviewer|debugger'),
      reasoning: value('low|medium|high'),
      model: value('model'),
      session: value('id'),
      sandbox: value('sandbox'),
      verify: value('command'),
      timeout: value('seconds'),
      'idle-timeout': value('seconds'),
      max: value('seconds'),
    },
    subverbs: {
      wait: { positionals: [{ name: 'id', required: false }], options: { max: value('seconds') } },
      cancel: { ...bare, positionals: [{ name: 'id', required: false }] },
      list: bare,
      show: { ...bare, positionals: [{ name: 'id', required: false }] },
      apply: { positionals: [{ name: 'id', required: true }], options: { 'dry-run': flag } },
      discard: { ...bare, positionals: [{ name: 'id', required: true }] },
    },
    humanOnly: ['--sandbox=danger-full-access'],
    usageExit: 64,
  },
  broker: {
    ...plain,
    access: 'writes',
    group: 'claude',
    usageExit: 64,
    subverbs: {
      start: {
        positionals: [{ name: 'goal', required: true, rest: true }],
        options: {
          file: { type: 'string', value: 'file', multiple: true },
          reasoning: value('low|medium|high'),
          model: value('model'),
          session: value('id'),
          'idle-timeout': value('seconds'),
        },
      },
      send: {
        positionals: [
          { name: 'id', required: true },
          { name: 'text', required: false, rest: true },
        ],
        options: { interrupt: flag },
      },
      status: { ...bare, positionals: [{ name: 'id', required: false }] },
      summary: { ...bare, positionals: [{ name: 'id', required: false }] },
      wait: { positionals: [{ name: 'id', required: false }], options: { max: value('seconds') } },
      logs: { positionals: [{ name: 'id', required: false }], options: { follow: flag } },
      stop: { ...bare, positionals: [{ name: 'id', required: false }] },
      list: bare,
    },
  },
  fanout: {
    ...plain,
    access: 'writes',
    group: 'claude',
    takesText: true,
    positionals: [{ name: 'plan', required: false }],
    options: {
      task: { type: 'string', value: 'text', multiple: true },
      pattern: value('review|fix|scout|sections|research|options'),
      lens: { type: 'string', value: 'lens', multiple: true },
      verify: value('command'),
      jobs: value('n'),
      'web-search': flag,
      model: value('model'),
      reasoning: value('low|medium|high'),
      timeout: value('seconds'),
      'idle-timeout': value('seconds'),
      tokens: value('n'),
      'total-timeout': value('seconds'),
      'total-tokens': value('n'),
      'dry-run': flag,
      max: value('seconds'),
    },
    subverbs: {
      wait: { positionals: fanoutId, options: { max: value('seconds') } },
      status: { ...bare, positionals: fanoutId },
      cancel: { ...bare, positionals: fanoutId },
      list: bare,
      show: { ...bare, positionals: fanoutId },
      apply: { positionals: [{ name: 'id', required: true }], options: { 'dry-run': flag } },
      discard: { ...bare, positionals: [{ name: 'id', required: true }] },
    },
    usageExit: 64,
  },
  cto: {
    ...plain,
    ...ctoPlan,
    access: 'writes',
    group: 'claude',
    takesText: true,
    subverbs: {
      plan: ctoPlan,
      status: { ...bare, options: runId },
      report: {
        positionals: [{ name: 'task', required: true }],
        options: { outcome: value('done|blocked|failed'), note: value('text'), ...runId },
      },
      review: {
        positionals: [{ name: 'results', required: true, rest: true }],
        options: { model: value('model'), 'dry-run': flag, max: value('seconds'), ...runId },
      },
      wait: { ...bare, options: { max: value('seconds'), ...runId } },
      cancel: { ...bare, options: runId },
      allow: { ...bare, options: runId },
      continue: { ...bare, options: runId },
    },
    humanOnly: ['allow', 'continue'],
  },
} as const satisfies Record<string, Verb>;
