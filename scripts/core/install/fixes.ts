/** The command that fixes what `doctor` found. */
import { type Command, call, isCall, shell } from '../call.js';
import type { Notice, NoticeArgs, NoticeCode } from '../say/notices.js';
import { shellPath } from '../say/packet-text.js';
import { remedyOf } from '../say/remedies.js';

type Fixes = { [C in NoticeCode]?: (args: NoticeArgs[C]) => Command };

/** Prints where a settings file stops being JSON. */
const parseSettings = ({ file }: { file: string }): Command =>
  shell(`node -e "JSON.parse(require('fs').readFileSync('${file}', 'utf8'))"`);

const INSTALL_CODEX = shell('npm install -g @openai/codex');
const CODEX_FIXES: Readonly<Record<string, Command>> = {
  'codex-missing': INSTALL_CODEX,
  'codex-too-old': INSTALL_CODEX,
  'logged-out': shell('codex login'),
  'sandbox-unavailable': shell('codex sandbox -- true'),
};

/**
 * For notices without a command of their own, because elsewhere nothing is wrong or the message says enough, and for
 * those whose command is `doctor` itself.
 */
const FIXES: Fixes = {
  'git-missing': () => shell('git --version'),
  'git-too-old': () => shell('git --version'),
  'git-silent': () => shell('git status'),
  'skill-without-manifest': () => shell('npm run build'),
  'skill-damaged': () => call('install'),
  'node-too-old': () => shell('nvm install --lts'),
  'settings-looser': () => call('setup'),
  'settings-invalid': parseSettings,
  'settings-not-plain': parseSettings,
  'settings-shape': ({ file }) => shell(`cat ${shellPath(file)}`),
  'hooks-disabled': ({ file, key }) => shell(`grep -n ${key} ${shellPath(file)}`),
  'ledger-attested': () => call('gates'),
  'ledger-torn': () => call('next'),
  'ledger-torn-kept': () => call('next'),
  'key-here': () => call('next'),
  'key-replaced': () => call('trace'),
  'key-corrupt': ({ file }) => shell(`mv ${shellPath(file)} ${shellPath(`${file}.broken`)}`),
  'codex-not-ready': ({ reason }) => CODEX_FIXES[reason] ?? shell('codex --version'),
  'leftover-files': ({ files }) => shell(`rm ${files.split(', ').map(shellPath).join(' ')}`),
  'codex-reads-open': () => shell('codex sandbox -- true'),
  'system-refused': () => shell('ulimit -n 4096'),
  'folder-refused': () => shell('ulimit -n 4096'),
};

/** The command for one notice; null where the notice beside it has the command. */
export function fixOf(given: Notice): Command | null {
  const remedy = remedyOf(given);
  const leadsInACircle = remedy !== null && isCall(remedy) && remedy.verb === 'doctor';
  if (remedy !== null && !leadsInACircle) return remedy;
  const fix = FIXES[given.code] as ((args: NoticeArgs[NoticeCode]) => Command) | undefined;
  return fix?.(given.args) ?? null;
}
