/** PowerShell and cmd when called from a Unix shell: their lines are read like those of a shell. */
import { type Call, type Category, type Finding, type Kind, shown } from '../../model.js';
import { asShell } from '../../shell/powershell.js';
import { ANY, findingOf, type Rule, RuleTable, rule, says, type Wording } from '../rule.js';

/** The line that a call of PowerShell or cmd runs, rewritten for a shell; empty when there is none. */
export function windowsScripts(call: Call): string[] {
  const words = call.args.map(({ text }) => text);
  if (call.program === 'cmd') {
    const at = words.findIndex((text) => /^\/{1,2}[ck]$/i.test(text));
    return at < 0
      ? []
      : [
          words
            .slice(at + 1)
            .join(' ')
            .replace(/^\s*type\s/i, 'cat ')
            .replace(/^\s*set\s*$/i, 'env')
            .replace(/(^|[&|]\s*)(?:rmdir|rd)\s+(?:\/[sq]\s+)+/gi, '$1rm -rf ')
            .replace(/(^|[&|]\s*)(?:del|erase)\s+(?:\/[fsqa]\s+)*/gi, '$1rm -rf ')
            .replace(/%(\w+)%/g, '$$$1')
            .replaceAll('\\', '/'),
        ];
  }
  if (!SHELLS.test(call.program)) return [];
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

/** Rules about PowerShell's own words; all rules that match speak. */
export const POWERSHELL_RULES = new RuleTable<Rule>({
  powershell: () => [
    power(
      'powershell-download-run',
      [
        /\.Download(?:String|File|Data)\b.*(?:\b(?:iex|Invoke-Expression)\b|\.Invoke)/is,
        /\b(?:iex|Invoke-Expression)\b.*\.Download(?:String|Data)\b/is,
      ],
      'net-to-shell',
      'net-shell',
    ),
    power(
      'powershell-request-run',
      [
        /\b(?:iex|Invoke-Expression)\b[\s\S]*\b(?:iwr|irm|curl|wget|Invoke-(?:WebRequest|RestMethod))\b/i,
        /\b(?:iwr|irm|Invoke-(?:WebRequest|RestMethod))\b[\s\S]*\|\s*(?:iex|Invoke-Expression)\b/i,
      ],
      'net-to-shell',
      'net-shell',
    ),
    power(
      'powershell-scheduled-task',
      [/\b(?:Register|Unregister|Set|Enable|Disable)-ScheduledTask\b/i],
      'scheduler',
      'schedule',
    ),
    power('powershell-service', [/\b(?:New|Set|Stop|Start|Restart|Remove)-Service\b/i], 'scheduler', 'service'),
    power(
      'powershell-disk',
      [/\b(?:Format-Volume|Clear-Disk|Initialize-Disk|Remove-Partition)\b/i],
      'disk-damage',
      'raw-disk',
      true,
    ),
    power('powershell-shutdown', [/\b(?:Stop|Restart)-Computer\b/i], 'disk-damage', 'shutdown'),
    power(
      'powershell-registry',
      [/\b(?:Remove-Item(?:Property)?|Set-ItemProperty|New-ItemProperty)\b[^|;]*\bHK(?:LM|CU|CR):/i],
      'disk-damage',
      'overwrite-system',
    ),
    power(
      'powershell-accounts',
      [
        /\b(?:Set-ExecutionPolicy|Set-MpPreference|Add-MpPreference|Set-NetFirewall\w+|New-LocalUser)\b/i,
        /\b(?:Add-LocalGroupMember|Set-Acl)\b/i,
      ],
      'permissions',
      'accounts',
    ),
    power(
      'powershell-environment',
      [/\b(?:Get-Item|Get-ChildItem|gci|dir|ls)\s+env:\s*(?:$|[|;])/i, /\[Environment\]::GetEnvironmentVariables/i],
      'secrets',
      'secret-environment',
    ),
    power(
      'powershell-dotnet-delete',
      [/\[(?:System\.)?IO\.(?:File|Directory)(?:Info)?\]::(?:Delete|Move|WriteAll\w+|AppendAll\w+|Create)\b/i],
      'destructive-delete',
      'delete-unknown',
    ),
    power(
      'powershell-hidden-command',
      [/\b(?:Invoke-Command|Start-Job|Start-ThreadJob|icm)\b[^;|]*-(?:FilePath|ComputerName)\b/i],
      'unclear',
      'computed-script',
    ),
    power(
      'powershell-computed',
      [/\b(?:iex|Invoke-Expression)\s+(?:-Command\s+)?[($[]/i, /\[scriptblock\]::Create/i],
      'unclear',
      'computed-script',
    ),
    power(
      'powershell-processes',
      [/\b(?:Get-Process|gps|ps)\s*\|\s*(?:Stop-Process|spps|kill)\b/i],
      'disk-damage',
      'kill-all',
    ),
    power(
      'powershell-cloud',
      [/\b(?:Remove|Stop|Restart|Reset)-Az\w+/i, /\bRemove-(?:AD|Mg|VM|S3|EC2|RDS|CFN|IAM|EKS|ECS|LM|R53|DDB)\w*/i],
      'deploy',
      'cloud',
    ),
    power(
      'powershell-sql',
      [/\bInvoke-Sql\w+\b[\s\S]*\b(?:DROP|TRUNCATE|DELETE|ALTER|UPDATE)\b/i],
      'database',
      'sql-drop',
    ),
    power('powershell-mail', [/\bSend-(?:Mail\w+|MgUserMail)\b/i], 'deploy', 'remote-api'),
    power('powershell-elevation', [/-Verb\s+['"]?RunAs\b/i], 'permissions', 'accounts'),
    power(
      'powershell-credentials',
      [/\bGet-StoredCredential\b|\.GetNetworkCredential\(|\bcmdkey\b|\bkeymgr\b/i, /\bGet-Secret\b[^|;]*-AsPlainText/i],
      'secrets',
      'secret-command',
    ),
    power('powershell-publish', [/\bPublish-Module\b|\bPublish-Script\b/i], 'publish', 'publish-package'),
  ],
});

const SHELLS = /^(?:pwsh|powershell)$/i;

function power(name: string, asks: Wording, category: Category, kind: Kind, grave?: boolean): Rule {
  return rule(name, SHELLS, asks, category, kind, grave);
}

/** What only looks up a command, or searches for its name, without an expression in it. */
const ABOUT = /\b(?:Get-Command|gcm|Get-Help|Select-String|sls|findstr)\b[^;|\n($]*/gi;

export function judgeWindows(call: Call): Finding[] {
  if (!SHELLS.test(call.program)) return ofPrograms(call);
  const text = call.args
    .map((one) => one.text)
    .join(' ')
    .replace(ABOUT, ' ');
  const isEncoded = call.args.some(
    ({ text: one }, index) =>
      /^-e(?:c|nc?|ncodedcommand)?$/i.test(one) && /^[A-Za-z0-9+/=]{8,}$/.test(call.args[index + 1]?.text ?? ''),
  );
  if (isEncoded) return [{ category: 'unclear', kind: 'computed-script', subject: shown(call) }];
  return POWERSHELL_RULES.of(call.program)
    .filter(({ asks }) => says(asks, text))
    .map((found) => findingOf(found, shown(call)));
}

export const WINDOWS_RULES = new RuleTable<Rule>({
  windows: () => [
    rule('robocopy-mirror', 'robocopy', [/\/(?:MIR|PURGE|MOVE?)\b/i], 'destructive-delete', 'delete-many'),
    rule(
      'icacls-grant',
      'icacls',
      [/\/(?:grant|deny|remove|setowner|reset|inheritance)/i],
      'permissions',
      'owner-outside',
    ),
    rule('takeown', 'takeown', [/\/f/i], 'permissions', 'owner-outside'),
    rule('net-user', 'net', [/^(?:user|localgroup)\b.*\/(?:add|delete|active)/i], 'permissions', 'accounts'),
    rule('net-service', 'net', [/^(?:stop|start|use|share)\b/i], 'scheduler', 'service'),
    rule('sc-change', 'sc', [/^(?:\\\\\S+ )?(?:create|delete|stop|start|config)\b/i], 'scheduler', 'service'),
    rule('nssm-change', 'nssm', [/^(?:install|remove|start|stop|restart|set|edit)\b/i], 'scheduler', 'service'),
    rule(
      'registry-change',
      'reg',
      [/^(?:add|delete|import|restore|load|unload)\b/i],
      'disk-damage',
      'overwrite-system',
    ),
    rule('bcdedit-set', 'bcdedit', [/^\/(?:set|delete|create|import)/i], 'disk-damage', 'overwrite-system'),
    rule('diskpart', 'diskpart', ANY, 'disk-damage', 'raw-disk', true),
    rule('cipher-wipe', 'cipher', [/\/w/i], 'disk-damage', 'raw-disk'),
    rule('vssadmin-delete', 'vssadmin', [/^(?:delete|resize)/i], 'disk-damage', 'raw-disk', true),
    rule('wmic-change', 'wmic', [/\b(?:delete|call terminate|call create)\b/i], 'disk-damage', 'overwrite-system'),
    rule('taskkill-all', 'taskkill', [/\/im "?\*/i, /\/fi\b/i], 'disk-damage', 'kill-all'),
    rule(
      'netsh-change',
      'netsh',
      [/^(?:advfirewall|firewall|interface)\b.*\b(?:set|add|delete|reset)\b/i],
      'permissions',
      'firewall',
    ),
  ],
});

function ofPrograms(call: Call): Finding[] {
  const text = call.args.map((one) => one.text).join(' ');
  const found = WINDOWS_RULES.of(call.program.toLowerCase()).find(({ asks }) => says(asks, text));
  return found === undefined ? [] : [findingOf(found, shown(call))];
}
