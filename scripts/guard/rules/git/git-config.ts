/** git's settings, on the command line and in its files: those that run commands or redirect what is pushed. */

import { lineOf } from '../../args.js';
import { type Call, type Context, type Finding, shown } from '../../model.js';
import { isInside, resolved } from '../../paths.js';
import { meets } from '../../patterns.js';

/** Settings whose value git runs. */
const RUNS = [
  /^(?:core\.(?:pager|editor|sshcommand|fsmonitor|askpass|gitproxy)|sequence\.editor|diff\.external)$/i,
  /^(?:diff\..+\.(?:command|textconv)|merge\..+\.driver|mergetool\..+\.cmd|difftool\..+\.cmd)$/i,
  /^(?:filter\..+\.(?:clean|smudge|process)|pager\..+|credential\.helper|credential\..+\.helper|gpg\.program)$/i,
  /^(?:interactive\.difffilter|uploadpack\.packobjectshook|protocol\.ext\.allow)$/i,
  /^(?:remote\..+\.(?:uploadpack|receivepack|vcs)|browser\..+\.cmd|man\..+\.cmd|tar\..+\.command|init\.templatedir)$/i,
  /^trailer\..+\.command$/i,
];

/** Commands in `-c key=value` and in `git config key value`. */
export function gitConfigScripts(call: Call): string[] {
  if (call.program !== 'git') return [];
  return settingsOf(call).flatMap(([key, value]) => {
    if (/^alias\./i.test(key))
      return value.startsWith('!') ? [value.slice(1)] : /^push\b/.test(value) ? [`git ${value}`] : [];
    return meets(RUNS, key) && /\s/.test(value) ? [value.replace(/^!/, '')] : [];
  });
}

function settingsOf({ args, env }: Call): [key: string, value: string][] {
  const given = [
    ...environmentSettings(env),
    ...args.flatMap(({ text }, index): [string, string][] => {
      const before = args[index - 1]?.text;
      const isFromVariable = before === '--config-env' || text.startsWith('--config-env=');
      const [, key = '', value = ''] = /^([\w.*/:@+-]+)=(.*)$/s.exec(text.replace(/^--config-env=/, '')) ?? [];
      if (key === '' || !(isFromVariable || before === '-c')) return [];
      return [[key, isFromVariable ? (env.get(value) ?? '') : value]];
    }),
  ];
  const at = args.findIndex(({ text }) => text === 'config');
  if (at < 0) return given;
  const words = lineOf(args.slice(at + 1), '-f --file --type --default --comment')
    .words.map(({ text }) => text)
    .filter((text) => !/^(?:set|get|unset)$/.test(text));
  const [key = '', value] = words;
  return value === undefined ? given : [...given, [key, value]];
}

/** Settings that git takes from its environment: GIT_CONFIG_COUNT with its keys and values, GIT_CONFIG_PARAMETERS. */
function environmentSettings(env: Call['env']): [key: string, value: string][] {
  const numbered = [...env].flatMap(([name, key]): [string, string][] => {
    const index = /^GIT_CONFIG_KEY_(\d+)$/.exec(name)?.[1];
    return index === undefined ? [] : [[key, env.get(`GIT_CONFIG_VALUE_${index}`) ?? '']];
  });
  const quoted = [...(env.get('GIT_CONFIG_PARAMETERS') ?? '').matchAll(/'([^'=]+)(?:'=')?=?([^']*)'/g)];
  return [...numbered, ...quoted.map(([, key = '', value = '']): [string, string] => [key, value])];
}

const KNOWN_HOST = [
  /(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|ssh\.dev\.azure\.com|dev\.azure\.com|sr\.ht|gitee\.com)/,
  /visualstudio\.com/,
];
/** An address of another machine; not a path, not a name of a remote. */
export const isRemoteUrl = (text: string): boolean =>
  /^(?:https?|ssh|git|ftps?|rsync):\/\/(?!localhost|127\.0\.0\.1)|^[\w.-]+@[\w.-]+:|^ext::/.test(text);

/** `git config`, `git remote`: what redirects pushes, switches checks off or changes the user's own settings. */
export function judgeGitSettings(verb: string, call: Call, { places }: Context): Finding[] {
  const settings = settingsOf(call);
  const finding = (rest: Pick<Finding, 'category' | 'kind'>): Finding[] => [{ ...rest, subject: shown(call) }];
  if (verb === 'remote') return redirected(call, finding);
  for (const [key, value] of settings) {
    if (
      /^remote\..+\.(?:push|mirror)$/i.test(key) &&
      /^(?:\+|true$)/.test(value) &&
      (verb === 'config' || verb === 'push')
    )
      return finding({ category: 'history-rewrite', kind: 'force-push' });
    if (/^gc\.(?:reflogexpire\w*|pruneexpire|worktreepruneexpire)$/i.test(key) && /^(?:now|all|0)/.test(value))
      return finding({ category: 'history-rewrite', kind: 'drop-history' });
    if (verb !== 'config') continue;
    const isWide = call.args.some(({ text }) => text === '--global' || text === '--system');
    if (/^core\.hookspath$/i.test(key) && (isWide || !isInside(resolved(value, call.cwd), places.project)))
      return finding({ category: 'scheduler', kind: 'schedule' });
    if (/^(?:init\.templatedir|core\.sshcommand|core\.fsmonitor|core\.gitproxy)$/i.test(key) && isWide)
      return finding({ category: 'permissions', kind: 'accounts' });
    if (/^credential\.helper$/i.test(key) && /^store/.test(value))
      return finding({ category: 'permissions', kind: 'accounts' });
    if (/^http\..*sslverify$/i.test(key) && /^(?:false|0|no)$/i.test(value))
      return finding({ category: 'permissions', kind: 'firewall' });
    if (/^url\..+\.(?:push)?insteadof$/i.test(key) && !meets(KNOWN_HOST, key))
      return finding({ category: 'permissions', kind: 'accounts' });
    if (/^receive\.(?:denynonfastforwards|denydeletes)$/i.test(key) && /^(?:false|0)$/i.test(value))
      return finding({ category: 'history-rewrite', kind: 'force-push' });
  }
  return verb === 'config' && call.args.some(({ text }) => text === '--system') && settings.length > 0
    ? finding({ category: 'permissions', kind: 'accounts' })
    : [];
}

function redirected(call: Call, finding: (rest: Pick<Finding, 'category' | 'kind'>) => Finding[]): Finding[] {
  const { words, flags } = lineOf(call.args.slice(call.args.findIndex(({ text }) => text === 'remote') + 1), '-t -m');
  const [verb, , url] = words.map(({ text }) => text);
  if (verb === 'add' && flags.some((flag) => /^--mirror/.test(flag)) && flags.some((flag) => /push/.test(flag)))
    return finding({ category: 'history-rewrite', kind: 'force-push' });
  return verb === 'set-url' && url !== undefined && isRemoteUrl(url) && !meets(KNOWN_HOST, url)
    ? finding({ category: 'deploy', kind: 'remote-host' })
    : [];
}
