import type { CardsWords } from '../../types/views/cards.js';

export const cards: CardsWords = {
  question: 'Question',
  ownWords: 'in your own words',
  decision: (gate, reason) => `You decide at the ${gate} gate: ${reason}.`,
  tooLarge: 'You decide: the milestone is larger than its limits.',
  secret: (places) =>
    `You decide: the change adds what looks like a real secret, ${places}. ` +
    'Nothing of it was sent; do not tell its value to anyone.',
  secretGone: 'the secret is no longer in the change but set locally, in a variable or an ignored file; review again',
  unusable: (gate, reason, detail) =>
    `You decide at the ${gate} gate: ${reason} (${detail}). This is no verdict, and no round was spent. ` +
    'Another model or effort under codex in docs/cccc/config.json may help.',
  reviewAgain: 'the review runs again; Claude may change the work or write a new plan first',
  abandon: 'the task ends unfinished; your files stay',
  findings: 'Open findings:',
  withheld: (ids) => `Accepting the risk and skipping are not offered: ${ids} (a P0, or a P1 about security).`,
  consequences: {
    recommended: 'continue where it stopped; a milestone that is too large must be made smaller first',
    manual: 'you fix it by hand; one more fix attempt and one more round follow',
    'extend-review': 'Claude gets one more fix attempt and one more round',
    'accept-risk': 'continue with these findings on record; the gate always shows "overridden", never "open"',
    'accept-size': 'this milestone may exceed its size limit once; Codex still reviews it',
    mock: 'Claude replaces it with a mock or a fixture; the change is reviewed again',
    'not-a-secret': 'it is not a secret: you are not asked about these values again',
    skip: 'the milestone is skipped and never accepted; its changes are reviewed with the next milestone',
  },
};
