/** Rules about the text that an interpreter is given on the command line. All rules that match speak. */
import type { Category, Kind } from '../../model.js';
import { type Rule, RuleTable, rule, type Wording } from '../rule.js';

const inCode = (name: string, asks: Wording, category: Category, kind: Kind, grave?: boolean): Rule =>
  rule(name, /^/, asks, category, kind, grave);

/** The beginning of an address of another machine. */
const REMOTE = String.raw`https?:\/\/(?!localhost|127\.)`;

export const CODE_RULES = new RuleTable<Rule>({
  code: () => [
    inCode(
      'code-chain',
      [
        /\b(?:sendTransaction|sendRawTransaction|send_raw_transaction|send_transaction|eth_sendRawTransaction)\b/,
        /\b(?:writeContract|signAndSendTransaction|sendAndConfirmTransaction|transferChecked)\b/,
        /\b(?:SystemProgram\.transfer|unlockAccount|sendToAddress)\b/,
      ],
      'money',
      'chain',
    ),
    inCode(
      'code-payment',
      [
        /\b(?:charges|refunds|payouts|transfers|paymentIntents)\.(?:create|capture|cancel|del|pay|confirm)\(/,
        /\b(?:payment_intents|subscriptions|invoices)\.(?:create|capture|cancel|del|pay|confirm)\(/,
        /\b(?:Charge|Refund|Payout|Transfer|PaymentIntent|Subscription)\.(?:create|capture|cancel|del|pay|confirm)\(/,
        /\bcreate_(?:market_|limit_)?order\(|\bplace_order\(/,
      ],
      'money',
      'payment',
    ),
    inCode(
      'code-request',
      [
        new RegExp(String.raw`\brequests\.(?:delete|put|patch)\(\s*[rbf]?["']${REMOTE}`),
        new RegExp(String.raw`${REMOTE}[\s\S]*method:\s*["'](?:DELETE|PUT|PATCH)["']`),
        new RegExp(String.raw`\baxios\.(?:delete|put|patch)\(\s*["']${REMOTE}`),
        /Net::HTTP::(?:Delete|Put|Patch)/,
      ],
      'deploy',
      'remote-api',
    ),
    inCode(
      'code-runs-variable',
      [
        new RegExp(
          String.raw`\b(?:os\.system|popen|subprocess\.\w+|execSync|spawnSync|exec|eval|system)\(\s*` +
            String.raw`(?:os\.environ|os\.getenv|process\.(?:env|argv)|sys\.argv\[|\$ENV\{|ENV\[|ARGV\[)`,
        ),
      ],
      'unclear',
      'computed-script',
    ),
    inCode(
      'code-tells-finder',
      [/\btell app(?:lication)? "(?:Finder|System Events)"[\s\S]*\b(?:delete|empty)\b/i],
      'destructive-delete',
      'delete-outside',
    ),
    inCode(
      'code-boto',
      [
        /\bboto3\b[\s\S]*\.(?:delete_\w+|terminate\w*|put_\w+|create_\w+|stop_\w+|purge_\w+|update_\w+)\(/,
        /\bboto3\b[\s\S]*\.(?:run_instances|deregister_\w+|disable_\w+|detach_\w+|attach_\w+|invoke)\(/,
      ],
      'deploy',
      'cloud',
    ),
    inCode('code-kubernetes', [/\bkubernetes\b[\s\S]*\.(?:delete_|create_|patch_|replace_)\w+\(/], 'deploy', 'cluster'),
    inCode(
      'code-fork-bomb',
      [/\bwhile\b[^\n]{0,20}(?:1|true)?[\s\S]{0,20}\bfork\b|\bfork\b[^\n]{0,12}\bwhile\b/, /\bwhile True:\s*os\.fork/],
      'disk-damage',
      'fork-bomb',
      true,
    ),
    inCode('code-mail', [/\bsmtplib\b|\bsendmail\(|nodemailer/], 'deploy', 'remote-api'),
    inCode(
      'code-remote-shell',
      [
        new RegExp(
          String.raw`\b(?:socket|fsockopen|TCPSocket|net\.connect|net\.Socket|IO::Socket)\b[\s\S]*` +
            String.raw`(?:\/bin\/(?:ba|z|da)?sh|\bpty\.spawn|\bdup2\b|cmd\.exe)`,
          'i',
        ),
      ],
      'net-to-shell',
      'net-shell',
    ),
    inCode(
      'code-environment',
      [
        /\bprint\b[\s\S]*\bos\.environ\.items\(|os\.environ\.items\(\)[\s\S]*print|\bdict\(os\.environ\)/,
        /\bObject\.(?:entries|assign|values)\([^)]*process\.env\b(?!\.)|\bkeys\(process\.env\)[\s\S]*process\.env\[/,
        /(?<!["'`] )\bin process\.env\b|[{,]\s*\.\.\.process\.env\s*\}\s*\)/,
        /\bENV\.(?:to_h|each|map|to_a|inspect|sort)\b|%ENV\b|\bkeys %ENV|\bENVIRON\)/,
        /\bDeno\.env\.toObject|\bBun\.env\b(?!\s*[.[])|\bdotenv_values\(|\bgetenv\(\)/,
      ],
      'secrets',
      'secret-environment',
    ),
    inCode(
      'code-secret-variable',
      [
        /\bcredentials\.(?:secret_key_base|config|to_h|fetch|dig|[a-z_]+!?)\b.*|\bdump\(env\(/,
        /\bp(?:uts)? ENV\[["']\w*(?:KEY|SECRET|TOKEN|PASSWORD)/,
      ],
      'secrets',
      'secret-variable',
    ),
  ],
});
