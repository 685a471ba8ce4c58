/**
 * Tools whose sub-commands say what they do to the world outside: publishing, deploying, the cloud, money. One table.
 */
import { isProgram, lineOf, type Programs, texts } from '../../args.js';
import { type Call, type Finding, shown } from '../../model.js';
import { judgeRequest } from './requests.js';
import type { Tool } from './tool.js';
import { DEPLOYING } from './tools-deploy.js';
import { MOVING } from './tools-money.js';
import { PUBLISHING } from './tools-publish.js';

const publish = (program: Programs, words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'publish',
  kind: 'publish-package',
  unless: /--dry-run(?!=false)/,
  ...rest,
});
const deploy = (program: Programs, words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'deploy',
  kind: 'deploy',
  ...rest,
});
const cloud = (program: Programs, words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'deploy',
  kind: 'cloud',
  ...rest,
});
const cluster = (program: Programs, words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'deploy',
  kind: 'cluster',
  valued: CLUSTER,
  unless: LOCAL_CLUSTER,
  ...rest,
});
const infrastructure = (program: Programs, words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'deploy',
  kind: 'infrastructure',
  ...rest,
});
const money = (program: Programs, words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'money',
  kind: 'chain',
  unless: LOCAL_CHAIN,
  ...rest,
});

const CLUSTER =
  '-n --namespace --context --kube-context --kubeconfig --cluster --user -f --filename -l --selector -o --output -s --server --set --values --version --repo --timeout';
const LOCAL_CLUSTER =
  /--dry-run|--(?:kube-)?context[= ](?:kind-|k3d-|minikube|docker-desktop|colima|orbstack|rancher-desktop|microk8s)/;
const LOCAL_CHAIN =
  /(?:--(?:rpc-url|fork-url|url|network|provider|node)|-u|-r)[= ](?:https?:\/\/|ws:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|local(?:net)?|anvil|hardhat|ganache|development|develop|l)(?:[:/ ]|$)|--provider\.cluster[= ]local|-regtest|--network=regtest|--simulate|--local\b/;
const JS =
  'npm|pnpm|yarn|bun|lerna|nx|changeset|changesets|release-it|semantic-release|np|jsr|vsce|ovsx|auto|deno|rush|turbo';
const AWS_VALUED = '--profile --region --output --query --endpoint-url --cli-input-json --color --ca-bundle';

