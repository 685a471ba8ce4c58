/** Clouds and services, the less common tools. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const deploy = toolsOf({ category: 'deploy', kind: 'deploy', unless: /--dry-run|--help/ });

export const moreClouds = (): readonly Tool[] => [
  deploy(
    'gcloud-seek',
    'gcloud',
    ['… seek|lock|unlock|link|unlink|bulk|grant|revoke|set|destroy|drop|prune|finalize|detach|reboot', '… jobs run'],
    {
      kind: 'cloud',
      valued: '--project --region --zone --account --format --filter',
      unless: /^config |^auth revoke|--help|(?:^| )config set|emulators/,
    },
  ),
  deploy(
    'az-config-zip',
    'az',
    [
      '… config-zip|boards|devops|delete|purge|deploy|swap|ssh|connect|export-to',
      '… acr build|import',
      '… pipelines run',
      '… repos create|delete|update|policy|pr',
    ],
    {
      kind: 'cloud',
      unless:
        /--dry-run(?!=false)|--help|repos (?:list|show|pr list)|devops (?:configure|project list)|^login|--dryrun/,
    },
  ),
  deploy('azcopy-rm', 'azcopy', ['rm|remove|cp|copy|sync|make|set-properties'], {
    kind: 'cloud',
    unless: /--dry-run|^(?:cp|copy) https?:\S+ (?!https?:)/,
  }),
  deploy(
    'scw-terminate',
    [
      'scw|oci|aliyun|tccli|ibmcloud|openstack|hcloud|linode-cli|vultr-cli|doctl|civo|exo|upctl|kamatera',
      'ovhcloud|yc|huaweicloud|hcloud-cli|metal|equinix',
    ],
    [
      '… terminate|bulk-delete|bulk-upload|put|kill|poweroff|halt|action|login-as|ssh|reset|rotate|unlock',
      '… change-*|rename|assign|unassign|add-*|remove-*|enable-*|disable-*|purge_cache|launch',
      /(?:^| )(?:Delete\w*|Terminate\w*|Stop\w*|Start\w*|Create\w*|Modify\w*|Run\w*|Reboot\w*|Release\w*|Reset\w*)\b/,
    ],
    { kind: 'cloud' },
  ),
  deploy(
    's4cmd-del',
    's4cmd|s3fs|goofys|gcsfuse|swift|obsutil|ossutil|coscmd|qshell|aliyunpan|mc',
    ['del|put|dsync|sync|mv|rm|mb|rb|delete|upload|post|cp|event|admin|anonymous|ilm|replicate|undo'],
    { kind: 'cloud', unless: /--dry-?run|(?:cp) s3:|(?:cp) oss:/ },
  ),
  deploy('cloudflared-tunnel', 'cloudflared', ['tunnel|access', /^tunnel\b.*(?:delete|create|route|run|cleanup)/], {
    unless: /tunnel (?:list|info)|--version|--help/,
  }),
  deploy(
    'supabase-secrets',
    'supabase',
    [
      'secrets|domains|vanity-subdomains|network-restrictions|ssl-enforcement|link|postgres-config|sso',
      'encryption',
      'config push',
      'branches create|delete|update',
      'storage rm|mv|cp',
      'orgs|projects create',
      'functions deploy',
    ],
    { unless: /(?:secrets|functions|projects|orgs|branches) list|--help|^link|get\b/ },
  ),
  deploy(
    'sf-project-deploy',
    'sf|sfdx',
    [
      'project deploy*|delete*',
      'org delete*|create*|assign*',
      'force:source:deploy*|force:source:push*|force:source:delete*|force:org:delete*|force:org:create*',
      'force:mdapi:deploy*|force:data:*|force:apex:execute*|force:package*|deploy*',
      'data delete*|update*|upsert*|create*|import*',
      'apex run*',
      'package publish*|install*',
      'package version promote*',
    ],
    { unless: /--dry-run|--check-only|validate|--help/ },
  ),
  deploy(
    'databricks-jobs-run-now',
    'databricks',
    [
      'jobs run-now|submit|create|delete|reset',
      'bundle run|deploy|destroy',
      'clusters|runs|secrets|repos|libraries|pipelines|sql',
      'fs rm|cp|put',
      'workspace import|delete|rm',
    ],
    { unless: /(?:clusters|runs|secrets|repos|pipelines|jobs) (?:list|get)|list|validate|--help/ },
  ),
  deploy(
    'dagster-cloud-serverless-deploy',
    [
      'dagster-cloud|modal|beam|banana|truss|baseten|runpod|runpodctl|vastai|lambda-cloud|skypilot|sky|ray',
      'anyscale|determined|det|paperspace|gradient|lightning|coiled|dask-cloudprovider',
    ],
    ['… serverless deploy', '… deploy|run|launch|push|up|down|stop|submit|exec|create|destroy|terminate|remove|start'],
    { unless: /--dry-run(?!=(?:false|none))|--help|ray (?:start|stop)(?: |$)|--local|det dev/ },
  ),
  deploy(
    'sentry-cli-releases-new',
    'sentry-cli',
    [
      'releases new*|finalize*|delete*|deploys*|set-commits*',
      'sourcemaps|debug-files upload*',
      'upload-*|send-event*',
      'deploys new*',
      'monitors run*',
      'issues resolve*|mute*',
    ],
    { kind: 'remote-api' },
  ),
  deploy(
    'datadog-ci-run-tests',
    [
      'datadog-ci|dd|newrelic|pd|pagerduty|opsgenie|statuspage|launchdarkly|ldcli|split|unleash|flagsmith',
      'honeycomb|grafana-cli|grafanactl|promtool|amtool|logz|sumo',
    ],
    [
      '… run-tests|upload|trigger|create|update|delete|resolve|ack|toggle-on|toggle-off|toggle|mark|send',
      '… admin|deployment|push|synthetics',
      '… silence add',
      '… lambda instrument',
    ],
    { kind: 'remote-api', unless: /--help|--dry-run|promtool (?:check|test|query)|amtool (?:check|config)/ },
  ),
  deploy(
    'temporal-workflow-terminate',
    'temporal|tctl|cadence',
    [
      '… workflow terminate|cancel|delete|reset|signal|start|execute|update',
      '… schedule|batch|operator|terminate|cancel|admin',
    ],
    { kind: 'remote-api', unless: /server start-dev|--address[= ](?:localhost|127)|--help|list|describe|show/ },
  ),
  deploy(
    'confluent-create',
    [
      'confluent|ccloud|kafka-configs|kafka-configs.sh|kafka-acls.sh|kafka-delete-records.sh|kcat|kafkacat',
      'rpk|nats|natscli|rabbitmqadmin|pulsar-admin|mqadmin|emqx|mosquitto_pub|awslocal-prod|zkcli|zkCli.sh',
    ],
    [
      '… create|update|rm|purge|add|edit|produce|pub|publish|truncate|declare|import|--alter|--add|--delete',
      '… deleteall|set',
      /(?:^| )delete\w*\b/,
    ],
    { kind: 'remote-api', unless: /(?:localhost|127\.0\.0\.1)|--help/ },
  ),
  deploy('mosquitto-pub-host', 'mosquitto_pub', ANY, {
    kind: 'remote-api',
    unless: /-h[= ]?(?:localhost|127)|--help/,
    flags: /^-(?:h|-host)/,
    valued: '-h --host -t -m',
  }),
  deploy(
    'kcadm-sh-create',
    'kcadm.sh|kcadm|kcreg.sh|authentik|zitadel|ory|fga|auth0|okta|casdoor',
    ['… create|update|delete|set-password|remove-*|add-*|import|patch', '… users create|delete|block'],
    { kind: 'remote-api', unless: /--dry-run(?!=(?:false|none))|--help|localhost/ },
  ),
  deploy(
    'circleci-pipeline-trigger',
    [
      'circleci|jenkins-cli|bk|buildkite-agent|travis|drone|woodpecker-cli|semaphore|sem-cli|appveyor',
      'codefresh|harness|concourse|fly-ci|tkn|spinnaker|spin|octo|octopus|teamcity|bamboo|gocd|cirrus',
      'earthly-ci|wercker|codeship',
    ],
    [
      '… pipeline trigger|run|upload',
      '… trigger|build|restart|cancel|create-job|delete-job|update-job|run|deploy|start|create-release',
      '… deploy-release|promote|rerun|retry|set|enable|disable|approve',
    ],
    { unless: /--dry-run(?!=(?:false|none))|--help|circleci (?:config|local)|drone exec|config (?:validate|process)/ },
  ),
  deploy('java', 'java', [
    /jenkins-cli\.jar .* (?:build|create-job|delete-\S+|update-job|groovy|groovysh|restart|safe-restart|shutdown)/,
    /jenkins-cli\.jar .* (?:reload-\S+|set-\S+)/,
  ]),
  deploy(
    'gh-run-rerun',
    'gh',
    [
      'run rerun|cancel|delete',
      'deploy-key|org|ruleset|preview',
      'workflow run|enable|disable',
      'issue transfer|delete|lock|close|pin',
      'pr lock|update-branch',
      'repo sync|set-default|unarchive|rename|edit',
      'project close|delete|edit|item-delete|field-delete',
      'codespace ssh|cp|rebuild|stop',
      'extension install',
      'label clone|edit',
      'alias set|import|delete',
    ],
    {
      kind: 'remote-api',
      unless: [
        /--help|repo set-default|ruleset (?:list|view|check)|org list|repo sync$|issue (?:close|pin)/,
        /codespace (?:stop)|pr update-branch/,
        /alias set \S+ ['"]?(?:pr|issue|repo|run) (?:list|view|status|checkout|checks)/,
      ],
    },
  ),
  deploy('gh-field', 'gh|glab', [/^api\b(?!.*(?:graphql|search\/))/], {
    kind: 'remote-api',
    flags: /^(?:-f|-F|--field|--raw-field|--input)=/,
    valued: '-X --method -H --header -f -F --field --raw-field --jq -q -t --template --input --hostname',
    unless: /(?:-X|--method)[= ]?GET|--help/,
  }),
  deploy('gh-api-graphql', 'gh|glab', ['api graphql'], {
    kind: 'remote-api',
    flags: /mutation/,
    valued: '-f -F --field --raw-field --input -H --header --jq -q',
  }),
  deploy(
    'glab-ci-run',
    'glab',
    [
      'ci run|trigger|retry|cancel|delete',
      'pipeline run|delete|retry|cancel',
      'variable set|delete|update',
      'schedule create|run|delete',
      'repo delete|transfer|archive|mirror',
      'mr delete|merge|approve',
      'issue|label|milestone delete',
      'release delete|upload|create',
      'token revoke',
      'deploy-key|runner|cluster',
      'ssh-key add|delete',
    ],
    { kind: 'remote-api' },
  ),
  deploy(
    'hub-delete',
    'hub|tea|berg|fj|lab|jira|acli',
    [
      '… delete|merge|remove|archive|move|transition|sync',
      '… repo delete|create|transfer',
      '… release create|delete|edit',
      '… pr merge',
    ],
    { kind: 'remote-api', unless: /--dry-run(?!=(?:false|none))|--help|hub sync|lab ci (?:lint|view)/ },
  ),
];
