/** All rows of the tables. */
import { ASKED } from './asked.js';
import { ASKED_DAILY } from './asked-daily.js';
import { ASKED_DATABASE } from './asked-database.js';
import { ASKED_DELETION } from './asked-deletion.js';
import { ASKED_DEPLOY } from './asked-deploy.js';
import { ASKED_GIT } from './asked-git.js';
import { ASKED_LOOP } from './asked-loop.js';
import { ASKED_MACHINE } from './asked-machine.js';
import { ASKED_MONEY } from './asked-money.js';
import { ASKED_NET } from './asked-net.js';
import { ASKED_OPTIONS } from './asked-options.js';
import { ASKED_PUBLISH } from './asked-publish.js';
import { ASKED_SECRETS } from './asked-secrets.js';
import { SILENT } from './silent.js';
import { SILENT_DAILY } from './silent-daily.js';
import { SILENT_NEAR } from './silent-near.js';
import { SILENT_OPTIONS } from './silent-options.js';
import { SILENT_TOOLS } from './silent-tools.js';
import { ASKED_SITUATIONS, SILENT_SITUATIONS } from './situations.js';
import type { Row } from './table.js';

export const EVERY_ASKED: readonly Row[] = [
  ...ASKED,
  ...ASKED_DELETION,
  ...ASKED_MACHINE,
  ...ASKED_GIT,
  ...ASKED_PUBLISH,
  ...ASKED_DEPLOY,
  ...ASKED_DATABASE,
  ...ASKED_MONEY,
  ...ASKED_SECRETS,
  ...ASKED_NET,
  ...ASKED_LOOP,
  ...ASKED_DAILY,
  ...ASKED_OPTIONS,
  ...ASKED_SITUATIONS,
];
export const EVERY_SILENT: readonly string[] = [
  ...SILENT,
  ...SILENT_NEAR,
  ...SILENT_TOOLS,
  ...SILENT_DAILY,
  ...SILENT_OPTIONS,
  ...SILENT_SITUATIONS,
];
