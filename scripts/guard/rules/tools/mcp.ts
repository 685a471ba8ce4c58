/** Tools of MCP servers, by the name of what they do: their input need not show a command or a path. */
import type { Category, Finding, Kind } from '../../model.js';

/** Nothing outside a conversation, a page or a file of this project. */
const HARMLESS_SERVER =
  /^(?:memory|sequential[-_]?thinking|fetch|time|everything|context7|playwright|puppeteer|browser|chrome[-_]?devtools|filesystem|serena|ide|todo|notes|obsidian)$/i;

const ROWS: readonly (readonly [server: RegExp | null, action: RegExp, category: Category, kind: Kind])[] = [
  [
    null,
    /^(?:merge_pull_request|merge_merge_request|merge_pr|pull_request_merge|accept_merge_request)$/,
    'publish',
    'merge-remote',
  ],
  [
    null,
    /^(?:create|publish|update|edit|delete)_release$|^publish_(?:package|release|extension|app|version)$/,
    'publish',
    'publish-release',
  ],
  [
    null,
    /^(?:delete|archive|transfer|rename)_(?:repo|repository|branch|tag|ref|project|organization|team|workspace|environment)$|^(?:update|delete)_branch_protection|^update_repository$/,
    'remote-deletion',
    'delete-remote-repository',
  ],
  [/git/i, /^git_(?:reset|clean)$|^reset_hard$/, 'lost-work', 'hard-reset'],
  [/git/i, /force[-_]?push|^push_force$/, 'history-rewrite', 'force-push'],
  [
    null,
    /(?:^|_)(?:refund|payout|transfer_funds|send_payment|make_payment|charge|create_charge|create_payment|create_payment_intent|create_refund|create_payout|create_transfer|place_order|create_order|buy|sell|withdraw|purchase|checkout|cancel_subscription|update_subscription|finalize_invoice|pay_invoice)(?:$|_)/,
    'money',
    'payment',
  ],
  [
    null,
    /(?:^|_)(?:send_transaction|sign_transaction|send_raw_transaction|transfer_(?:token|tokens|eth|sol|native)|deploy_contract|write_contract|mint|swap|bridge|approve_token)(?:$|_)/,
    'money',
    'chain',
  ],
  [
    null,
    /^(?:get|read|list|reveal|fetch|export)_(?:secret|secrets|credential|credentials|password|passwords|private_key|api_keys?|access_tokens?|env(?:ironment)?_vars?|cookies)(?:_values?)?$|^(?:secret|vault)_(?:read|get)$/,
    'secrets',
    'secret-command',
  ],
  [
    null,
    /^(?:drop|truncate|reset|restore|delete|wipe)_(?:database|db|table|tables|collection|schema|index|keyspace|bucket_data|branch_data)$|^(?:flushall|flushdb|flush_db|delete_many|delete_all|drop)$/,
    'database',
    'sql-drop',
  ],
  [
    null,
    /^(?:apply_migration|run_migration|execute_migration|reset_branch|merge_branch_db)$/,
    'database',
    'database-production',
  ],
  [
    null,
    /^(?:kubectl_(?:apply|delete|create|patch|scale|rollout|exec|edit|drain|cordon|generic)|(?:install|uninstall|upgrade)_helm_chart|helm_(?:install|upgrade|uninstall)|(?:pods|resources)_(?:delete|exec|run|create_or_update)|scale_deployment|delete_pod|exec_in_pod|rollout_restart)$/,
    'deploy',
    'cluster',
  ],
  [
    null,
    /^(?:terraform|tofu|pulumi|cdk)[-_](?:apply|destroy|up|deploy|import)$|^(?:apply|destroy)_(?:stack|infrastructure|plan)$|^execute_terraform_command$/i,
    'deploy',
    'infrastructure',
  ],
  [
    null,
    /(?:^|_)(?:deploy|redeploy|rollback|promote)(?:$|_)|^(?:deploy\w*|create_deployment|trigger_(?:deploy|workflow|pipeline|build)|run_(?:workflow|pipeline)|dispatch_workflow|cancel_deployment|restart_service|restart_app|pause_project|restore_project)$/,
    'deploy',
    'deploy',
  ],
  [
    null,
    /^(?:create|delete|terminate|stop|start|reboot|update|resize|modify|put|purge|destroy)_(?:instance|instances|server|servers|droplet|vm|bucket|object|function|lambda|stack|cluster|service|services|dns_record|zone|domain|queue|volume|security_group|role|policy|user|worker|kv_namespace|d1_database|r2_bucket|project|app|secret|env_var|environment_variable|database|certificate|load_balancer|hosted_zone|record|firewall)s?$|^(?:call_aws|run_gcloud_command|azure_cli|az_cli)$/,
    'deploy',
    'cloud',
  ],
  [
    null,
    /^(?:send_email|send_mail|send_message|post_message|send_sms|make_call|reply_to_thread|slack_post_message|slack_reply_to_thread|create_tweet|post_tweet|publish_post)$/,
    'deploy',
    'remote-api',
  ],
  [
    null,
    /^(?:create_cron|schedule_(?:job|task|command)|create_schedule|create_scheduled_task|register_task)$/,
    'scheduler',
    'schedule',
  ],
  [null, /^(?:shutdown|reboot|kill_all|format_disk)(?:_|$)/, 'disk-damage', 'shutdown'],
];

/** @param tool `mcp__server__action` */
export function judgeMcpAction(tool: string): Finding[] {
  const [, server = '', ...rest] = tool.split('__');
  if (HARMLESS_SERVER.test(server)) return [];
  const action = rest
    .join('__')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  const row = ROWS.find(([servers, actions]) => (servers === null || servers.test(server)) && actions.test(action));
  return row === undefined ? [] : [{ category: row[2], kind: row[3], subject: tool }];
}
