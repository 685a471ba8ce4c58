import type { GatesWords } from '../../types/views/gates.js';

export const gates: GatesWords = {
  reasons: {
    'not-reviewed': 'no review has approved this content',
    'pins-changed': 'pinned settings changed, and the user has not confirmed it',
    'documents-changed': 'planning documents were changed by hand, and the user has not settled it',
    'plan-voided': 'the user asked for a new plan',
    'plan-changed': 'the planning documents changed after their approval',
    'base-moved': 'the base moved (merge, rebase or pull)',
    'content-changed': 'the work tree changed after its approval',
    'other-milestone': 'the approval is for another milestone',
    'receipt-invalid': 'the receipt is not valid',
    'receipt-attested': 'the receipt is attested only: its raw record or the signing key is missing',
    'review-running': 'the review is running',
    'checks-failed': 'a required check failed',
    'checks-not-run': 'the checks have not run on this milestone yet',
    'checks-other-tree': 'the checks ran on content that has changed since',
    'safety-pause': 'the task is in a safety pause',
  },
  job: 'job',
  receipt: 'receipt',
  byHuman: "the user's decision, no review",
  noAssurance: 'no receipt',
  noChecks: 'none configured: nothing but Codex looks at this work (testing.commands in docs/cccc/config.json)',
  exit: 'exit',
  ranInPlace: ({ reason }) => `ran in place because ${reason}`,
  inPlace: {
    configured: 'the settings say so',
    onlyThere: ({ how }) => `it passes only in the work tree (in the copy: ${how})`,
    leadsBack: ({ file }) => `${file} leads into the work tree`,
  },
  optional: 'not required',
};
