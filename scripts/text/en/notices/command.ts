import type { Notices } from '../../types/notices.js';

/** The command line itself. */
export const command = {
  'unknown-verb': ({ verb, nearest }) =>
    `There is no verb "${verb}".${nearest === null ? '' : ` Did you mean "${nearest}"?`}`,
  'bad-usage': ({ verb, detail, unknown }) => {
    if (unknown === undefined) return `Wrong usage of "${verb}": ${detail}`;
    const hint = unknown.nearest === null ? '' : ` Did you mean "${unknown.nearest}"?`;
    return `The verb "${verb}" does not know "${unknown.word}".${hint} It takes: ${detail}`;
  },
  'export-written': ({ file }) => `Written: ${file}`,
  'export-in-change': ({ file }) =>
    `${file} lies in the work tree, and git does not ignore it, so it is part of the change under review: what was ` +
    'approved before no longer matches until the file is gone or ignored. Without --output, html writes elsewhere.',
  'export-in-the-way': ({ file }) =>
    `${file} exists and is not the unchanged result of an earlier export, so it was left as it is. ` +
    'Choose another name, or move it away.',
  'export-not-opened': ({ file, program }) =>
    `${file} was written, but ${program} could not open it. Open it yourself.`,
} satisfies Partial<Notices>;
