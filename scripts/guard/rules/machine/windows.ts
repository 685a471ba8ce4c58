/** PowerShell and cmd, as they are called from a Unix shell: their lines are read as those of a shell. */
import { type Call, type Finding, shown } from '../../model.js';

/** The line that a call of PowerShell or cmd runs, in the words of a shell; empty when there is none. */
export function windowsScripts(call: Call): string[] {
  const words = call.args.map(({ text }) => text);
  if (call.program === 'cmd') {
    const at = words.findIndex((text) => /^\/{1,2}[ck]$/i.test(text));
    return at < 0
      ? []
      : [
          asShell(
            words
              .slice(at + 1)
              .join(' ')
              .replace(/^\s*type\s/i, 'cat ')
              .replace(/^\s*set\s*$/i, 'env'),
          ),
        ];
  }
  if (!/^(?:pwsh|powershell)$/i.test(call.program)) return [];
  const at = words.findIndex((text) => /^-c(?:o(?:m(?:m(?:a(?:nd?)?)?)?)?)?$/i.test(text));
  const first = words.findIndex(
    (text, index) =>
      !text.startsWith('-') &&
      !/^-(?:ep|executionpolicy|ex|version|outputformat|windowstyle|w)$/i.test(words[index - 1] ?? ''),
  );
  const rest =
    at >= 0 ? words.slice(at + 1) : first >= 0 && !/\.ps1$/i.test(words[first] ?? '') ? words.slice(first) : [];
  return rest.length === 0 ? [] : [asShell(rest.join(' '))];
}

