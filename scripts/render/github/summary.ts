/** The summary of a job: what was judged, with which result, and why. */
import type { PullRequestView, Remark } from '../../core/ci/model.js';
import type { Language } from '../../core/say/language.js';
import { visible } from '../../core/say/packet-text.js';
import { oneLine } from '../../core/say/plain.js';
import { redact } from '../../core/say/redact.js';
import { catalogOf } from '../../text/catalog.js';
import { sentence } from '../say.js';

/** More lines than this would not be read, and a summary may hold 1 MiB. */
const MOST = 50;

/** Markdown. */
export function summaryMarkdown(view: PullRequestView, language: Language): string {
  const { summary } = catalogOf(language).team;
  const isFinding = ({ notice }: Remark): boolean => notice.code === 'ci-finding';
  const problems = view.remarks.filter((one) => one.level === 'error' && !isFinding(one));
  const remarks = view.remarks.filter((one) => one.level !== 'error' && !isFinding(one));
  const mark = view.result === 'failed' ? '❌' : view.result === 'attested' ? '⚠️' : '✅';
  const by = view.by.length === 0 ? '' : ` · ${view.by.map(code).join(', ')}`;
  return [
    `## ${summary.title}`,
    '',
    `${mark} **${summary.result[view.result]}**${by}`,
    '',
    `| ${summary.base} | ${summary.head} | ${summary.task} |`,
    '| --- | --- | --- |',
    `| ${code(view.base.slice(0, 12))} | ${code(view.head.slice(0, 12))} | ${tasksOf(view)} |`,
    ...section(summary.problems, problems, language),
    ...section(summary.remarks, remarks, language),
    ...section(summary.findings, view.remarks.filter(isFinding), language),
    '',
  ].join('\n');
}

const tasksOf = ({ tasks }: PullRequestView): string =>
  tasks.map(({ text }) => code(oneLine(text, 120))).join(', ') || '–';

function section(title: string, remarks: readonly Remark[], language: Language): string[] {
  if (remarks.length === 0) return [];
  const { summary } = catalogOf(language).team;
  const shown = remarks.slice(0, MOST).map((one) => `- ${place(one)}${plain(sentence(one.notice, language))}`);
  const more = remarks.length > MOST ? [`- ${summary.more(remarks.length - MOST)}`] : [];
  return ['', `### ${title}`, '', ...shown, ...more];
}

const place = ({ notice, file, line }: Remark): string =>
  notice.code === 'ci-finding' && file !== null ? `${code(line === null ? file : `${file}:${line}`)} ` : '';

/** Words of others as text of one line: no mark-up, no mention, no link. */
const plain = (text: string): string =>
  oneLine(visible(redact(text)), 600)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#!|~]/g, (mark) => `\\${mark}`)
    .replaceAll('@', '@\u200b')
    .replaceAll('://', ':\u200b//');

/** A code span that its content cannot close, also within a table. */
const code = (text: string): string =>
  `\`${visible(redact(oneLine(text, 200)))
    .replaceAll('`', "'")
    .replaceAll('|', '¦')}\``;
