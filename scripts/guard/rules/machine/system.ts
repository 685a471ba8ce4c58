/** Disks, permissions, accounts, schedulers and services of the machine. */

import { has, lineOf } from '../../args.js';
import {
  type Arg,
  type Call,
  type Category,
  type Context,
  type Finding,
  type Kind,
  readable,
  shown,
} from '../../model.js';
import { isInside, resolved } from '../../paths.js';
import { meets } from '../../patterns.js';
import { findingOf, type Rule, RuleTable, says } from '../rule.js';
import { isSecretPath } from '../secrets/secret-paths.js';
import { common } from './common.js';
import { machine } from './machine.js';

const RAW_DISK =
  /^\/dev\/(?:sd[a-z]|hd[a-z]|vd[a-z]|xvd|nvme|mmcblk|disk\d|rdisk|mapper\/|md\d|dm-|loop|mem$|kmem$|port$)/;
const SYSTEM_FILE = /^\/(?:etc|boot|usr\/(?!local)[^/]+|bin|sbin|lib|lib64|sys|proc|System|Library)(?:\/|$)/;
const AT_LOGIN = [
  /^\.(?:bashrc|bash_aliases|bash_logout|zlogout|xprofile|xinitrc|inputrc|kshrc|login|cshrc|npmrc|pypirc|condarc)$/,
  /^\.(?:config\/pip\/pip\.conf|pip\/pip\.conf|local\/share\/systemd\/.*|config\/git\/config|config\/autostart)$/,
  /^\.(?:config\/systemd\/user|bash_profile|bash_login|profile|zshrc|zprofile|zshenv|zlogin)$/,
  /^\.(?:config\/(?:fish\/config\.fish|autostart\/.*|systemd\/.*)|ssh\/.*|gitconfig)$/,
];

export function judgeSystem(call: Call, context: Context): Finding[] {
  return [...written(call, context), ...judgeProgram(call, context)];
}

/** What writing to this path would be, for redirections and for tools that write a file. */
export function judgeWrite(target: Arg, cwd: string, { places }: Context): Finding[] {
  const path = resolved(target.text, cwd);
  const finding = (category: Category, kind: Kind, grave = false): Finding[] => [
    { category, kind, subject: readable(target.text), grave },
  ];
  if (RAW_DISK.test(path)) return finding('disk-damage', 'raw-disk', true);
  if (
    [
      `${places.home}/.claude/settings.json`,
      `${places.home}/.claude/settings.local.json`,
      `${places.home}/.claude.json`,
      `${places.home}/.codex/config.toml`,
    ].includes(path) ||
    /^\/etc\/(?:claude-code|codex)\//.test(path)
  )
    return finding('loop', 'loop-registration');
  if (/^\/etc\/sudoers/.test(path)) return finding('permissions', 'accounts');
  if (/\/\.git\/hooks(?:\/|$)/.test(path)) return finding('scheduler', 'schedule');
  if (/\/\.git\/(?:refs\/|HEAD$|packed-refs$|objects\/|logs\/|index$|ORIG_HEAD$)/.test(path))
    return finding('history-rewrite', 'drop-history');
  if (/\/\.git\/config(?:\.worktree)?$/.test(path)) return finding('permissions', 'accounts');
  if (
    isInside(path, `${places.home}/Library/LaunchAgents`) ||
    /^\/Library\/Launch(?:Agents|Daemons)\//.test(path) ||
    path === `${places.home}/Library/LaunchAgents`
  )
    return finding('scheduler', 'schedule');
  if (/^\/etc\/cron|^\/var\/spool\/cron/.test(path)) return finding('scheduler', 'schedule');
  if (SYSTEM_FILE.test(path) && !isInside(path, places.project)) return finding('disk-damage', 'overwrite-system');
  if (
    isInside(path, places.home) &&
    !isInside(path, places.project) &&
    meets(AT_LOGIN, path.slice(places.home.length + 1))
  )
    return finding('permissions', 'accounts');
  return [];
}

function written(call: Call, context: Context): Finding[] {
  const copied = /^(?:cp|mv|install|ln|tee)$/.test(call.program)
    ? lineOf(call.args, '-m -o -g -t').words.slice(call.program === 'tee' ? 0 : -1)
    : [];
  const inPlace =
    call.program === 'sed' && call.args.some(({ text }) => /^-\w*i|^--in-place/.test(text))
      ? lineOf(call.args, '-e -f').words.slice(1)
      : [];
  const perl =
    call.program === 'perl' && call.args.some(({ text }) => /^-\w*i/.test(text))
      ? lineOf(call.args, '-e -E -pe -ne -pie').words
      : [];
  return [...call.writes, ...copied, ...inPlace, ...perl].flatMap((target) => judgeWrite(target, call.cwd, context));
}

export const MACHINE_RULES = new RuleTable<Rule>({ common, machine });

