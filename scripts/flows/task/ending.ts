/** What a task leaves undone or accepted without a pass, as `finish` and `show` say it. */
import { type Notice, notice } from '../../core/say/notices.js';
import { type Ending, riskName, stopName } from '../../core/task/views/ending.js';

/** What is not done, or not by a pass: a task that ends must not hide it. */
export function endingNotices({ not_done: notDone, risks, overridden, stopped }: Ending): Notice[] {
  return [
    ...(notDone.length > 0 ? [notice('milestones-not-done', { milestones: notDone })] : []),
    ...(risks.length > 0
      ? [notice('risks-accepted', { count: risks.length, names: risks.map(riskName).join('; ') })]
      : []),
    ...(overridden.length > 0 ? [notice('risks-overridden', { gates: overridden.join(', ') })] : []),
    ...(stopped.length > 0 ? [notice('verdicts-stopped', { names: stopped.map(stopName).join(', ') })] : []),
  ];
}
