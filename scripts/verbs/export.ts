/** `cccc export html|markdown|sarif|json [-o FILE] [--task ID] [--open]`: a task's report, for people and tools. */
import path from 'node:path';
import type { ReportView } from '../core/report/model.js';
import type { Language } from '../core/say/language.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import type { SubverbName } from '../core/verbs.js';
import {
  type Arguments,
  type Context,
  done,
  flag,
  type Result,
  refused,
  subverbOf,
  textOption,
} from '../flows/context.js';
import { readReport } from '../flows/export/read.js';
import type { Project } from '../flows/task/place.js';
import { openFile } from '../io/export/open.js';
import { writeExport } from '../io/export/written.js';
import { isPartOfChange } from '../io/git/change/ignored.js';
import { sha256Base64 } from '../io/ground/signing.js';
import { ledgerPaths, storedPath } from '../io/ground/workspace.js';
import { reportPage } from '../render/html/page.js';
import { reportJson } from '../render/report/json.js';
import { reportMarkdown } from '../render/report/markdown.js';
import { sarifLog } from '../render/report/sarif.js';

type Format = SubverbName<'export'>;

/** A document as text, and as the value that --json shows. */
interface Rendered {
  text: string;
  content: unknown;
}

const ofValue = (content: unknown): Rendered => ({ text: `${JSON.stringify(content, null, 2)}\n`, content });
const ofText = (text: string): Rendered => ({ text, content: text });

const RENDER: Readonly<Record<Format, (view: ReportView, language: Language) => Rendered>> = {
  html: (view, language) => ofText(reportPage(view, language, sha256Base64)),
  markdown: (view, language) => ofText(reportMarkdown(view, language)),
  sarif: (view, language) => ofValue(sarifLog(view, language)),
  json: (view) => ofValue(reportJson(view)),
};

export async function run(context: Context, args: Arguments): Promise<Result> {
  const format = subverbOf('export', args);
  const output = textOption(args, 'output');
  if (flag(args, 'open') && output === '-')
    throw new Problem(notice('bad-usage', { verb: 'export', detail: '--open | --output -' }), 2);
  const report = await readReport(context, textOption(args, 'task'));
  if ('code' in report) return refused([report]);
  const { project, view, notices } = report;
  const rendered = RENDER[format](view, context.language);
  const file = fileFor(format, output, context.cwd, project, view);
  if (file !== null) {
    const isOpen = view.gates !== null && view.task.ended_at === null;
    return toFile(context, { format, file, rendered, project, notices, opens: flag(args, 'open'), isOpen });
  }
  context.print(rendered.text.trimEnd());
  // A document on the standard output is read by another program: nothing stands beside it.
  return done(context.json ? notices : [], {
    data: { format, task: view.task.id, file: null, content: rendered.content },
  });
}

/** Where the document goes; null: to the standard output. Only the page has a place of its own. */
function fileFor(
  format: Format,
  output: string | null,
  cwd: string,
  { repository }: Project,
  { task }: ReportView,
): string | null {
  if (output !== null) return output === '-' ? null : path.resolve(cwd, output);
  return format === 'html' ? ledgerPaths(repository.commonDir).report(task.id) : null;
}

interface Target {
  format: Format;
  /** An absolute path. */
  file: string;
  rendered: Rendered;
  project: Project;
  notices: Notice[];
  opens: boolean;
  /** Whether the task of this work tree is the one of the report, and goes on. */
  isOpen: boolean;
}

async function toFile(
  { cwd, env }: Context,
  { format, file, rendered, project, notices, opens, isOpen }: Target,
): Promise<Result> {
  const relative = storedPath(cwd, file);
  const shown = relative.startsWith('..') ? file : relative;
  const data = { format, file };
  if (!writeExport(ledgerPaths(project.repository.commonDir).exports, file, rendered.text))
    return refused([...notices, notice('export-in-the-way', { file: shown, format })], { data });
  const isInChange = isOpen && (await isPartOfChange(project.repository, file));
  const failed = opens ? await openFile(file, env) : null;
  return done(
    [
      ...notices,
      notice('export-written', { file: shown }),
      ...(isInChange ? [notice('export-in-change', { file: shown })] : []),
      ...(failed === null ? [] : [notice('export-not-opened', { file: shown, program: failed })]),
    ],
    { data },
  );
}
