/** `cccc ci verify | hook | pushed`: judges a pull request, or a push, by what is committed. */
import path from 'node:path';
import type { PullRequestView } from '../core/ci/model.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { hookOf, pushed } from '../flows/ci/push.js';
import { verifyPullRequest } from '../flows/ci/verify.js';
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
import { openProject, type Project } from '../flows/task/place.js';
import { commitsOfEvent, isGitHubJob, leaveResults } from '../io/ci/github.js';
import { writeDocument } from '../io/ground/files.js';
import { randomToken } from '../io/ground/signing.js';
import { annotationLines, noMoreCommands } from '../render/github/annotations.js';
import { remarksSarif } from '../render/github/sarif.js';
import { summaryMarkdown } from '../render/github/summary.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const what = subverbOf('ci', args);
  const project = await openProject(context);
  switch (what) {
    case 'verify':
      return verify(context, args, project);
    case 'hook':
      return hookOf(context, project, { remove: flag(args, 'remove'), dryRun: flag(args, 'dry-run') });
    case 'pushed':
      return pushed(project, args.positionals[1] ?? null);
    default:
      return what satisfies never;
  }
}

async function verify(context: Context, args: Arguments, project: Project): Promise<Result> {
  const { env } = context;
  const event = textOption(args, 'base') === null ? commitsOfEvent(env) : null;
  const base = textOption(args, 'base') ?? event?.base ?? null;
  if (base === null) throw new Problem(notice('ci-no-base', {}), 2);
  const view = await verifyPullRequest(project, {
    base,
    head: textOption(args, 'head') ?? event?.head ?? 'HEAD',
    accept: { attested: flag(args, 'accept-attested'), overridden: flag(args, 'accept-overridden') },
  });
  if (isGitHubJob(env)) {
    for (const line of annotationLines(view.remarks, context.language)) context.print(line);
    context.print(noMoreCommands(randomToken()));
  }
  const left = leaveResults(env, {
    summary: summaryMarkdown(view, context.language),
    outputs: { result: view.result, problems: String(problemsOf(view).length) },
  });
  const sarif = textOption(args, 'sarif');
  if (sarif !== null) {
    const log = remarksSarif(view, context.version, context.language);
    writeDocument(path.resolve(context.cwd, sarif), `${JSON.stringify(log, null, 2)}\n`);
  }
  const unwritten =
    left === null ? [] : [notice('folder-refused', { dir: env['GITHUB_STEP_SUMMARY'] ?? '', detail: left })];
  return resultOf(view, unwritten);
}

const problemsOf = ({ remarks }: PullRequestView): Notice[] =>
  remarks.filter(({ level, notice: { code } }) => level === 'error' && code !== 'ci-finding').map((one) => one.notice);

function resultOf(view: PullRequestView, more: Notice[]): Result {
  const told = [...view.remarks.map((one) => one.notice), ...more];
  if (view.result === 'failed')
    return refused([...told, notice('ci-failed', { count: problemsOf(view).length })], { data: view });
  const passed = notice('ci-passed', { assurance: view.result, by: view.by.join(', ') });
  return done([...told, passed], { data: view });
}
