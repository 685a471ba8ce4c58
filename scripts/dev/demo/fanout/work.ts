/** The work of the fan-out demo: what its reviewers find, and what the writing worker changes. */
import type { WorkerFindings } from '../../../generated/types.js';

export const TASK = 'Nobody who imports UNITS may change it for everybody else: review src/units.js';
export const LENSES = ['correctness', 'safety'] as const;
export const VERIFY = 'node --test';

/** What the user types after the name of the skill. */
export const CALL = [
  `fanout --pattern fix --task "${TASK}"`,
  ...LENSES.map((lens) => `--lens ${lens}`),
  `--verify "${VERIFY}"`,
].join(' ');

type Finding = WorkerFindings['findings'][number];

const OPEN: Record<(typeof LENSES)[number], Finding> = {
  correctness: {
    severity: 'P2',
    title: 'UNITS can be changed by everybody who imports it',
    file: 'src/units.js',
    line: 2,
    evidence: 'export const UNITS = { … }: the binding is constant, its fields are not.',
    fix: 'Freeze the object.',
    rewrite: null,
  },
  safety: {
    severity: 'P1',
    title: 'The exported UNITS object can be changed by any importer',
    file: 'src/units.js',
    line: 2,
    evidence: 'UNITS.h = 1 in one module changes every conversion of the process.',
    fix: 'Freeze the object that is exported.',
    rewrite: 'export const UNITS = Object.freeze({ … });',
  },
};

/** What a reviewer says of the file as it read it. */
export function reviewOf(lens: string, code: string): WorkerFindings {
  const finding = Object.entries(OPEN).find(([name]) => name === lens)?.[1];
  const isOpen = !code.includes('Object.freeze');
  return {
    summary: isOpen ? 'The object is open to changes.' : 'The object is frozen.',
    findings: isOpen && finding !== undefined ? [finding] : [],
    not_judged: null,
  };
}

/** The command with which the writing worker freezes the object. */
export const FREEZE =
  "sed -i.old -e 's/= {/= Object.freeze({/' -e 's/};$/});/' tree/src/units.js && rm tree/src/units.js.old";
