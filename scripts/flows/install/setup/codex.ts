/** What setup says about Codex at its end: found, which version, logged in. No token is used. */
import { type Notice, notice } from '../../../core/say/notices.js';
import type { Config } from '../../../generated/types.js';
import { tryCodex } from '../../../io/codex/preflight.js';
import { withTemporaryFolder } from '../../../io/ground/inspect.js';
import { withTemporaries } from '../../../io/run/run-trace.js';
import type { Context } from '../../context.js';
import type { Project } from '../../task/place.js';

export async function codexNotice(
  context: Context,
  { repository, stateDir }: Project,
  config: Config,
): Promise<Notice> {
  const codex = await withTemporaryFolder((folder) =>
    tryCodex(config.codex, { env: withTemporaries(context.env, folder), repository, stateDir, folder }),
  );
  return codex.kind === 'infrastructure'
    ? notice('codex-not-ready', { reason: codex.reason, detail: codex.detail })
    : notice('setup-codex-ready', { version: codex.version, login: codex.login });
}