/** Cmdlets by the names of programs; parentheses are substitutions. */
function asShell(text: string): string {
  // A property of what a cmdlet finds is not a command.
  const plain = text.replace(
    /(^|[|;])\s*\(([^()]*)\)\.(?:Length|Count|Name|FullName|Version|Id|LastWriteTime)\s*(?=$|[;|])/gi,
    '$1$2',
  );
  const at = String.raw`(^|[|;&({]\s*)`;
  const named =
    (names: string, to: string) =>
    (given: string): string =>
      given.replace(new RegExp(`${at}(?:${names})(?=\\s|$)`, 'gi'), `$1${to}`);
  const cmdlets = [
    named('(?:Get-ChildItem|gci|dir|ls) +env:\\S*', 'env'),
    named('Remove-Item|ri|Clear-Content', 'rm'),
    named('Get-Content|gc', 'cat'),
    named('Get-ChildItem|gci', 'ls'),
  ].reduce((given, change) => change(given), plain);
  const lower = cmdlets.replace(/\b(?:iex|irm|iwr|Invoke-Expression|Invoke-RestMethod|Invoke-WebRequest)\b/gi, (name) =>
    name.toLowerCase(),
  );
  return lower
    .replace(/ -(?:Recurse|Rec)\b/gi, ' -r')
    .replace(/ -(?:Force|fo)\b/gi, ' -f')
    .replace(/ -(?:Path|LiteralPath)\b/gi, '')
    .replace(/(^|[\s=|;&])\(/g, '$1$(')
    .replace(/\bls (\S+) \| rm\b/g, 'rm $1')
    .replace(/(?<=\brm\b[^|;&]*),\s*/g, ' ')
    .replaceAll('\\', '/');
}

const HARMFUL: readonly (readonly [pattern: RegExp, finding: Pick<Finding, 'category' | 'kind' | 'grave'>])[] = [
  [
    /\.Download(?:String|File|Data)\b.*(?:\b(?:iex|Invoke-Expression)\b|\.Invoke)|\b(?:iex|Invoke-Expression)\b.*\.Download(?:String|Data)\b/is,
    { category: 'net-to-shell', kind: 'net-shell' },
  ],
  [
    /\b(?:iex|Invoke-Expression)\b[\s\S]*\b(?:iwr|irm|curl|wget|Invoke-(?:WebRequest|RestMethod))\b|\b(?:iwr|irm|Invoke-(?:WebRequest|RestMethod))\b[\s\S]*\|\s*(?:iex|Invoke-Expression)\b/i,
    { category: 'net-to-shell', kind: 'net-shell' },
  ],
  [/\b(?:Register|Unregister|Set|Enable|Disable)-ScheduledTask\b/i, { category: 'scheduler', kind: 'schedule' }],
  [/\b(?:New|Set|Stop|Start|Restart|Remove)-Service\b/i, { category: 'scheduler', kind: 'service' }],
  [
    /\b(?:Format-Volume|Clear-Disk|Initialize-Disk|Remove-Partition)\b/i,
    { category: 'disk-damage', kind: 'raw-disk', grave: true },
  ],
  [/\b(?:Stop|Restart)-Computer\b/i, { category: 'disk-damage', kind: 'shutdown' }],
  [
    /\b(?:Remove-Item(?:Property)?|Set-ItemProperty|New-ItemProperty)\b[^|;]*\bHK(?:LM|CU|CR):/i,
    { category: 'disk-damage', kind: 'overwrite-system' },
  ],
  [
    /\b(?:Set-ExecutionPolicy|Set-MpPreference|Add-MpPreference|Set-NetFirewall\w+|New-LocalUser|Add-LocalGroupMember|Set-Acl)\b/i,
    { category: 'permissions', kind: 'accounts' },
  ],
  [
    /\b(?:Get-Item|Get-ChildItem|gci|dir|ls)\s+env:\s*(?:$|[|;])|\[Environment\]::GetEnvironmentVariables/i,
    { category: 'secrets', kind: 'secret-environment' },
  ],
  [/\bPublish-Module\b|\bPublish-Script\b/i, { category: 'publish', kind: 'publish-package' }],
];

export function judgeWindows(call: Call): Finding[] {
  if (!/^(?:pwsh|powershell)$/i.test(call.program)) return ofPrograms(call);
  const text = call.args.map((one) => one.text).join(' ');
  const isEncoded = call.args.some(
    ({ text: one }, index) =>
      /^-e(?:c|nc?|ncodedcommand)?$/i.test(one) && /^[A-Za-z0-9+/=]{8,}$/.test(call.args[index + 1]?.text ?? ''),
  );
  if (isEncoded) return [{ category: 'unclear', kind: 'computed-script', subject: shown(call) }];
  return HARMFUL.filter(([pattern]) => pattern.test(text)).map(([, finding]) => ({ ...finding, subject: shown(call) }));
}

const PROGRAMS: readonly (readonly [
  program: string,
  line: RegExp,
  finding: Pick<Finding, 'category' | 'kind' | 'grave'>,
])[] = [
  ['robocopy', /\/(?:MIR|PURGE|MOVE?)\b/i, { category: 'destructive-delete', kind: 'delete-many' }],
  ['icacls', /\/(?:grant|deny|remove|setowner|reset|inheritance)/i, { category: 'permissions', kind: 'owner-outside' }],
  ['takeown', /\/f/i, { category: 'permissions', kind: 'owner-outside' }],
  ['net', /^(?:user|localgroup)\b.*\/(?:add|delete|active)/i, { category: 'permissions', kind: 'accounts' }],
  ['net', /^(?:stop|start|use|share)\b/i, { category: 'scheduler', kind: 'service' }],
  ['sc', /^(?:\\\\\S+ )?(?:create|delete|stop|start|config)\b/i, { category: 'scheduler', kind: 'service' }],
  ['nssm', /^(?:install|remove|start|stop|restart|set|edit)\b/i, { category: 'scheduler', kind: 'service' }],
  ['reg', /^(?:add|delete|import|restore|load|unload)\b/i, { category: 'disk-damage', kind: 'overwrite-system' }],
  ['bcdedit', /^\/(?:set|delete|create|import)/i, { category: 'disk-damage', kind: 'overwrite-system' }],
  ['diskpart', /^/, { category: 'disk-damage', kind: 'raw-disk', grave: true }],
  ['cipher', /\/w/i, { category: 'disk-damage', kind: 'raw-disk' }],
  ['vssadmin', /^(?:delete|resize)/i, { category: 'disk-damage', kind: 'raw-disk', grave: true }],
  ['wmic', /\b(?:delete|call terminate|call create)\b/i, { category: 'disk-damage', kind: 'overwrite-system' }],
  ['taskkill', /\/im "?\*|\/fi\b/i, { category: 'disk-damage', kind: 'kill-all' }],
  [
    'netsh',
    /^(?:advfirewall|firewall|interface)\b.*\b(?:set|add|delete|reset)\b/i,
    { category: 'permissions', kind: 'firewall' },
  ],
];

function ofPrograms(call: Call): Finding[] {
  const found = PROGRAMS.filter(([program]) => program === call.program.toLowerCase());
  if (found.length === 0) return [];
  const text = call.args.map((one) => one.text).join(' ');
  return found
    .filter(([, line]) => line.test(text))
    .slice(0, 1)
    .map(([, , finding]) => ({ ...finding, subject: shown(call) }));
}