function judgeProgram(call: Call, context: Context): Finding[] {
  const line = call.args.map(({ text }) => text).join(' ');
  const found = MACHINE_RULES.of(call.program).find(({ asks }) => says(asks, line));
  if (found !== undefined) return [findingOf(found, shown(call))];
  if (/^\/etc\/(?:rc\.d\/)?init\.d\//.test(call.word.text) && /^(?:start|stop|restart|reload)$/.test(line))
    return [{ category: 'scheduler', kind: 'service', subject: shown(call) }];
  switch (call.program) {
    case 'dd':
      return call.args.flatMap((one) =>
        one.text.startsWith('of=') ? judgeWrite({ ...one, text: one.text.slice(3) }, call.cwd, context) : [],
      );
    case 'chmod':
      return changedMode(call, context);
    case 'chown':
    case 'chgrp':
    case 'setfacl':
      return changedOwner(call, context);
    case 'docker':
    case 'podman':
      return hostMount(call, context);
    default:
      return [];
  }
}

const BARE = /^\/(?:etc|root|boot|bin|sbin|lib|lib64|usr\/(?:bin|lib|sbin)|dev|sys|proc|var\/log)(?:\/|$)/;

/** Whether a path belongs to the project; a project may be below /root, as in containers. */
const isBelow = (path: string, project: string): boolean => isInside(path, project) && !/^\/[^/]*$/.test(project);

const MODE_FLAGS = [
  /^-[RrfcvhHLP]+$/,
  /^--(?:recursive|verbose|changes|silent|quiet|preserve-root|no-preserve-root|reference=.*)$/,
];

function changedMode(call: Call, context: Context): Finding[] {
  const [mode, ...targets] = call.args.filter(({ text }) => !meets(MODE_FLAGS, text));
  const line = lineOf(call.args);
  if (mode === undefined) return [];
  const isOpen =
    /^0?[0-7]?[0-7]{2}[2367]$/.test(mode.text) ||
    /(?:^|,)(?:[ugo]*[oa][ugo]*|)\+[rwxXst]*w/.test(mode.text.replace(/^\+/, '\u0000')) ||
    /(?:^|,)[ugo]*[oa][ugo]*=[rx]*w/.test(mode.text);
  const isSetId = /^0?[4267][0-7]{3}$/.test(mode.text) || /(?:^|,)[ug]*\+[rwx]*s/.test(mode.text);
  const isRecursive = has(line, 'R', '--recursive');
  const isOutside = targets.some((target) => isOutsideTarget(target, call.cwd, context, isRecursive));
  const isTemporary =
    targets.length > 0 &&
    targets.every(
      ({ text }) =>
        /^(?:\/private)?(?:\/tmp|\/var\/tmp)\/./.test(resolved(text, call.cwd)) &&
        !isInside(resolved(text, call.cwd), context.places.project),
    );
  const isClosed = isRecursive && /^0*$/.test(mode.text);
  const isBared = targets.some(
    ({ text }) =>
      (BARE.test(resolved(text, call.cwd)) && !isBelow(resolved(text, call.cwd), context.places.project)) ||
      (/^0?[0-7]?[0-7](?:[4-7][0-7]|[0-7][4-7])$/.test(mode.text) &&
        /\/\.ssh\/(?!.*\.pub$|known_hosts)|\/id_[a-z0-9]+$/.test(resolved(text, call.cwd)) &&
        !/\.ssh\/(?:config|authorized_keys)$/.test(text)),
  );
  if ((isOpen && !isTemporary) || isSetId || isClosed || isBared)
    return [{ category: 'permissions', kind: 'open-permissions', subject: shown(call) }];
  return isRecursive && isOutside ? [{ category: 'permissions', kind: 'owner-outside', subject: shown(call) }] : [];
}

function changedOwner(call: Call, context: Context): Finding[] {
  const line = lineOf(call.args, '-m -x --from');
  const isRecursive = has(line, 'R', '--recursive');
  const targets = line.words.slice(call.program === 'setfacl' ? 0 : 1);
  if (call.program === 'setfacl' && /(?:^|[ ,=])o(?:ther)?::?r?w/.test(line.all))
    return [{ category: 'permissions', kind: 'open-permissions', subject: shown(call) }];
  return targets.some((target) => isOutsideTarget(target, call.cwd, context, isRecursive))
    ? [{ category: 'permissions', kind: 'owner-outside', subject: shown(call) }]
    : [];
}

/** Whether a target is outside the project and the user's own caches. */
function isOutsideTarget(target: Arg, cwd: string, { places }: Context, isRecursive: boolean): boolean {
  const path = resolved(target.text, cwd);
  if (path === places.project || isInside(path, places.project) || /^(?:\/tmp|\/var\/tmp|\/private\/tmp)\//.test(path))
    return false;
  return isRecursive || !isInside(path, places.home);
}

const PRIVILEGED = [
  /^--(?:privileged(?!=false)|pid=host|cap-add=(?:ALL|SYS_ADMIN|SYS_PTRACE)|security-opt=\S*unconfined|userns=host)/,
  /^--ipc=host/,
];

function hostMount(call: Call, { places }: Context): Finding[] {
  const mounts = call.args.flatMap(({ text }, index) => {
    const before = call.args[index - 1]?.text ?? '';
    return /^(?:-v|--volume)$/.test(before)
      ? [text.split(':')[0] ?? '']
      : (/^(?:-v|--volume)=?(\/[^:]*):/.exec(text)?.slice(1) ??
          /^(?:--mount=)?.*(?:source|src)=([^,]*)/.exec(text)?.slice(1) ??
          []);
  });
  const isPrivileged = call.args.some(
    ({ text }, index) =>
      meets(PRIVILEGED, text) ||
      (call.args[index - 1]?.text === '--cap-add' && /^(?:ALL|SYS_ADMIN)$/.test(text)) ||
      (call.args[index - 1]?.text === '--pid' && text === 'host'),
  );
  if (isPrivileged) return [{ category: 'permissions', kind: 'host-mount', subject: shown(call) }];
  const isWide = mounts.some(
    (path) =>
      path === '/' ||
      path === places.home ||
      (isInside(path, places.home) && !isInside(path, places.project) && isSecretPath(path, places)) ||
      /^\/(?:etc|root|home|Users|var\/run\/docker\.sock|usr|boot|dev)\/?$/.test(path),
  );
  return isWide && !mounts.every((path) => path === '/var/run/docker.sock')
    ? [{ category: 'permissions', kind: 'host-mount', subject: shown(call) }]
    : [];
}
