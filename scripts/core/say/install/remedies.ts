/** The command that helps, for each notice of ./notices.ts. */
import { type Command, call, forUser, given, proseSlot, shell } from '../../call.js';
import { shellPath } from '../packet-text.js';
import type { InstallNotices } from './notices.js';

/** The client's own command; a plugin is enabled in the user's settings or in those of a project. */
function uninstalling({ plugin, scope }: { plugin: string; scope: string }): Command {
  return shell(`claude plugin uninstall ${shellPath(plugin)} --scope ${scope}`);
}

export const INSTALL_REMEDY: { [C in keyof InstallNotices]: (args: InstallNotices[C]) => Command | null } = {
  'cannot-write': () => null,
  'changed-meanwhile': () => null,
  'change-planned': () => null,
  'nothing-to-change': () => null,
  'files-written': () => null,
  'files-counted': () => null,
  'file-replaced': () => null,
  'file-removed': () => null,
  'kept-changed': () => null,
  'files-removed': () => null,
  'nothing-to-remove': () => null,
  'uninstall-asked': () => call('uninstall', '--dry-run'),
  'purge-asked': () => call('uninstall', '--purge', '--dry-run'),
  uninstalled: () => null,
  purged: () => null,
  'uninstall-while-open': () => forUser(call('abandon', proseSlot('reason'))),
  'permissions-asked': () => null,
  'permissions-added': () => null,
  'permissions-removed': () => null,
  'permissions-in-place': () => null,
  'permissions-none': () => forUser(call('permissions', 'add', '--local')),
  'permissions-stand': ({ isCurrent }) => (isCurrent ? null : forUser(call('permissions', 'add', '--local'))),
  'permissions-offered': () => forUser(call('permissions', 'add', '--local')),
  'no-such-folder': () => null,
  'skill-not-built': () => shell('npm run build'),
  'skill-damaged': () => null,
  'runs-from-here': () => call('setup'),
  'runs-as-plugin': ({ plugin }) => shell(`claude plugin install ${shellPath(plugin)} --scope project`),
  'installed-twice': uninstalling,
  'plugin-stays': uninstalling,
  'install-planned': () => null,
  installed: () => null,
  'config-missing': () => call('setup'),
  'config-not-json': ({ file }) => shell(`mv ${file} ${file}.broken`, call('setup')),
  'config-invalid': () => call('setup', '--preset', given('import'), '--yes'),
  'config-fields-dropped': () => null,
  'unknown-setting': () => call('config', 'list'),
  'setting-not-allowed': ({ name }) => call('config', 'explain', given(name)),
  'setting-unchanged': () => null,
  'setting-planned': () => null,
  'setting-changed': () => null,
  'setting-of-loop': () => forUser(call('loop', 'start')),
  'setting-closes-gates': () => forUser(call('confirm')),
  'setting-in-effect': () => null,
  'setup-needs-answers': () => call('setup', '--questions'),
  'setup-cancelled': () => call('setup'),
  'setup-done': () => null,
  'unknown-preset': () => call('help', given('setup')),
  'unknown-mode': () => call('help', given('setup')),
  'bad-language': () => call('help', given('setup')),
};
