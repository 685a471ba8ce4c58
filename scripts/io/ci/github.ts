/**
 * What GitHub tells a job, and where the job leaves its results (docs.github.com: variables, workflow commands). The
 * event holds words of the pull request's author; only commit ids are taken from it.
 */
import { appendFileSync } from 'node:fs';
import { fieldAt, parseJson, textAt } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import { errorCode, readIfThere, sizeOf } from '../ground/files.js';

export interface NamedCommits {
  base: string;
  head: string;
}

/** Events are far smaller; a larger file is not read. */
const LARGEST_EVENT = 5_000_000;

/** Whether this runs as a step of a GitHub job, which reads workflow commands from the output. */
export const isGitHubJob = (env: NodeJS.ProcessEnv): boolean => env['GITHUB_ACTIONS'] === 'true';

/**
 * The two commits of the pull request, or of the group in a merge queue, that this job is about; null where there is no
 * event.
 *
 * @throws Problem ci-event-broken
 */
export function commitsOfEvent(env: NodeJS.ProcessEnv): NamedCommits | null {
  const file = env['GITHUB_EVENT_PATH'];
  if (!file) return null;
  if (sizeOf(file) > LARGEST_EVENT)
    throw new Problem(notice('ci-event-broken', { file, detail: `> ${LARGEST_EVENT}` }), 2);
  const text = readIfThere(file);
  if (text === null) return null;
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Problem(notice('ci-event-broken', { file, detail: parsed.fault }), 2);
  const pull = fieldAt(parsed.value, 'pull_request');
  const group = fieldAt(parsed.value, 'merge_group');
  if (pull === undefined && group === undefined) return null;
  const base = textAt(pull, 'base', 'sha') ?? textAt(group, 'base_sha') ?? '';
  const head = textAt(pull, 'head', 'sha') ?? textAt(group, 'head_sha') ?? '';
  if (isId(base) && isId(head)) return { base, head };
  throw new Problem(notice('ci-event-broken', { file, detail: 'base.sha, head.sha' }), 2);
}

const isId = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/**
 * Adds to the job's summary and outputs, where the job has them.
 *
 * @param outputs names and values without line breaks
 * @returns the code of the system's error; null when it worked
 */
export function leaveResults(
  env: NodeJS.ProcessEnv,
  { summary, outputs }: { summary: string; outputs: Readonly<Record<string, string>> },
): string | null {
  try {
    const page = env['GITHUB_STEP_SUMMARY'];
    if (page) appendFileSync(page, `${summary}\n`);
    const file = env['GITHUB_OUTPUT'];
    const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value.replaceAll(/[\r\n]/g, ' ')}\n`);
    if (file) appendFileSync(file, lines.join(''));
    return null;
  } catch (error) {
    return errorCode(error);
  }
}
