/** What a decision at a pause meant for each finding that was open, for the decision log. */
import type { OpenFinding, State } from '../model.js';

/** `open`: it stays open; `wrong`: the user called it wrong, and a review judges it. */
export type DecidedHow = 'accepted' | 'skipped' | 'wrong' | 'open';

export interface DecidedFinding extends Pick<OpenFinding, 'id' | 'severity' | 'title' | 'file'> {
  how: DecidedHow;
}

/** The findings that were open before the decision, in their order, with what became of each. */
export function decidedFindings(before: State, after: State, calledWrong: string | null): DecidedFinding[] {
  const closed = after.past_findings.slice(before.past_findings.length);
  return before.findings.open.map(({ id, severity, title, file, answered_by: by }) => {
    const end = closed.find((one) => one.id === id)?.how;
    const now = after.findings.open.find((one) => one.id === id);
    const isWrong = id === calledWrong || (by !== 'user' && now?.answered_by === 'user');
    const how = end === 'accepted' || end === 'skipped' ? end : isWrong ? 'wrong' : 'open';
    return { id, severity, title, file, how };
  });
}
