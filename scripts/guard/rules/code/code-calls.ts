/**
 * What code on the command line does beside running programs: many deletions, writes, requests, money, whole
 * environments.
 */
import { type Call, type Context, type Finding, readable } from '../../model.js';
import { expandedPath } from '../../paths.js';
import { judgeTarget } from '../files/files.js';
import { judgeWrite } from '../machine/system.js';

const LISTS =
  /\b(?:glob|listdir|walk|scandir|iterdir|rglob|readdirSync|readdir|globSync|Dir\.(?:glob|entries|children|each_child)|Dir\[|find_by|opendir)\b|Dir\[|<\*|<[\w./]*\*/;
const DELETES =
  /\b(?:os\.(?:remove|unlink)|unlink(?:Sync)?|rmdir|File\.delete|\.unlink\(|removedirs|fs\.rm\w*)\b|["']unlink["']/;

/** A deletion in a loop over what a folder holds; its pattern is judged when it stands there. */
function swept(code: string, call: Call, context: Context): Finding[] {
  if (!LISTS.test(code) || !DELETES.test(code)) return [];
  const patterns = [...code.matchAll(/(["'])([^"'\n]*\*[^"'\n]*)\1|<([^>\s]*\*[^>\s]*)>/g)].map(
    ([, , quoted, angle]) => quoted ?? angle ?? '',
  );
  const folders = [
    ...code.matchAll(
      /(?:listdir|walk|scandir|readdirSync|readdir|Path|entries|children|opendir)\(\s*(["'])([^"'\n]*)\1/g,
    ),
  ].map(([, , folder]) => folder ?? '');
  const targets =
    patterns.length > 0
      ? patterns.map((pattern) =>
          folders[0] === undefined || pattern.includes('/') ? pattern : `${folders[0]}/${pattern}`,
        )
      : folders.map((folder) => `${folder}/*`);
  if (targets.length === 0)
    return [{ category: 'destructive-delete', kind: 'delete-unknown', subject: readable(code).slice(0, 80) }];
  return targets.flatMap((text) =>
    judgeTarget({ text: expandedPath(text, context.places), glob: true, names: [] }, false, call.cwd, context),
  );
}

const WRITES =
  /\b(?:open|fopen|File\.open|openSync)\(\s*(["'])([^"'\n]+)\1\s*,\s*(["'])[^"'\n]*[wax+]|\b(?:writeFile(?:Sync)?|appendFile(?:Sync)?|file_put_contents|createWriteStream|File\.write|IO\.write|Bun\.write|Deno\.writeTextFile(?:Sync)?|copyFile(?:Sync)?\([^,]+,|copy\([^,]+,|copyfile\([^,]+,|move\([^,]+,)\s*\(?\s*(["'])([^"'\n]+)\4|\bPath\(\s*(["'])([^"'\n]+)\6\s*\)\.(?:write_text|write_bytes|touch)/g;

function written(code: string, call: Call, context: Context): Finding[] {
  return [...code.matchAll(WRITES)].flatMap(([, , one, , , two, , three]) =>
    judgeWrite(
      { text: expandedPath(one ?? two ?? three ?? '', context.places), glob: false, names: [] },
      call.cwd,
      context,
    ),
  );
}

type Row = readonly [pattern: RegExp, finding: Pick<Finding, 'category' | 'kind' | 'grave'>];
const FETCHES =
  /urlopen|__import__\(\s*["'](?:requests|urllib|httpx)|requests\.get|\bfetch\(|https?\.get\(|URI\.open|open-uri|LWP|file_get_contents\(\s*["']https?:|curl_exec|httpx\.get|axios|Net::HTTP|wget|getstore/;
const ROWS: readonly Row[] = [
  [
    /\b(?:sendTransaction|sendRawTransaction|send_raw_transaction|send_transaction|eth_sendRawTransaction|writeContract|signAndSendTransaction|sendAndConfirmTransaction|transferChecked|SystemProgram\.transfer|unlockAccount|sendToAddress)\b/,
    { category: 'money', kind: 'chain' },
  ],
  [
    /\b(?:charges|refunds|payouts|transfers|paymentIntents|payment_intents|subscriptions|invoices|Charge|Refund|Payout|Transfer|PaymentIntent|Subscription)\.(?:create|capture|cancel|del|pay|confirm)\(|\bcreate_(?:market_|limit_)?order\(|\bplace_order\(/,
    { category: 'money', kind: 'payment' },
  ],
  [
    /\brequests\.(?:delete|put|patch)\(\s*[rbf]?["']https?:\/\/(?!localhost|127\.)|https?:\/\/(?!localhost|127\.)[\s\S]*method:\s*["'](?:DELETE|PUT|PATCH)["']|\baxios\.(?:delete|put|patch)\(\s*["']https?:\/\/(?!localhost|127\.)|Net::HTTP::(?:Delete|Put|Patch)/,
    { category: 'deploy', kind: 'remote-api' },
  ],
  [
    /\b(?:os\.system|popen|subprocess\.\w+|execSync|spawnSync|exec|eval|system)\(\s*(?:os\.environ|os\.getenv|process\.(?:env|argv)|sys\.argv\[|\$ENV\{|ENV\[|ARGV\[)/,
    { category: 'unclear', kind: 'computed-script' },
  ],
  [
    /\btell app(?:lication)? "(?:Finder|System Events)"[\s\S]*\b(?:delete|empty)\b/i,
    { category: 'destructive-delete', kind: 'delete-outside' },
  ],
  [
    /\bboto3\b[\s\S]*\.(?:delete_\w+|terminate\w*|put_\w+|create_\w+|stop_\w+|purge_\w+|update_\w+|run_instances|deregister_\w+|disable_\w+|detach_\w+|attach_\w+|invoke)\(/,
    { category: 'deploy', kind: 'cloud' },
  ],
  [/\bkubernetes\b[\s\S]*\.(?:delete_|create_|patch_|replace_)\w+\(/, { category: 'deploy', kind: 'cluster' }],
  [
    /\bwhile\b[^\n]{0,20}(?:1|true)?[\s\S]{0,20}\bfork\b|\bfork\b[^\n]{0,12}\bwhile\b|\bwhile True:\s*os\.fork/,
    { category: 'disk-damage', kind: 'fork-bomb', grave: true },
  ],
  [/\bsmtplib\b|\bsendmail\(|nodemailer/, { category: 'deploy', kind: 'remote-api' }],
  [
    /\b(?:socket|fsockopen|TCPSocket|net\.connect|net\.Socket|IO::Socket)\b[\s\S]*(?:\/bin\/(?:ba|z|da)?sh|\bpty\.spawn|\bdup2\b|cmd\.exe)/i,
    { category: 'net-to-shell', kind: 'net-shell' },
  ],
  [
    /\bprint\b[\s\S]*\bos\.environ\.items\(|os\.environ\.items\(\)[\s\S]*print|\bdict\(os\.environ\)|\bObject\.(?:entries|assign|values)\([^)]*process\.env\b(?!\.)|\bkeys\(process\.env\)[\s\S]*process\.env\[|(?<!["'`] )\bin process\.env\b|\bENV\.(?:to_h|each|map|to_a|inspect|sort)\b|%ENV\b|\bkeys %ENV|\bENVIRON\)|\bDeno\.env\.toObject|\bBun\.env\b(?!\s*[.[])|\bdotenv_values\(|\bgetenv\(\)|[{,]\s*\.\.\.process\.env\s*\}\s*\)/,
    { category: 'secrets', kind: 'secret-environment' },
  ],
  [
    /\bcredentials\.(?:secret_key_base|config|to_h|fetch|dig|[a-z_]+!?)\b.*|\bdump\(env\(|\bp(?:uts)? ENV\[["']\w*(?:KEY|SECRET|TOKEN|PASSWORD)/,
    { category: 'secrets', kind: 'secret-variable' },
  ],
];

/** @param code the text that an interpreter is given */
export function judgeCalls(code: string, call: Call, context: Context): Finding[] {
  const found = [...swept(code, call, context), ...written(code, call, context)];
  for (const [pattern, finding] of ROWS) {
    const isPrinted = finding.kind !== 'secret-variable' || /\b(?:puts|print|p|dump|echo|log|write|pp)\b/.test(code);
    if (isPrinted && pattern.test(code)) found.push({ ...finding, subject: readable(code).slice(0, 80) });
  }
  const runs =
    /\b(?:exec|eval|instance_eval|new Function|vm\.run\w+|compile|source)\b/.test(code) && FETCHES.test(code);
  const isRun =
    runs &&
    (/\b(?:exec|eval|instance_eval|Function|compile)\s*[( ]|\bthen\(\s*eval\s*\)|vm\.run/.test(code) ||
      /source\(\s*["']https?:/.test(code));
  if (isRun || /\bsource\(\s*["']https?:/.test(code))
    found.push({ category: 'net-to-shell', kind: 'net-shell', subject: call.program });
  return found;
}
