import type { CardsWords } from '../../types/views/cards.js';

export const cards: CardsWords = {
  question: 'Question',
  ownWords: 'in your own words',
  decision: (gate, reason) => `You decide at the ${gate} gate: ${reason}.`,
  paused: (reason) => `You decide whether and how to go on: ${reason}.`,
  tooLarge: 'You decide: the milestone is larger than its limits.',
  secret: (places) =>
    `You decide: the change adds what looks like a real secret, ${places}. ` +
    'Nothing of it was sent; do not tell its value to anyone.',
  secretGone: 'the secret is no longer in the change but set locally, in a variable or an ignored file; review again',
  stopped: (status, reason) => `You decide (${status}): ${reason}.`,
  never:
    'No choice allows real money, mainnet, real keys, production or irreversible destruction. ' +
    'The verdict stays on record.',
  reviewAgain: {
    free: 'Codex reviews the same content once more; this costs no round',
    changed: 'Codex reviews it again: with --confirm as it is, without it only after the content has changed',
    unusable: 'the review runs again; you may change the work first',
  },
  dependents: (names) => `; these depend on it and are not done either: ${names}`,
  abandon: 'the task ends unfinished; your files stay, and the next task reviews them',
  unusable: (gate, reason, detail) =>
    `You decide at the ${gate} gate: ${reason} (${detail}). This is no verdict, and no round was spent. ` +
    'Another model or effort under codex in docs/cccc/config.json may help.',
  findings: 'Open findings:',
  past: 'Closed findings (does an open one ask for the opposite?):',
  how: { resolved: 'resolved', withdrawn: 'withdrawn', accepted: 'accepted as a risk', skipped: 'skipped' },
  required: 'required',
  round: (round) => `round ${round}`,
  withheld: (ids) => `Accepting the risk and skipping are not offered: ${ids} (a P0, or a P1 about security).`,
  dangerous: "Accepting the risk is not offered: Codex's last word is that this is unsafe or a sensitive operation.",
  consequences: {
    recommended: 'continue where it stopped; a milestone that is too large must be made smaller first',
    conservative: 'the same, but the task pauses again after the next accepted milestone',
    'record-risk': 'the same, with a risk on record in your words; reviewers read it, and finish names it',
    'free-input': 'you say in your own words how to go on; Claude follows them, and reviews stay due',
    'set-locally': 'you have set the secret outside the project, such as in a variable; its value is told to no one',
    'local-test': 'you say why it is only a safe local test; Codex reads your words at its review, and judges',
    wrong: 'you say why a finding is wrong; a fresh review hears both sides before anything is fixed',
    replan: 'Claude writes a new plan that keeps the open findings; Codex reviews it',
    'safe-alternative': 'Claude reaches the goal without what was refused; Codex reviews the result',
    manual: 'you fix it by hand while Claude waits; when you resume, one more round follows',
    'extend-review': 'Claude gets one more fix attempt and one more round',
    'accept-risk': 'continue with these findings on record; the gate always shows "overridden", never "open"',
    'accept-size': 'this milestone may exceed its size limit once; Codex still reviews it',
    mock: 'Claude replaces it with a mock or a fixture; the change is reviewed again',
    'not-a-secret': 'it is not a secret: you are not asked about these values again',
    skip: 'the milestone is skipped and never accepted; its changes are reviewed with the next milestone',
  },
  optionTaken: (option) => `the answer is ${option}, as recommended`,
  ask: (names, fallback) =>
    `${names}\nYour choice (name or number; Enter: ${fallback === null ? 'stay paused' : fallback}):`,
  askAnswer: 'Your answer (letter or your own words; Enter: leave it open):',
  askFinding: (ids) => `Which finding is wrong (${ids})?`,
  askWords: (strategy) =>
    ({ 'record-risk': 'Which risk?', 'local-test': 'Why is it only a safe local test?', wrong: 'Why is it wrong?' })[
      String(strategy)
    ] ?? 'How to go on?',
  decided: 'The user decided',
  said: "in the user's words",
};
