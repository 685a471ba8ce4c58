/** Deployment, clusters, clouds, other machines, the less common ways; rules/tools.ts asks here after its own table. */
import type { Tool } from './tool.js';

const deploy = (program: Tool['program'], words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'deploy',
  kind: 'deploy',
  unless: /--dry-run|--help/,
  ...rest,
});

export const DEPLOYING: readonly Tool[] = [
  // -- clusters
  deploy('kubectl|oc|k|kubecolor', /^proxy\b.*|^/, {
    kind: 'cluster',
    flags: /^--(?:address=0\.0\.0\.0|accept-hosts)/,
  }),
  deploy(
    'kubectl|oc|k',
    /^(?:argo rollouts (?:promote|abort|undo|restart|retry|set|pause)|cnpg (?:promote|restart|destroy|fencing|hibernate)|cert-manager renew|neat delete|node-shell|exec-as|ssh|enter|gadget|rabbitmq|minio|ctx -d|ns -d|rook-ceph)\b/,
    { kind: 'cluster' },
  ),
  deploy('oc', /^(?:rollout (?:latest|cancel|retry)|rollback|deploy|idle|secrets|extract|sync|cancel-build|delete)\b/, {
    kind: 'cluster',
  }),
  deploy('helmsman|reckoner|ship|kapp|werf|carvel|ytt-deploy', /^/, {
    kind: 'cluster',
    flags: /^-{1,2}(?:apply|destroy|deploy)/,
  }),
  deploy('kapp', /^(?:deploy|delete|app-change gc)\b/, { kind: 'cluster' }),
  deploy('tilt', /^(?:up|ci|down|trigger)\b/, {
    kind: 'cluster',
    flags: /^--context=(?!kind|minikube|k3d|docker-desktop|colima|orbstack)/,
    valued: '--context -f',
  }),
  deploy('tilt', /^down\b/, { kind: 'cluster', unless: /--context[= ](?:kind|minikube|k3d)|--help/ }),
  deploy(
    'devspace|okteto|garden|skaffold|telepresence|draft|porter|acorn|score|nocalhost',
    /^(?:deploy|up|run|down|destroy|delete|purge|cleanup|intercept|connect|helm)\b/,
    { kind: 'cluster', unless: /--context[= ](?:kind|minikube|k3d|docker-desktop)|--help/ },
  ),
  deploy(
    'nomad',
    /^(?:stop|run|alloc (?:exec|stop|restart|signal)|exec|system (?:gc|reconcile)|node (?:drain|eligibility|purge)|var (?:put|purge|init)|namespace (?:apply|delete)|acl|operator|deployment (?:fail|promote)|quota|volume (?:delete|detach|register|create)|server (?:force-leave|join)|job (?:stop|run|promote|revert|dispatch|periodic|scale))\b/,
    { kind: 'cluster' },
  ),
  deploy(
    'consul|serf',
    /^(?:leave|force-leave|join|config (?:write|delete)|acl|kv (?:put|delete|import)|intention (?:create|delete)|services (?:register|deregister)|snapshot restore|operator|maint|lock|exec|event|connect|peering)\b/,
    { kind: 'cluster', unless: /--help|acl (?:token|policy) (?:list|read)/ },
  ),
  deploy(
    'docker',
    /^compose\b.* (?:up|down|rm|restart|stop|start|pull|exec|run)\b|^compose (?:up|down|rm|restart)\b|^(?:rm|stop|restart|run|kill|rmi|start|exec|service|stack|volume|system)\b/,
    {
      kind: 'remote-host',
      flags: /^(?:--context=(?!default|desktop|colima|orbstack|rancher)|-H=(?:ssh|tcp)|--host=(?:ssh|tcp))/,
      valued: '--context -H --host -f --file -p --project-name',
    },
  ),
  deploy('docker', /^context use (?!default|desktop|colima|orbstack|rancher)/, { kind: 'remote-host' }),
  // -- infrastructure as code
  deploy('terragrunt', /^(?:stack run|run|exec --) ?(?:-- )?(?:apply|destroy)/, { kind: 'infrastructure' }),
  deploy(
    'atlantis|spacectl|scalr|env0|tfc|tfcloud|terramate|atmos|digger',
    /(?:^| )(?:apply|deploy|destroy|trigger|confirm|run|unlock|promote)\b/,
    { kind: 'infrastructure', unless: /--help|terramate (?:run|list|generate|fmt)/ },
  ),
  deploy('sst', /^(?:secret (?:set|remove|load)|shell|unlock|state (?:edit|remove|repair)|refresh)\b/, {
    kind: 'infrastructure',
  }),
  deploy(
    'ampx|architect|claudia|begin|openfaas-cli|faas-cli|faas|nuclio|nuctl|fission|kn|fn',
    /^(?:pipeline-deploy|deploy|update|destroy|create|up|push|remove|delete|sandbox delete|publish|set-version)\b/,
    { kind: 'infrastructure' },
  ),
  deploy('ansible-console', /^/, { kind: 'infrastructure', unless: /--version|--help/ }),
  deploy('chef-client|chef-solo|chef-run|puppet-agent|cf-agent|cfengine', /^/, {
    kind: 'infrastructure',
    unless: /--version|--help|--why-run|-W\b|-n\b|--no-op|--noop/,
  }),
  deploy('bolt', /^(?:command|script|task|plan|apply|file) ?(?:run|upload)?/, {
    kind: 'infrastructure',
    unless: /--noop|--help|(?:task|plan) show/,
  }),
  deploy('vagrant', /^(?:push|snapshot (?:delete|restore)|up|halt|reload|provision|ssh)\b/, {
    kind: 'infrastructure',
    flags: /^--provider=(?!virtualbox|libvirt|docker|parallels|vmware)/,
  }),
  deploy('vagrant', /^(?:push|snapshot (?:delete|restore|pop)|box remove)\b/, { kind: 'infrastructure' }),
  deploy('deploy-rs|deploy|morph|krops|bento', /^(?:\.|deploy|#|github:)/, { kind: 'infrastructure' }),
  deploy(
    'kamal|mrsk',
    /^(?:setup|app|proxy|accessory|rollback|redeploy|deploy|prune|lock|remove|server|registry|env push|secrets|traefik)\b/,
    {
      unless:
        /--help|(?:app|proxy|accessory|traefik) (?:logs|details|containers|images|version|live)|lock status|kamal (?:config|docs|version|init)/,
    },
  ),
  deploy(
    'restic|borg|borgmatic|duplicity|duplicacy|kopia|rdiff-backup|tarsnap|bup|rsnapshot',
    /(?:^| )(?:forget|prune|delete|remove-\S+|purge|compact|maintenance run|snapshot delete|key remove|migrate|rebuild-index|cleanup)\b/,
    { kind: 'cloud' },
  ),
  // -- clouds
  deploy(
    'gcloud',
    /(?:^| )(?:seek|jobs run|lock|unlock|link|unlink|bulk|grant|revoke|set|destroy|drop|prune|finalize|detach|reboot)\b/,
    {
      kind: 'cloud',
      valued: '--project --region --zone --account --format --filter',
      unless: /^config |^auth revoke|--help|(?:^| )config set|emulators/,
    },
  ),
  deploy(
    'az',
    /(?:^| )(?:config-zip|acr build|acr import|pipelines run|repos (?:create|delete|update|policy|pr)|boards|devops|delete|purge|deploy|swap|ssh|connect|export-to)\b/,
    { kind: 'cloud', unless: /--help|repos (?:list|show|pr list)|devops (?:configure|project list)|^login|--dryrun/ },
  ),
  deploy('azcopy', /^(?:rm|remove|cp|copy|sync|make|set-properties)\b/, {
    kind: 'cloud',
    unless: /--dry-run|^(?:cp|copy) https?:\S+ (?!https?:)/,
  }),
  deploy(
    'scw|oci|aliyun|tccli|ibmcloud|openstack|hcloud|linode-cli|vultr-cli|doctl|civo|exo|upctl|kamatera|ovhcloud|yc|huaweicloud|hcloud-cli|metal|equinix',
    /(?:^| )(?:terminate|Delete\w*|Terminate\w*|Stop\w*|Start\w*|Create\w*|Modify\w*|Run\w*|Reboot\w*|Release\w*|Reset\w*|bulk-(?:delete|upload)|put|kill|poweroff|halt|action|login-as|ssh|reset|rotate|unlock|change-\S+|rename|assign|unassign|add-\S+|remove-\S+|enable-\S+|disable-\S+|purge_cache|launch)\b/,
    { kind: 'cloud' },
  ),
  deploy(
    's4cmd|s3fs|goofys|gcsfuse|swift|obsutil|ossutil|coscmd|qshell|aliyunpan|mc',
    /^(?:del|put|dsync|sync|mv|rm|mb|rb|delete|upload|post|cp|event|admin|anonymous|ilm|replicate|undo)\b/,
    { kind: 'cloud', unless: /--dry-?run|(?:cp) s3:|(?:cp) oss:/ },
  ),
  deploy('cloudflared', /^tunnel\b.*(?:delete|create|route|run|cleanup)|^tunnel\b|^access\b/, {
    unless: /tunnel (?:list|info)|--version|--help/,
  }),
  deploy(
    'supabase',
    /^(?:secrets|domains|vanity-subdomains|network-restrictions|ssl-enforcement|config push|link|branches (?:create|delete|update)|postgres-config|storage (?:rm|mv|cp)|sso|orgs create|projects create|functions deploy|encryption)\b/,
    { unless: /(?:secrets|functions|projects|orgs|branches) list|--help|^link|get\b/ },
  ),
  deploy(
    'sf|sfdx',
    /^(?:project (?:deploy|delete)|org (?:delete|create|assign)|force:(?:source:(?:deploy|push|delete)|org:(?:delete|create)|mdapi:deploy|data:|apex:execute|package)|data (?:delete|update|upsert|create|import)|apex run|package (?:publish|version promote|install)|deploy)/,
    { unless: /--dry-run|--check-only|validate|--help/ },
  ),
  deploy(
    'databricks',
    /^(?:jobs (?:run-now|submit|create|delete|reset)|bundle (?:run|deploy|destroy)|clusters|fs (?:rm|cp|put)|workspace (?:import|delete|rm)|runs|secrets|repos|libraries|pipelines|sql)\b/,
    { unless: /(?:clusters|runs|secrets|repos|pipelines|jobs) (?:list|get)|list|validate|--help/ },
  ),
  deploy(
    'dagster-cloud|modal|beam|banana|truss|baseten|runpod|runpodctl|vastai|lambda-cloud|skypilot|sky|ray|anyscale|determined|det|paperspace|gradient|lightning|coiled|dask-cloudprovider',
    /(?:^| )(?:serverless deploy|deploy|run|launch|push|up|down|stop|submit|exec|create|destroy|terminate|remove|start)\b/,
    { unless: /--help|ray (?:start|stop)(?: |$)|--local|det dev/ },
  ),
  deploy(
    'sentry-cli',
    /^(?:releases (?:new|finalize|delete|deploys|set-commits)|sourcemaps upload|upload-\S+|debug-files upload|send-event|deploys new|monitors run|issues (?:resolve|mute))/,
    { kind: 'remote-api' },
  ),
  deploy(
    'datadog-ci|dd|newrelic|pd|pagerduty|opsgenie|statuspage|launchdarkly|ldcli|split|unleash|flagsmith|honeycomb|grafana-cli|grafanactl|promtool|amtool|logz|sumo',
    /(?:^| )(?:run-tests|upload|trigger|create|update|delete|resolve|ack|toggle-on|toggle-off|toggle|mark|send|admin|silence add|deployment|push|lambda instrument|synthetics)\b/,
    { kind: 'remote-api', unless: /--help|--dry-run|promtool (?:check|test|query)|amtool (?:check|config)/ },
  ),
  deploy(
    'temporal|tctl|cadence',
    /(?:^| )(?:workflow (?:terminate|cancel|delete|reset|signal|start|execute|update)|schedule|batch|operator|terminate|cancel|admin)\b/,
    { kind: 'remote-api', unless: /server start-dev|--address[= ](?:localhost|127)|--help|list|describe|show/ },
  ),
  deploy(
    'confluent|ccloud|kafka-configs|kafka-configs.sh|kafka-acls.sh|kafka-delete-records.sh|kcat|kafkacat|rpk|nats|natscli|rabbitmqadmin|pulsar-admin|mqadmin|emqx|mosquitto_pub|awslocal-prod|zkcli|zkCli.sh',
    /(?:^| )(?:delete\w*|create|update|rm|purge|add|edit|produce|pub|publish|truncate|declare|import|--alter|--add|--delete|deleteall|set)\b/,
    { kind: 'remote-api', unless: /(?:localhost|127\.0\.0\.1)|--help/ },
  ),
  deploy('mosquitto_pub', /^/, {
    kind: 'remote-api',
    unless: /-h[= ]?(?:localhost|127)|--help/,
    flags: /^-(?:h|-host)/,
    valued: '-h --host -t -m',
  }),
  deploy(
    'kcadm.sh|kcadm|kcreg.sh|authentik|zitadel|ory|fga|auth0|okta|casdoor',
    /(?:^| )(?:create|update|delete|set-password|remove-\S+|add-\S+|import|patch|users (?:create|delete|block))\b/,
    { kind: 'remote-api', unless: /--help|localhost/ },
  ),
  deploy(
    'circleci|jenkins-cli|bk|buildkite-agent|travis|drone|woodpecker-cli|semaphore|sem-cli|appveyor|codefresh|harness|concourse|fly-ci|tkn|spinnaker|spin|octo|octopus|teamcity|bamboo|gocd|cirrus|earthly-ci|wercker|codeship',
    /(?:^| )(?:pipeline (?:trigger|run|upload)|trigger|build|restart|cancel|create-job|delete-job|update-job|run|deploy|start|create-release|deploy-release|promote|rerun|retry|set|enable|disable|approve)\b/,
    { unless: /--help|circleci (?:config|local)|drone exec|config (?:validate|process)/ },
  ),
  deploy(
    'java',
    /jenkins-cli\.jar .* (?:build|create-job|delete-\S+|update-job|groovy|groovysh|restart|safe-restart|shutdown|reload-\S+|set-\S+)/,
  ),
  deploy(
    'gh',
    /^(?:run (?:rerun|cancel|delete)|deploy-key|workflow (?:run|enable|disable)|issue (?:transfer|delete|lock|close|pin)|pr (?:lock|update-branch)|repo (?:sync|set-default|unarchive|rename|edit)|org|ruleset|project (?:close|delete|edit|item-delete|field-delete)|codespace (?:ssh|cp|rebuild|stop)|extension install|label (?:clone|edit)|alias (?:set|import|delete)|preview)\b/,
    {
      kind: 'remote-api',
      unless:
        /--help|repo set-default|ruleset (?:list|view|check)|org list|repo sync$|issue (?:close|pin)|codespace (?:stop)|pr update-branch|alias set \S+ ['"]?(?:pr|issue|repo|run) (?:list|view|status|checkout|checks)/,
    },
  ),
  deploy('gh|glab', /^api\b(?!.*(?:graphql|search\/))/, {
    kind: 'remote-api',
    flags: /^(?:-f|-F|--field|--raw-field|--input)=/,
    valued: '-X --method -H --header -f -F --field --raw-field --jq -q -t --template --input --hostname',
    unless: /(?:-X|--method)[= ]?GET|--help/,
  }),
  deploy('gh|glab', /^api graphql\b/, {
    kind: 'remote-api',
    flags: /mutation/,
    valued: '-f -F --field --raw-field --input -H --header --jq -q',
  }),
  deploy(
    'glab',
    /^(?:ci (?:run|trigger|retry|cancel|delete)|pipeline (?:run|delete|retry|cancel)|variable (?:set|delete|update)|schedule (?:create|run|delete)|repo (?:delete|transfer|archive|mirror)|mr (?:delete|merge|approve)|issue delete|release (?:delete|upload|create)|token revoke|deploy-key|ssh-key (?:add|delete)|runner|cluster|label delete|milestone delete)\b/,
    { kind: 'remote-api' },
  ),
  deploy(
    'hub|tea|berg|fj|lab|jira|acli',
    /(?:^| )(?:delete|repo (?:delete|create|transfer)|release (?:create|delete|edit)|pr merge|merge|remove|archive|move|transition|sync)\b/,
    { kind: 'remote-api', unless: /--help|hub sync|lab ci (?:lint|view)/ },
  ),
  deploy('act', /^/, {
    flags: /^(?:-j|--job)=(?:deploy|release|publish)/,
    valued: '-j --job -W -P -s --secret-file',
    kind: 'deploy-script',
  }),
  // -- other machines, tunnels, mail
  deploy(
    'sshpass|pdsh|pssh|parallel-ssh|pscp|prsync|mussh|clush|dsh|cssh|csshx|xpanes|winrs|psexec|PsExec|wmiexec.py|evil-winrm|rexec|rsh|rlogin|telnet|tsh|teleport|boundary|sshuttle|plink|putty|kitten',
    /^(?!-V|--version|--help|(?:localhost|127\.0\.0\.1)).+/,
    {
      kind: 'remote-host',
      unless: /(?:^| )(?:localhost|127\.0\.0\.1)(?: |$)|--help|tsh (?:status|ls)|(?:github|gitlab)\.com/,
    },
  ),
  deploy(
    'ncftpput|ncftp|tftp|ftp|lftp|curlftpfs|sshfs|cadaver|davfs2|smbclient|mount.cifs|wput',
    /^(?!--version|--help)./,
    { kind: 'remote-host', unless: /localhost|127\.0\.0\.1/, valued: '-P -p -u' },
  ),
  deploy(
    'ngrok|localtunnel|lt|bore|serveo|pagekite|zrok|frpc|inlets|expose|loophole|localhost.run|tunnelmole|tmole|beeceptor|instatunnel',
    /^(?!version|help|config|authtoken|--)\S*|^/,
    { kind: 'remote-host', unless: /--help|--version|^version|^config (?:check|edit)/ },
  ),
  deploy(
    'tailscale|wg-quick|wg|openvpn|zerotier-cli|netbird|nebula',
    /^(?:up|down|funnel|serve|set|logout|switch|ssh|cert|file cp|join|leave|setconf|--config|exit-node|\S+\.ovpn)\b/,
    { kind: 'remote-host', unless: /--help|status/ },
  ),
  deploy('ssh-copy-id', /./, { kind: 'remote-host' }),
  deploy('mail|mailx|mutt|neomutt|sendmail|msmtp|swaks|ssmtp|nail|himalaya', /./, {
    kind: 'remote-api',
    unless: /--help|--version|-V\b|(?:localhost|127\.0\.0\.1):\d+|^-bp$|--server[= ](?:localhost|127)/,
  }),
  deploy('sendmail', /^/, { kind: 'remote-api', unless: /-bp|--help|-V/ }),
  deploy(
    'grpcurl|grpc_cli|evans|ghz',
    /\.\w*\/?(?:Delete|Create|Update|Remove|Set|Put|Drop|Purge|Stop|Start|Deploy|Send)\w*$/,
    { kind: 'remote-api', unless: /(?:localhost|127\.0\.0\.1|\[::1\])/, valued: '-d -H -proto -import-path' },
  ),
  deploy(
    'twilio|slack|slackcat|telegram-send|ntfy|apprise|gotify|sendgrid|mailgun|pushover|discord-webhook|matrix-commander|signal-cli|toot|tweet|twurl|t',
    /(?:^| )(?:api:core:messages:create|phone-numbers|chat send|send|publish|push|post|update|-b|-t)\b/,
    { kind: 'remote-api' },
  ),
  deploy(
    'make|gmake|just|task|rake',
    /(?:^| )(?:provision|rollout|rollback|ship-it|push-prod|prod-\w+|production|go-live|promote|tf-apply|terraform-apply|apply-prod|infra-(?:up|apply|destroy)|k8s-(?:apply|deploy|delete)|helm-(?:install|upgrade))(?:$| |[:_-])/,
    { kind: 'deploy-script', valued: '-C -f -j', unless: /dry[-_]?run|(?:^| )-n\b|build|check|test|lint|plan/ },
  ),
  deploy(
    'strapi|ghost|wrangler-legacy|gatsby-cloud|contentful|sanity|prismic|storyblok|directus|payload|keystone|wix|webflow|squarespace|bigcommerce|stencil|slicemachine',
    /(?:^| )(?:transfer|deploy|space (?:delete|import|create)|import|dataset (?:delete|import|copy)|schema apply|push|undeploy|graphql deploy|update|publish)\b/,
    { unless: /--help|--dry-run|gatsby/ },
  ),
];
