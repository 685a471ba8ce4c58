/** The part about planning documents that changed since the last sync. */
import type { DocumentChange } from '../../plan/sync/changes.js';
import { fenced, named } from '../../say/packet-text.js';
import type { PacketInput } from './input.js';

/** Room for the differences; each document is in the packet, so one that does not fit is only named. */
const MOST_CHARACTERS = 12_000;

const ABOUT =
  'What Codex approved or the user settled last is the earlier side. The task and the plan that was reported decide; ' +
  'a change here that contradicts them is worth a finding.';

/** Every changed document with what the change is about, and the differences as far as there is room. */
export function syncedText({ document_changes: changes, boundary }: PacketInput): string {
  if (!changes || changes.length === 0) return 'none';
  let left = MOST_CHARACTERS;
  const blocks = changes.flatMap((change): string[] => {
    if (change.diff === '') return [];
    if (change.diff.length > left) return [`${change.document}: the difference is too long to be shown here.`];
    left -= change.diff.length;
    return [fenced(boundary, `changes of ${change.document} since the last sync`, change.diff)];
  });
  return [ABOUT, ...changes.map(headline), ...blocks].join('\n');
}

function headline({ document, how, kinds, impact, renamed_to: to, sections }: DocumentChange): string {
  const headings = sections.slice(0, 10).map(({ heading }) => named(heading.slice(0, 80)));
  const where = headings.length === 0 ? '' : `, sections ${headings.join(', ')}`;
  const moved = to === null ? '' : `, now ${named(to)}`;
  return `- ${document}: ${how}, ${kinds.join(' and ')}, impact ${impact}${moved}${where}`;
}
