/**
 * Tools of MCP servers, judged by the name of their action, because their input may show neither a command nor a path.
 */
import { isListed } from '../../args.js';
import type { Finding } from '../../model.js';
import { findingOf, type Rule, RuleTable, rule, says } from '../rule.js';

/** Servers that affect nothing outside a conversation, a page or a file of this project. */
const HARMLESS_SERVERS =
  'memory|sequentialthinking|sequential-thinking|sequential_thinking|fetch|time|everything|context7|playwright|' +
  'puppeteer|browser|chromedevtools|chrome-devtools|chrome_devtools|filesystem|serena|ide|todo|notes|obsidian';

const ANY_SERVER = /^/;
const GIT_SERVER = /git/i;

/** The whole name of an action. */
const whole = (...names: string[]): RegExp => new RegExp(`^(?:${names.join('|')})$`);
/** A part of the name, between underscores. */
const part = (...names: string[]): RegExp => new RegExp(`(?:^|_)(?:${names.join('|')})(?:$|_)`);
/** One of these verbs with one of these nouns. */
const each = (verbs: string, ...nouns: string[]): RegExp => whole(`(?:${verbs})_(?:${nouns.join('|')})`);

/** `programs` is compared with the server, `asks` with the action in lower case, words joined by underscores. */
export const MCP_RULES = new RuleTable<Rule>({
  mcp: () => [
    rule(
      'mcp-merge',
      ANY_SERVER,
      [whole('merge_pull_request|merge_merge_request|merge_pr|pull_request_merge|accept_merge_request')],
      'publish',
      'merge-remote',
    ),
    rule(
      'mcp-release',
      ANY_SERVER,
      [each('create|publish|update|edit|delete', 'release'), each('publish', 'package|release|extension|app|version')],
      'publish',
      'publish-release',
    ),
    rule(
      'mcp-remove-remote',
      ANY_SERVER,
      [
        each(
          'delete|archive|transfer|rename',
          'repo|repository|branch|tag|ref|project|organization|team|workspace|environment',
        ),
        /^(?:update|delete)_branch_protection/,
        whole('update_repository'),
      ],
      'remote-deletion',
      'delete-remote-repository',
    ),
    rule('mcp-git-reset', GIT_SERVER, [whole('git_reset|git_clean|reset_hard')], 'lost-work', 'hard-reset'),
    rule('mcp-git-force', GIT_SERVER, [/force[-_]?push|^push_force$/], 'history-rewrite', 'force-push'),
    rule(
      'mcp-payment',
      ANY_SERVER,
      [
        part(
          'refund|payout|transfer_funds|send_payment|make_payment|charge|create_charge|create_payment',
          'create_payment_intent|create_refund|create_payout|create_transfer|place_order|create_order|buy|sell',
          'withdraw|purchase|checkout|cancel_subscription|update_subscription|finalize_invoice|pay_invoice',
        ),
      ],
      'money',
      'payment',
    ),
    rule(
      'mcp-chain',
      ANY_SERVER,
      [
        part(
          'send_transaction|sign_transaction|send_raw_transaction|transfer_(?:token|tokens|eth|sol|native)',
          'deploy_contract|write_contract|mint|swap|bridge|approve_token',
        ),
      ],
      'money',
      'chain',
    ),
    rule(
      'mcp-secret',
      ANY_SERVER,
      [
        each(
          'get|read|list|reveal|fetch|export',
          '(?:secrets?|credentials?|passwords?|private_key|api_keys?|access_tokens?)(?:_values?)?',
          '(?:env(?:ironment)?_vars?|cookies)(?:_values?)?',
        ),
        each('secret|vault', 'read|get'),
      ],
      'secrets',
      'secret-command',
    ),
    rule(
      'mcp-database-drop',
      ANY_SERVER,
      [
        each(
          'drop|truncate|reset|restore|delete|wipe',
          'database|db|table|tables|collection|schema|index|keyspace|bucket_data|branch_data',
        ),
        whole('flushall|flushdb|flush_db|delete_many|delete_all|drop'),
      ],
      'database',
      'sql-drop',
    ),
    rule(
      'mcp-migration',
      ANY_SERVER,
      [whole('apply_migration|run_migration|execute_migration|reset_branch|merge_branch_db')],
      'database',
      'database-production',
    ),
    rule(
      'mcp-cluster',
      ANY_SERVER,
      [
        each('kubectl', 'apply|delete|create|patch|scale|rollout|exec|edit|drain|cordon|generic'),
        whole('(?:install|uninstall|upgrade)_helm_chart|helm_(?:install|upgrade|uninstall)'),
        each('pods|resources', 'delete|exec|run|create_or_update'),
        whole('scale_deployment|delete_pod|exec_in_pod|rollout_restart'),
      ],
      'deploy',
      'cluster',
    ),
    rule(
      'mcp-infrastructure',
      ANY_SERVER,
      [
        each('terraform|tofu|pulumi|cdk', 'apply|destroy|up|deploy|import'),
        each('apply|destroy', 'stack|infrastructure|plan'),
        whole('execute_terraform_command'),
      ],
      'deploy',
      'infrastructure',
    ),
    rule(
      'mcp-deploy',
      ANY_SERVER,
      [
        part('deploy|redeploy|rollback|promote'),
        /^deploy\w*$/,
        whole('create_deployment|trigger_(?:deploy|workflow|pipeline|build)|run_(?:workflow|pipeline)'),
        whole('dispatch_workflow|cancel_deployment|restart_service|restart_app|pause_project|restore_project'),
      ],
      'deploy',
      'deploy',
    ),
    rule(
      'mcp-cloud',
      ANY_SERVER,
      [
        each(
          'create|delete|terminate|stop|start|reboot|update|resize|modify|put|purge|destroy',
          '(?:instance|instances|server|servers|droplet|vm|bucket|object|function|lambda|stack|cluster|service)s?',
          '(?:services|dns_record|zone|domain|queue|volume|security_group|role|policy|user|worker|kv_namespace)s?',
          '(?:d1_database|r2_bucket|project|app|secret|env_var|environment_variable|database|certificate)s?',
          '(?:load_balancer|hosted_zone|record|firewall)s?',
        ),
        whole('call_aws|run_gcloud_command|azure_cli|az_cli'),
      ],
      'deploy',
      'cloud',
    ),
    rule(
      'mcp-message',
      ANY_SERVER,
      [
        whole('send_email|send_mail|send_message|post_message|send_sms|make_call|reply_to_thread'),
        whole('slack_post_message|slack_reply_to_thread|create_tweet|post_tweet|publish_post'),
      ],
      'deploy',
      'remote-api',
    ),
    rule(
      'mcp-schedule',
      ANY_SERVER,
      [whole('create_cron|schedule_(?:job|task|command)|create_schedule|create_scheduled_task|register_task')],
      'scheduler',
      'schedule',
    ),
    rule('mcp-shutdown', ANY_SERVER, [/^(?:shutdown|reboot|kill_all|format_disk)(?:_|$)/], 'disk-damage', 'shutdown'),
  ],
});

/** @param tool `mcp__server__action` */
export function judgeMcpAction(tool: string): Finding[] {
  const [, server = '', ...rest] = tool.split('__');
  if (isListed(server.toLowerCase(), HARMLESS_SERVERS)) return [];
  const action = rest
    .join('__')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  const found = MCP_RULES.of(server).find(({ asks }) => says(asks, action));
  return found === undefined ? [] : [findingOf(found, tool)];
}
