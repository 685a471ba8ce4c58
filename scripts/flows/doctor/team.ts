/** Doctor's check of team keys; it is shown only where there is a key or a list. */
import type { Check } from '../../core/install/diagnosis.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { rightsAndTime } from '../../io/ground/inspect.js';
import { statePaths } from '../../io/ground/workspace.js';
import { readTeamKey } from '../../io/team/key.js';
import { readTrustList, trustedIn } from '../../io/team/trust-list.js';
import { signedText } from '../../render/team.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { whileLooking } from '../task/observe.js';
import type { Project } from '../task/place.js';
import { signaturesOf } from '../team/signatures.js';
import { diagnose, judged } from './check.js';
import type { TaskFound } from './task.js';

/** The user's key is readable, private and trusted, and who signed the task. */
export async function checkKeys(context: Context, project: Project, task: TaskFound | null): Promise<Check[]> {
  const { teamKey } = statePaths(project.stateDir);
  const isThere = rightsAndTime(teamKey) !== null || rightsAndTime(project.paths.trustedKeys) !== null;
  return isThere ? [await diagnose('keys', () => checked(context, project, task))] : [];
}

async function checked({ language }: Context, project: Project, task: TaskFound | null): Promise<Check> {
  const { teamKey } = statePaths(project.stateDir);
  const mode = rightsAndTime(teamKey)?.mode ?? 0;
  const isExposed = process.platform !== 'win32' && (mode & 0o077) !== 0;
  const own = readTeamKey(project.stateDir);
  const trusted = trustedIn(readTrustList(project.paths)).filter(({ revoked }) => revoked === null);
  const isListed = own !== null && trusted.some(({ id }) => id === own.id);
  const reading = task?.reading ?? null;
  const signatures = reading && (await whileLooking(project, (looked) => signaturesOf(looked, reading)));
  const facts = catalogOf(language).doctor.facts.keys({
    trusted: trusted.length,
    own: own?.id ?? null,
    signed: signatures && signedText(signatures.by, language),
  });
  const notices: Notice[] = [
    ...(isExposed ? [notice('key-exposed', { file: teamKey, dir: project.stateDir })] : []),
    ...(own !== null && !isListed ? [notice('team-key-unlisted', { id: own.id })] : []),
    ...(signatures?.notices ?? []),
  ];
  return judged('keys', facts, notices);
}
