/** Runs the verification commands of a plan and the project's own checks, as checks of a gate run: in a clean copy. */
import type { Verified } from '../../core/cto/model.js';
import { checksFor, lineOf, wordsOf } from '../../core/install/wizard/command-lines.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import { withCopyClaimed } from '../../io/copy/claim.js';
import { verificationFolder } from '../../io/cto/store.js';
import { diffTrees } from '../../io/git/diff.js';
import type { TreeName } from '../../io/git/tree-name.js';
import { makeFolder } from '../../io/ground/files.js';
import type { Check, CheckResult } from '../../io/review/checks.js';
import { makeScratch } from '../../io/run/run-trace.js';
import type { Context } from '../context.js';
import { placesOfChecks } from '../review/checks/places.js';
import type { ConfiguredProject } from '../task/place.js';
import { judgeHere, type OpenCto, presentTree } from './place.js';

/** The verification commands of a run about which the guard asks, and which the user did not allow. */
export const unallowedCommands = ({ project, reading: { state } }: OpenCto): string[] =>
  askedCommands(project, state.plan?.verification ?? []).filter((line) => !state.allowed.includes(line));

/** The commands about which the guard asks. */
export function askedCommands(project: ConfiguredProject, lines: readonly string[]): string[] {
  const judge = judgeHere(project);
  return lines.filter((line) => judge(line) === 'ask');
}

/**
 * Runs all of them on the present content; one that the guard denies now does not run, and did not pass.
 *
 * @returns how they ended, and the content on which they ran; refused when one changed the content
 * @throws Problem `check-copy-busy`
 */
export async function runVerification(
  context: Context,
  cto: OpenCto,
): Promise<{ verified: Verified[]; tree: TreeName } | { refused: Notice }> {
  const { project, reading } = cto;
  const judge = judgeHere(project);
  const lines = reading.state.plan?.verification ?? [];
  const denied = lines.filter((line) => judge(line) === 'deny' || wordsOf(line) === null);
  const checks = checksOf(
    project,
    lines.filter((line) => !denied.includes(line)),
  );
  const tree = await presentTree(project);
  const { ran, changed } = await runIn(context, cto, checks, tree);
  if (changed.length > 0) return { refused: notice('checks-changed-tree', { paths: changed.slice(0, 20).join(', ') }) };
  const refused = denied.map((command) => ({ command, passed: false, how: 'denied', tail: '', output_digest: '' }));
  return { verified: [...ran, ...refused], tree };
}

/** The commands of the plan, then the checks that the project requires and the plan does not name. */
function checksOf({ config }: ConfiguredProject, lines: readonly string[]): Check[] {
  const proposed = checksFor(lines, config.testing.commands);
  const own = config.testing.commands.filter(
    (check) => check.required && !proposed.some(({ run }) => lineOf(run) === lineOf(check.run)),
  );
  return [...proposed, ...own];
}

async function runIn(
  context: Context,
  { project, reading }: OpenCto,
  commands: Check[],
  tree: TreeName,
): Promise<{ ran: Verified[]; changed: string[] }> {
  const { runChecks } = await import('../../io/review/checks.js');
  const outputDir = verificationFolder(reading.place, reading.state.reviews.length + 1);
  makeFolder(outputDir);
  return withCopyClaimed(project.stateDir, project.repository, async (trace) => {
    makeScratch(trace);
    const places = await placesOfChecks(context, project, tree, commands);
    const { results } = await runChecks({
      ...{ commands, outputDir, trace },
      cwd: project.paths.project,
      place: places.place,
      env: context.env,
      onStart: (check, number, of) => context.say(notice('check-running', { name: lineOf(check.run), number, of })),
      onEnd: (result) => context.say(endedNotice(result)),
    });
    const after = await presentTree(project);
    const moved =
      after.digest === tree.digest ? [] : (await diffTrees(project.repository, tree.tree, after.tree)).files;
    const changed = [...moved.map(({ path }) => path), ...(await places.changes())];
    return { ran: results.map((result, index) => verifiedOf(commands[index], result)), changed };
  });
}

const howOf = ({ problem, exit_code, signal }: CheckResult): string => problem ?? `exit ${exit_code ?? signal ?? '-'}`;

const verifiedOf = (check: Check | undefined, result: CheckResult): Verified => ({
  command: redact(lineOf(check?.run ?? [result.name])),
  passed: result.passed,
  how: howOf(result),
  tail: result.tail,
  output_digest: result.output_digest,
});

function endedNotice(result: CheckResult): Notice {
  const seconds = Math.round(result.duration_ms / 100) / 10;
  return result.passed
    ? notice('check-passed', { name: result.name, seconds })
    : notice('check-not-passed', { name: result.name, how: howOf(result), seconds });
}
