/** Other machines, tunnels, mail and messages. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const deploy = toolsOf({ category: 'deploy', kind: 'deploy', unless: /--dry-run|--help/ });

export const moreMachines = (): readonly Tool[] => [
  deploy(
    'sshpass',
    [
      'sshpass|pdsh|pssh|parallel-ssh|pscp|prsync|mussh|clush|dsh|cssh|csshx|xpanes|winrs|psexec|PsExec',
      'wmiexec.py|evil-winrm|rexec|rsh|rlogin|telnet|tsh|teleport|boundary|sshuttle|plink|putty|kitten',
    ],
    [/^(?!-V|--version|--help|(?:localhost|127\.0\.0\.1)).+/],
    {
      kind: 'remote-host',
      unless: /(?:^| )(?:localhost|127\.0\.0\.1)(?: |$)|--help|tsh (?:status|ls)|(?:github|gitlab)\.com/,
    },
  ),
  deploy(
    'ncftpput',
    'ncftpput|ncftp|tftp|ftp|lftp|curlftpfs|sshfs|cadaver|davfs2|smbclient|mount.cifs|wput',
    [/^(?!--version|--help)./],
    { kind: 'remote-host', unless: /localhost|127\.0\.0\.1/, valued: '-P -p -u' },
  ),
  deploy(
    'ngrok',
    [
      'ngrok|localtunnel|lt|bore|serveo|pagekite|zrok|frpc|inlets|expose|loophole|localhost.run|tunnelmole',
      'tmole|beeceptor|instatunnel',
    ],
    [/^(?!version|help|config|authtoken|--)\S*/, /^/],
    { kind: 'remote-host', unless: /--dry-run(?!=(?:false|none))|--help|--version|^version|^config (?:check|edit)/ },
  ),
  deploy(
    'tailscale-up',
    'tailscale|wg-quick|wg|openvpn|zerotier-cli|netbird|nebula',
    ['up|down|funnel|serve|set|logout|switch|ssh|cert|join|leave|setconf|--config|exit-node|*.ovpn', 'file cp'],
    { kind: 'remote-host', unless: /--dry-run(?!=(?:false|none))|--help|status/ },
  ),
  deploy('ssh-copy-id', 'ssh-copy-id', [/./], { kind: 'remote-host' }),
  deploy('mail', 'mail|mailx|mutt|neomutt|sendmail|msmtp|swaks|ssmtp|nail|himalaya', [/./], {
    kind: 'remote-api',
    unless:
      /--dry-run(?!=false)|--help|--version|-V\b|(?:localhost|127\.0\.0\.1):\d+|^-bp$|--server[= ](?:localhost|127)/,
  }),
  deploy('sendmail', 'sendmail', ANY, { kind: 'remote-api', unless: /-bp|--help|-V/ }),
  deploy(
    'grpcurl',
    'grpcurl|grpc_cli|evans|ghz',
    [/\.\w*\/?(?:Delete|Create|Update|Remove|Set|Put|Drop|Purge|Stop|Start|Deploy|Send)\w*$/],
    { kind: 'remote-api', unless: /(?:localhost|127\.0\.0\.1|\[::1\])/, valued: '-d -H -proto -import-path' },
  ),
  deploy(
    'twilio-api-core-messages-create',
    [
      'twilio|slack|slackcat|telegram-send|ntfy|apprise|gotify|sendgrid|mailgun|pushover|discord-webhook',
      'matrix-commander|signal-cli|toot|tweet|twurl|t',
    ],
    ['… api:core:messages:create|phone-numbers|send|publish|push|post|update|-b|-t', '… chat send'],
    { kind: 'remote-api' },
  ),
  deploy(
    'make-any-deploy-script',
    'make|gmake|just|task|rake',
    [
      /(?:^| )(?:provision|rollout|rollback|ship-it|push-prod|prod-\w+|production|go-live|promote)(?:$| |[:_-])/,
      /(?:^| )tf-apply(?:$| |[:_-])/,
      /(?:^| )(?:terraform-apply|apply-prod|infra-(?:up|apply|destroy)|k8s-(?:apply|deploy|delete))(?:$| |[:_-])/,
      /(?:^| )helm-(?:install|upgrade)(?:$| |[:_-])/,
    ],
    { kind: 'deploy-script', valued: '-C -f -j', unless: /dry[-_]?run|(?:^| )-n\b|build|check|test|lint|plan/ },
  ),
  deploy(
    'strapi-transfer',
    [
      'strapi|ghost|wrangler-legacy|gatsby-cloud|contentful|sanity|prismic|storyblok|directus|payload',
      'keystone|wix|webflow|squarespace|bigcommerce|stencil|slicemachine',
    ],
    [
      '… transfer|deploy|import|push|undeploy|update|publish',
      '… space delete|import|create',
      '… dataset delete|import|copy',
      '… schema apply',
      '… graphql deploy',
    ],
    { unless: /--help|--dry-run|gatsby/ },
  ),
];