const TOOLS: readonly Tool[] = [
  // -- packages
  publish(JS, /^(?:(?:workspace|workspaces) \S+ )?(?:npm )?(?:publish|stage publish)\b/, {
    valued: '--filter -F -C --dir --prefix -w --workspace --registry --tag --access --otp',
  }),
  publish(
    'npm|pnpm|yarn',
    /^(?:npm )?(?:unpublish|deprecate|dist-tag (?:add|rm|set)|tag add|owner (?:add|rm)|access (?:set|grant|revoke)|team |org |token revoke|stars? )/,
    { kind: 'unpublish' },
  ),
  publish('pnpm', /^publish\b|^-r publish/, {}),
  publish('lerna', /^(?:publish|version\b.*)/, { unless: /--no-push|--dry-run|--canary --dry/ }),
  publish('release-it|semantic-release|np|auto|standard-version-publish', /^(?!.*--help)/, {
    unless: /--dry-run|--no-publish|-d\b|--help|--version|--release-version|--preview/,
  }),
  publish('changeset', /^publish/),
  publish('vsce|ovsx', /^(?:publish|unpublish)/),
  publish('twine', /^(?:upload|register)/),
  publish('poetry|uv|flit|hatch|pdm|maturin|rye|pixi', /^(?:publish|upload)\b/),
  publish(/^python[\d.]*$/, /^(?:setup\.py )(?:.* )?(?:upload|register)\b/),
  publish('cargo', /^(?:\+\S+ )?(?:publish|yank|owner|release|smart-release|workspaces publish)\b/, {
    unless: /--dry-run|-n\b|--list|--help/,
  }),
  publish('cargo-release', /^/, { flags: /--execute|-x/ }),
  publish('gem', /^(?:push|yank|owner)\b/),
  publish('rake|bundle', /(?:^|exec rake )release\b/),
  publish(
    'mvn|mvnw|mvnd',
    /(?:^| )(?:deploy|release:(?:perform|prepare)|nexus-staging:\S+|jib:build|spring-boot:build-image|site-deploy|wagon:\S+|dockerfile:push|docker:push)(?: |$)/,
    {
      unless:
        /-DskipDeploy|-Dmaven\.deploy\.skip(?!=false)|-DdryRun|-DaltDeploymentRepository=[^ ]*file:|-DpushChanges=false/,
    },
  ),
  publish(
    'gradle|gradlew',
    /(?:^| |:)(?:publish(?!ToMavenLocal)\w*|uploadArchives|bintrayUpload|closeAndRelease\w*|jib|dockerPush\w*|appengineDeploy\w*|deploy\w*|publishPlugins)(?: |$)/,
    { unless: /--dry-run|-m\b|publishToMavenLocal$/ },
  ),
  publish(
    'sbt',
    /(?:^| |;)(?:publish(?!Local)(?:Signed)?|release|sonatype\w*|\+publish(?!Local)\w*|docker:publish(?!Local))(?: |$)/,
  ),
  publish('dotnet|nuget', /^(?:nuget )?(?:push|delete)\b/),
  publish('mix', /^hex\.(?:publish|retire|owner)/),
  publish('cabal|stack', /^upload/, { flags: /.*/ }),
  publish('dart|flutter', /^pub publish/),
  publish('pod', /^(?:trunk (?:push|delete|deprecate)|repo push)/),
  publish(
    'conan|conda|anaconda|luarocks|opam|cpan-upload|nimble|shards|elm|spago|clojars',
    /^(?:upload|publish|remove-upload)\b/,
  ),
  publish('lein|clj|clojure', /^(?:deploy|.*:deploy)/),
  publish('goreleaser', /^(?:release|publish)?(?: |$)/, {
    unless: /--snapshot|--skip[-=](?:publish|.*publish)|--help|check|--version/,
  }),
  publish('snapcraft|charmcraft', /^(?:upload|push|release)/),
  publish('firefox|web-ext', /^sign/),
  publish('rsconnect|modal', /^deploy/, { category: 'deploy', kind: 'deploy' }),
  publish('huggingface-cli|hf', /^(?:upload|repo (?:create|delete)|delete)/),
  publish(
    'make|gmake|just|task|rake|invoke|inv|nox|mage|bazel',
    /(?:^| |[:_-])(?:publish|release|upload)(?:$| |[:_-])/,
    {
      unless:
        /dry[-_]?run|(?:^| )-n\b|(?:build|check|test|lint|notes|docs?|local|dev|snapshot|plan|preview|diff|clean|config)[-_:]?(?:release|publish|deploy)|(?:release|publish|deploy)[-_:](?:dry|build|check|test|local|notes|plan|preview|diff|snapshot|docs?)/,
      kind: 'deploy-script',
      valued: '-C -f -j -s',
    },
  ),
  deploy(
    'make|gmake|just|task|rake|invoke|inv|nox|mage|bazel',
    /(?:^| |[:_-])(?:deploy|undeploy|destroy|ship|provision)(?:$| |[:_-])/,
    {
      unless:
        /dry[-_]?run|(?:^| )-n\b|(?:build|check|test|lint|notes|docs?|local|dev|snapshot|plan|preview|diff|clean|config)[-_:]?(?:release|publish|deploy)|(?:release|publish|deploy)[-_:](?:dry|build|check|test|local|notes|plan|preview|diff|snapshot|docs?)/,
      kind: 'deploy-script',
      valued: '-C -f -j -s',
    },
  ),
  // -- images
  publish('docker|podman|nerdctl|buildah|img|finch', /^(?:image |compose |manifest )?push\b/, {
    kind: 'publish-image',
  }),
  publish('docker-compose', /^push\b/, { kind: 'publish-image' }),
  publish('docker|podman|buildah|nerdctl', /^(?:buildx )?(?:build|bake)\b/, {
    flags: /^--push$|^--output=.*(?:type=registry|push=true)/,
    kind: 'publish-image',
    valued: '-t --tag -f --file --platform --build-arg -o --output --target --cache-from --cache-to',
  }),
  publish(
    'skopeo|crane|oras|regctl|gcrane',
    /^(?:copy|push|delete|append|mutate|tag|image copy|image delete|cp|sync)\b/,
    {
      kind: 'publish-image',
      unless: /(?:docker|https?):\/\/\S+ (?:dir|oci|docker-archive|oci-archive|docker-daemon):/,
    },
  ),
  publish('ko', /^(?:build|publish|apply|resolve|create)/, {
    kind: 'publish-image',
    unless: /--local|-L\b|--push=false|ko\.local/,
  }),
  publish('pack', /^build/, { flags: /^--publish/, kind: 'publish-image' }),
  publish('helm', /^(?:push|cm-push)\b/, {}),
  publish('cosign', /^(?:sign|attest|attach|upload)\b/, { kind: 'publish-image' }),
  // -- releases and the host of the repository
  publish('gh|glab|hub|tea', /^release (?:create|upload|edit|delete|delete-asset)\b/, { kind: 'publish-release' }),
  publish('gh|glab|hub', /^(?:repo|project) create\b/, { kind: 'publish-release' }),
  publish('gh|glab|hub', /^(?:pr|mr) merge\b/, { kind: 'merge-remote' }),
  {
    program: 'gh|glab|hub',
    words:
      /^(?:repo (?:delete|archive|rename|transfer|edit|deploy-key)|(?:issue|label|gist|cache|run|project|variable|secret|ruleset) delete|secret (?:set|remove)|variable set|ssh-key|gpg-key|codespace delete|project delete|environment)\b/,
    category: 'remote-deletion',
    kind: 'delete-remote-repository',
  },
  {
    program: 'gh|glab',
    words: /^(?:pr|mr) close\b/,
    flags: /^(?:--delete-branch|-d)/,
    category: 'remote-deletion',
    kind: 'delete-remote-ref',
  },
  {
    program: 'gh|glab',
    words: /^api\b/,
    flags: /^(?:-X|--method)=?(?:DELETE|PUT|PATCH|POST)/i,
    category: 'deploy',
    kind: 'remote-api',
    valued: '-X --method -H --header -f -F --field --raw-field --jq -q -t --template --input --hostname',
  },
  deploy('gh', /^workflow (?:run|disable|enable)\b/, { kind: 'deploy' }),
  // -- clusters
  cluster(
    'kubectl|oc|k3s|kubecolor|microk8s|k',
    /^(?:kubectl )?(?:apply|create|delete|replace|patch|edit|scale|autoscale|set|label|annotate|taint|drain|cordon|uncordon|expose|run|exec|cp|attach|debug|rollout (?:restart|undo|pause|resume)|certificate|adm|new-app|new-project|start-build|rsh|process --|import-image|tag|policy|delete-all|config (?:delete|unset))\b/,
    {
      unless:
        /--dry-run|--(?:kube-)?context[= ](?:kind-|k3d-|minikube|docker-desktop|colima|orbstack|rancher-desktop|microk8s)|--help|(?:^| )(?:create token)|^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- (?:ls|cat|head|tail|df|du|ps|date|whoami|hostname|uname|pwd|id|stat|wc|free|uptime|nslookup|getent|grep|ping)(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
    },
  ),
  cluster('helm', /^(?:install|upgrade|uninstall|delete|del|un|rollback|test)\b/),
  cluster('helmfile', /(?:^| )(?:apply|sync|destroy|delete|charts)\b/, { valued: '-e --environment -f --file -l' }),
  cluster(
    'argocd',
    /^(?:app (?:sync|delete|create|set|rollback|terminate-op|patch)|proj|cluster (?:add|rm)|repo (?:add|rm))\b/,
  ),
  cluster('flux', /^(?:bootstrap|install|uninstall|create|delete|suspend|resume|reconcile)\b/),
  cluster(
    'istioctl|linkerd|cilium|velero|kustomize|skaffold|okteto|kubeadm|kops|eksctl|k0sctl|rke|talosctl|nomad|consul|crossplane|tkn|argo|kn',
    /^(?:install|uninstall|upgrade|inject -|restore|backup delete|delete|deploy|run|destroy|init|reset|join|create|update|apply|replace|scale|job (?:run|stop|dispatch|revert)|kv (?:put|delete)|submit|node drain|nodegroup)\b/,
    { unless: /--dry-run|kustomize create|--help|-o yaml|--context[= ](?:kind|minikube|k3d)/ },
  ),
  // -- infrastructure as code
  infrastructure(
    'vault|bao',
    /^(?:write|delete|kv (?:put|delete|destroy|patch|undelete|metadata (?:delete|put))|policy (?:write|delete)|auth (?:enable|disable)|secrets (?:enable|disable|move)|lease revoke|operator|token revoke)\b/,
  ),
  infrastructure(
    'terraform|tofu|terragrunt',
    /^(?:run-all |run --all |run )?(?:apply|destroy|import|taint|untaint|force-unlock|refresh|state (?:rm|mv|push|replace-provider)|workspace delete|login|apply-all|destroy-all)\b/,
    { unless: /--?help\b/, valued: '-chdir --chdir --terragrunt-working-dir --terragrunt-config' },
  ),
  infrastructure(
    'pulumi',
    /^(?:up|update|destroy|dn|down|refresh|import|cancel|state (?:delete|unprotect|rename)|stack (?:rm|import|rename)|config set)\b/,
    { valued: '-s --stack -C --cwd', unless: /--preview-only|--help/ },
  ),
  infrastructure('cdk|cdktf|cdk8s', /^(?:deploy|destroy|bootstrap|import|watch|rollback|gc)\b/, {
    valued: '--profile -c --context -a --app',
  }),
  infrastructure(
    'sam|copilot|chalice|zappa|sst|arc|up|apex|eb|amplify|serverless|sls|osls',
    /^(?:deploy|delete|remove|destroy|rollback|publish|push|svc (?:deploy|delete)|env (?:deploy|delete)|app delete|update|undeploy|terminate|create|setenv|swap|scale|sync|metrics|deploy:\w+)\b/,
    { unless: /--dry-run|--help|sst dev|--noDeploy/, valued: '--stage --region -s -r --aws-profile' },
  ),
  infrastructure('ansible-playbook', /./, {
    unless:
      /(?:^| )(?:-C|--check|--syntax-check|--list-(?:hosts|tasks|tags)|--version|--help)\b|-c local|--connection[= ]local/,
  }),
  infrastructure('ansible', /./, {
    unless:
      /-m (?:ping|setup|debug|ansible\.builtin\.(?:ping|setup))\b|--module-name[= ]ping|--version|--list-hosts|--check|-C\b/,
    valued: '-i',
  }),
  infrastructure('ansible-pull', /^/),
  infrastructure('packer', /^build\b/),
  infrastructure(
    'puppet|chef-client|chef|knife|salt|salt-call|salt-ssh',
    /(?:^|\s)(?:apply|agent|bootstrap|ssh|delete|upload|create|state\.(?:apply|highstate|sls)|cmd\.run|push)\b/,
    { unless: /--noop|test=True|--why-run|-W\b/ },
  ),
  infrastructure(
    'bosh|cf',
    /(?:^| )(?:deploy|delete-deployment|push|delete|scale|restage|restart|stop|set-env|unbind-service|delete-service|run-task|map-route)\b/,
  ),
  infrastructure(
    'nixos-rebuild|darwin-rebuild|home-manager|colmena|nixops|deploy-rs',
    /^(?:switch|boot|apply|deploy|destroy|test)\b/,
  ),
  infrastructure('vagrant', /^destroy\b/),
  infrastructure(
    'docker',
    /^(?:stack (?:deploy|rm)|service (?:create|update|rm|scale|rollback)|swarm|node (?:rm|update|demote)|secret (?:create|rm)|config (?:create|rm))\b/,
    { kind: 'cluster', valued: '-H --host --context' },
  ),
  // -- platforms
  deploy(
    'vercel|now',
    /^(?:$|deploy\b|\.$|promote|rollback|redeploy|rm\b|remove\b|alias (?:set|rm|\S+ )|domains (?:add|rm|buy|transfer|move)|dns (?:add|rm|import)|env (?:add|rm|update)|certs|secrets|project (?:rm|add)|teams|integration|rolling)/,
    { unless: /--help|--version|^-v$|-h$/, valued: '--token -t --scope -S --cwd' },
  ),
  deploy(
    'vercel|now',
    /^(?!ls|list|inspect|logs|env (?:ls|pull)|dev|build|link|login|whoami|switch|pull|init|help|domains ls|project ls|alias ls|teams ls|git|open)/,
    { flags: /^--prod/ },
  ),
  deploy(
    'netlify|ntl',
    /^(?:deploy|sites:(?:delete|create)|env:(?:set|unset|import|clone)|api|functions:invoke|link:|unlink|addons:|blobs:(?:set|delete))/,
  ),
  deploy(
    'heroku',
    /^(?:create|destroy|apps:(?:create|destroy|rename|transfer)|deploy|container:(?:push|release|rm)|config:(?:set|unset|edit)|ps:(?:scale|stop|restart|kill|type|exec)|restart|scale|run\b|run:|releases:rollback|rollback|pg:(?!info|ps\b|diagnose|locks|outliers|bloat|cache-hit|index|connection|wait|backups$|links)|redis:(?:cli|promote)|addons:(?:create|destroy|attach|detach|upgrade|downgrade)|maintenance:|domains:(?:add|remove|clear)|certs:(?:add|remove|update)|pipelines:(?:promote|destroy|create|add|remove|transfer)|access:|features:(?:enable|disable)|builds:create|drains:|webhooks:|buildpacks:(?:set|add|remove|clear)|members:|teams:|labs:enable|stack:set)/,
    { valued: '-a --app -r --remote' },
  ),
  deploy(
    'fly|flyctl',
    /^(?:deploy|launch|destroy|apps (?:create|destroy|restart|move)|scale (?!show)|secrets (?:set|unset|import|deploy)|machines? (?!list|status|ls)|volumes? (?!list|ls|show)|vol |postgres|pg |mysql|redis|ips (?!list)|certs (?:add|create|remove|delete)|ssh|proxy|regions (?:set|add|remove)|suspend|resume|restart|autoscale|tokens|orgs|wireguard|console|sftp|storage|ext)\b/,
    { valued: '-a --app -c --config' },
  ),
  deploy(
    'railway',
    /^(?:up|down|delete|redeploy|deploy|add|run|shell|connect|ssh|variables? (?:set|delete)|environment (?:new|delete)|volume|service (?:delete|redeploy))\b/,
  ),
  deploy('railway', /^variables?\b/, { flags: /^--set/ }),
  deploy(
    'wrangler|wrangler2',
    /^(?:deploy|publish|delete|rollback|versions (?:upload|deploy)|deployments rollback|secret(?::bulk| put| delete| bulk)|pages (?:deploy|publish|project (?:create|delete)|deployment (?:create|delete)|secret)|kv[: ](?:key|namespace|bulk) ?:?(?:put|delete|create)|kv:\S+ (?:put|delete|create)|r2 (?:bucket|object) (?:create|delete|put)|d1 (?:create|delete|migrations apply|execute|time-travel restore)|queues (?:create|delete)|dispatch-namespace|hyperdrive (?:create|delete|update)|vectorize (?:create|delete)|triggers deploy|cert)/,
    { unless: /--dry-run|--local\b|--help/ },
  ),
  deploy(
    'firebase',
    /^(?:deploy|hosting:(?:disable|clone|channel:(?:deploy|delete))|functions:(?:delete|config:(?:set|unset)|secrets:(?:set|destroy))|firestore:(?:delete|databases:(?:delete|create))|database:(?:set|update|remove|push|import)|auth:import|apps:create|projects:(?:create|addfirebase)|ext:(?:install|uninstall|update)|remoteconfig:rollback|appdistribution:distribute|target:(?:clear|remove))/,
  ),
  deploy('gh-pages|surge|ghp-import|angular-cli-ghpages', /^/, {
    unless: /--help|--version|--dry-run|--no-push|^list$/,
  }),
  deploy('ng|nx', /^(?:deploy\b|run \S+:(?:deploy|publish|release)|release\b)/, { unless: /--dry-run/ }),
  deploy('mkdocs', /^gh-deploy/),
  deploy('mike', /^(?:deploy|delete|set-default)/, { flags: /^(?:-p|--push)/ }),
  deploy(
    'doctl|linode-cli|hcloud|vultr-cli|scw|civo|exo|upctl|oci|ibmcloud|aliyun|tccli|openstack|render|koyeb|northflank|dokku|clever|scalingo|platform|upsun|porter|encore|deployctl|supabase|neonctl|neon|pscale|planetscale|turso|convex|appwrite|cleavr|ploi|kamal|mrsk|cap|capistrano|fab|mina|pyinfra|shipit|dpl|eas|expo|fastlane|appcenter|code-push|gcloud-app|shopify|wp|acli|terminus|lando|hasura|apollo|rover|snyk-api|auth0|okta|ldcli|sentry-cli|databricks|dbt-cloud|snow|astro|prefect|dagster|airflow|zeet|modal|beam|cerebrium|replicate|cog|bentoml|streamlit',
    /(?:^| |:)(?:deploy|redeploy|undeploy|create|delete|destroy|remove|rm|update|up|down|restart|reboot|resize|scale|rebuild|power-off|shutdown|stop|apply|push|promote|rollback|publish|submit|release|deliver|pilot|beta|production|prod|set-env|env:set|config:set|restore|transfer|attach|detach|invoke|import|trigger|dags (?:trigger|delete|backfill)|backfill|merge|write|put|reset|upload|branch (?:delete|promote))\b/,
    {
      unless:
        /--help|--dry-run|^(?:supabase|lando|convex|astro|encore|expo|shopify theme) (?:start|stop|dev|init|status|restart)|^(?:cap -T|fastlane (?:test|tests|lint|build|scan|gym|snapshot|init)|hasura console|snow --version)/,
    },
  ),
  deploy('capistrano|cap', /^(?:production|staging)\b/),
  // -- cloud providers: what only reads is named, the rest asks
  cloud(
    'aws',
    /^(?!configure|sso (?:login|logout)|help$|\S+ help|--version)\S+ (?!describe|list|get|head|ls|wait|scan|query|batch-get|filter-log|tail|start-query|stop-query|lookup|search|select|simulate|validate|presign|help|view|test-|check|estimate|preview|discover|export-table-as|generate-|detect|update-kubeconfig|login|logs? |assume-role|decode|insights|s3api-get|poll|receive-message|download|verify|compare|retrieve|synth)\S*/,
    {
      valued: AWS_VALUED,
      unless:
        /--dry-?run(?!=false)|--endpoint-url[= ]https?:\/\/(?:localhost|127\.0\.0\.1|localstack|minio)|--generate-cli-skeleton|^(?:(?:--?[\w-]+[= ]\S+ )*)s3 (?:cp|sync|mv) s3:\/\/\S+ (?!s3:)|^(?:--profile \S+ )?s3 (?:cp|sync) s3:\/\/\S+ (?!s3:)\S+(?!.*--delete)/,
    },
  ),
  cloud(
    'gcloud',
    /(?:^| )(?:create|delete|update|deploy|patch|reset|start|stop|resume|suspend|resize|submit|import|restore|rollback|promote|migrate|enable|disable|add|remove|set-(?!default)\S*|add-\S+|remove-\S+|ssh|scp|execute|call|publish|restart|clone|failover|upgrade|undelete|replace|apply|move|attach-\S+|detach-\S+|cancel|invalidate-cdn-cache|reset-\S+|update-traffic|rsync|cp|rm|mv|write|purge|drain|perform-maintenance|get-credentials-and-deploy)\b/,
    {
      valued: '--project --region --zone --account --format --filter --configuration --limit',
      unless:
        /^(?:config|components|auth) |(?:^| )config (?:set|unset|configurations)|(?:^| )components |--help|storage (?:cp|rsync) gs:\/\/\S+ (?!gs:)|emulators|--validate-only/,
    },
  ),
  cloud(
    'gsutil',
    /(?:^| )(?:rm|rb|mb|mv|cp|rsync|acl|iam|defacl|setmeta|web|lifecycle set|versioning set|cors set|retention|rewrite|compose|notification)\b/,
    { unless: /(?:cp|rsync) (?:-\S+ )*gs:\/\/\S+ (?!gs:)|acl get|iam get/ },
  ),
  cloud(
    'bq',
    /^(?:rm|mk|cp|load|insert|update|truncate|extract|cancel|partition|undelete|mkdef|set-iam-policy|add-iam-policy-binding)\b/,
    { valued: '--project_id --dataset_id --location --format' },
  ),
  cloud(
    'az',
    /(?:^| )(?:create|delete|update|set|add|remove|start|stop|restart|deploy|up|purge|import|restore|scale|upgrade|attach|detach|assign|invoke|run-command|upload|upload-batch|delete-batch|sync|swap|reset|enable|disable|move|failover|redeploy|reimage|deallocate|resize|renew|regenerate|approve|reject|queue|publish|generate|ssh|exec|unlock|lock|cancel|rotate)(?:-\S+)?(?: |$)/,
    {
      unless:
        /^account set|^config |^(?:extension|cloud) |--help|--dryrun|--what-if|what-if|bicep build|devops configure/,
      valued: '--subscription -g --resource-group -n --name -o --output --query',
    },
  ),
  cloud('azd|func|azcopy|bicep', /^(?:up|deploy|provision|down|azure functionapp publish|copy|sync|remove|publish)\b/),
  cloud(
    's3cmd|rclone|mc|s5cmd|b2',
    /^(?:put|del|rm|rb|mb|mv|sync|purge|delete|deletefile|rmdirs|cleanup|setacl|expire|copy|copyto|move|moveto|dedupe|mirror|cp|upload|upload-file|policy|admin)\b/,
    { unless: /--dry-run|-n\b/ },
  ),
  // -- other machines
  {
    program: 'ssh|autossh|mosh|slogin',
    words:
      /^(?!git@|(?:\w+@)?(?:github\.com|gitlab\.com|bitbucket\.org|ssh\.dev\.azure\.com|localhost|127\.0\.0\.1)(?: |$))./,
    unless: /^-[VQG]|(?:^| )-T git@/,
    category: 'deploy',
    kind: 'remote-host',
    valued: '-i -p -o -l -F -L -R -D -J -W -E -c -m -b -e -S',
  },
  {
    program: 'scp|sftp|lftp|ftp|ssh-copy-id|rsync',
    words: /(?:^| )(?:[\w.-]+@)?[\w.-]{2,}:(?!\/\/localhost)(?![\\])|^[\w.-]+@|^s?ftps?:/,
    unless: /--dry-run|^-\w*n\w* |(?:localhost|127\.0\.0\.1|vagrant):/,
    category: 'deploy',
    kind: 'remote-host',
    valued: '-i -P -p -o -F -e --rsh --exclude --include --filter --exclude-from',
  },
  { program: 'rsync', words: /rsync:\/\//, category: 'deploy', kind: 'remote-host' },
  // -- chains and payments
  money(
    'cast',
    /^(?:send|publish|mktx|wallet (?:sign|remove|change-password|vanity|sign-auth)|call --trace SEND|rpc (?:eth_send|personal_|eth_sign))\b/,
    {
      valued: '--rpc-url --private-key --from --account --keystore --chain --password --gas-limit --gas-price --value',
    },
  ),
  money('forge', /^create\b/, {
    valued: '--rpc-url --private-key',
    unless: /--(?:rpc-url|fork-url|r)[= ](?:http:\/\/)?(?:localhost|127\.0\.0\.1|anvil|local)|--dry-run/,
  }),
  money('forge', /^script\b/, { flags: /^--(?:broadcast|resume)/ }),
  money('forge', /^verify-contract\b/, { kind: 'chain', category: 'publish' }),
  money('hardhat', /./, {
    flags: /^--network=(?!localhost|hardhat|local|development|anvil)/,
    valued: '--network --config',
    unless: /^NEVER$/,
  }),
  money(
    'truffle|brownie|ape|embark|dapp|seth|near|sui|aptos|starkli|sncast|cairo|tezos-client|octez-client|cardano-cli|algokit|goal|polkadot-js-api|subxt|thirdweb|safe|gnosis|iota|stellar|soroban|flow|juno|tronbox',
    /(?:^| )(?:migrate|deploy|run|publish|transfer|send|create-account|delete|delete-account|call|invoke|declare|account (?:transfer|fund|create)|move (?:publish|run)|client (?:publish|transfer|call|pay|upgrade)|transaction submit|clerk send|contract (?:deploy|invoke)|accounts? create|cycles|ledger transfer|canister install|tx)\b/,
    {
      unless:
        /--network[= ](?:local|localhost|development|develop|hardhat|ganache|testrpc|emulator|standalone|devnet-local)|--local|--emulator|::(?:test|local)|--help/,
    },
  ),
  money('anchor', /^(?:deploy|upgrade|migrate|idl (?:init|upgrade|set-authority|close))\b/),
  money(
    'solana',
    /^(?:transfer|program (?:deploy|close|write-buffer|set-\S+|extend|upgrade)|deploy|stake|withdraw|create-\S+|delegate-stake|close-\S+|vote-\S+|withdraw-\S+|split-stake|nonce|authorize-\S+)\b/,
    { valued: '-u --url -k --keypair --keyfile --commitment --fee-payer' },
  ),
  money('spl-token', /^(?:transfer|mint|burn|create-(?:token|account)|approve|authorize|close|wrap|freeze|revoke)\b/, {
    valued: '-u --url --owner --fee-payer',
  }),
  money(
    'bitcoin-cli|litecoin-cli|dogecoin-cli|zcash-cli|elements-cli',
    /(?:^| )(?:send\w*|sweep\w*|bumpfee|importprivkey|dumpprivkey|dumpwallet|walletpassphrase|signraw\w*|fundraw\w*|z_send\w*)\b/,
    { unless: /-regtest/ },
  ),
  money(
    'lncli|lightning-cli|cln',
    /(?:^| )(?:pay\w*|send\w*|openchannel|closechannel|withdraw|fundchannel|keysend|close)\b/,
    { unless: /--network[= ]regtest/ },
  ),
  money('geth|erigon|besu|reth', /(?:^| )(?:account (?:import|new|update)|wallet|removedb|db remove)\b/, {
    unless: /--dev\b/,
  }),
  money(/^(?:[a-z]{3,12}d|simd|wasmd)$/, /^tx /, {
    unless: /--dry-run|--generate-only|--node[= ]\S*(?:localhost|127\.0\.0\.1)/,
  }),
  money(
    'stripe',
    /^(?:charges|refunds|payouts|transfers|payment_intents|subscriptions|customers|invoices|prices|products|coupons|topups|setup_intents|payment_links|disputes|balance_transactions|issuing|accounts|checkout|credit_notes|post|delete) ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
    { kind: 'payment', unless: /--help/ },
  ),
  money('stripe', /./, { flags: /^--live/, kind: 'payment', unless: /^NEVER$/ }),
  money(
    'paypal|square|braintree|coinbase|kraken|ccxt|binance',
    /(?:^| )(?:pay|send|transfer|order|buy|sell|withdraw|create|refund)\b/,
    { kind: 'payment' },
  ),
];

export function judgeTools(call: Call): Finding[] {
  const found = [MOVING, TOOLS, PUBLISHING, DEPLOYING]
    .map((table) => table.find((tool) => isProgram(call.program, tool.program) && matches(tool, call)))
    .find((tool) => tool !== undefined);
  if (found !== undefined) return [{ category: found.category, kind: found.kind, subject: shown(call) }];
  // The whole client works on another machine then.
  if (
    call.program === 'docker' &&
    /^(?:ssh|tcp):\/\/(?!localhost|127\.)/.test(call.env.get('DOCKER_HOST') ?? '') &&
    /(?:^| )(?:up|down|rm|run|restart|stop|kill|exec|prune|build|pull)\b/.test(texts(call.args))
  )
    return [{ category: 'deploy', kind: 'remote-host', subject: shown(call) }];
  return /^(?:curl|http|https|xh|wget|httpie|hurl|curlie|grpcurl|iwr|irm|invoke-webrequest|invoke-restmethod)$/.test(
    call.program,
  )
    ? judgeRequest(call)
    : [];
}

function matches({ words, flags, unless, valued = '' }: Tool, call: Call): boolean {
  const all = texts(call.args);
  if (/(?:^| )--help(?: |$)/.test(all) || unless?.test(all) === true || unless?.test(`${call.program} ${all}`) === true)
    return false;
  return [false, true].some((guess) => {
    const line = lineOf(call.args, valued, guess);
    return words.test(texts(line.words)) && (flags === undefined || line.flags.some((flag) => flags.test(flag)));
  });
}
