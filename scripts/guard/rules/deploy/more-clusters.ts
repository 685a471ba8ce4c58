/** Clusters and infrastructure as code, the less common tools. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const deploy = toolsOf({ category: 'deploy', kind: 'deploy', unless: /--dry-run|--help/ });

export const moreClusters = (): readonly Tool[] => [
  // -- clusters
  deploy('kubectl-address', 'kubectl|oc|k|kubecolor', [/^proxy\b.*/, /^/], {
    kind: 'cluster',
    flags: /^--(?:address=0\.0\.0\.0|accept-hosts)/,
  }),
  deploy(
    'kubectl-argo-rollouts',
    'kubectl|oc|k',
    [
      'argo rollouts promote|abort|undo|restart|retry|set|pause',
      'cnpg promote|restart|destroy|fencing|hibernate',
      'cert-manager renew',
      'neat delete',
      'node-shell|exec-as|ssh|enter|gadget|rabbitmq|minio|rook-ceph',
      'ctx|ns -d',
    ],
    { kind: 'cluster' },
  ),
  deploy(
    'oc-rollout-latest',
    'oc',
    ['rollout latest|cancel|retry', 'rollback|deploy|idle|secrets|extract|sync|cancel-build|delete'],
    { kind: 'cluster' },
  ),
  deploy('helmsman-apply', 'helmsman|reckoner|ship|kapp|werf|carvel|ytt-deploy', ANY, {
    kind: 'cluster',
    flags: /^-{1,2}(?:apply|destroy|deploy)/,
  }),
  deploy('kapp-deploy', 'kapp', ['deploy|delete', 'app-change gc'], { kind: 'cluster' }),
  deploy('tilt-up', 'tilt', ['up|ci|down|trigger'], {
    kind: 'cluster',
    flags: /^--context=(?!kind|minikube|k3d|docker-desktop|colima|orbstack)/,
    valued: '--context -f',
  }),
  deploy('tilt-down', 'tilt', ['down'], { kind: 'cluster', unless: /--context[= ](?:kind|minikube|k3d)|--help/ }),
  deploy(
    'devspace-deploy',
    'devspace|okteto|garden|skaffold|telepresence|draft|porter|acorn|score|nocalhost',
    ['deploy|up|run|down|destroy|delete|purge|cleanup|intercept|connect|helm'],
    { kind: 'cluster', unless: /--context[= ](?:kind|minikube|k3d|docker-desktop)|--help/ },
  ),
  deploy(
    'nomad-stop',
    'nomad',
    [
      'stop|run|exec|acl|operator|quota',
      'alloc exec|stop|restart|signal',
      'system gc|reconcile',
      'node drain|eligibility|purge',
      'var put|purge|init',
      'namespace apply|delete',
      'deployment fail|promote',
      'volume delete|detach|register|create',
      'server force-leave|join',
      'job stop|run|promote|revert|dispatch|periodic|scale',
    ],
    { kind: 'cluster' },
  ),
  deploy(
    'consul-leave',
    'consul|serf',
    [
      'leave|force-leave|join|acl|operator|maint|lock|exec|event|connect|peering',
      'config write|delete',
      'kv put|delete|import',
      'intention create|delete',
      'services register|deregister',
      'snapshot restore',
    ],
    { kind: 'cluster', unless: /--dry-run(?!=(?:false|none))|--help|acl (?:token|policy) (?:list|read)/ },
  ),
  deploy(
    'docker-compose-up',
    'docker',
    [
      'compose up|down|rm|restart',
      'rm|stop|restart|run|kill|rmi|start|exec|service|stack|volume|system',
      /^compose\b.* (?:up|down|rm|restart|stop|start|pull|exec|run)\b/,
    ],
    {
      kind: 'remote-host',
      flags: /^(?:--context=(?!default|desktop|colima|orbstack|rancher)|-H=(?:ssh|tcp)|--host=(?:ssh|tcp))/,
      valued: '--context -H --host -f --file -p --project-name',
    },
  ),
  deploy('docker', 'docker', [/^context use (?!default|desktop|colima|orbstack|rancher)/], { kind: 'remote-host' }),
  // -- infrastructure as code
  deploy(
    'terragrunt-stack-runapply',
    'terragrunt',
    [
      'stack runapply*|rundestroy*',
      'stack run-- apply*|destroy*',
      'stack run apply*|destroy*',
      'stack run -- apply*|destroy*',
      'runapply*|rundestroy*',
      'run--|run apply*|destroy*',
      'run -- apply*|destroy*',
      'exec --apply*|--destroy*',
      'exec ---- apply*|destroy*',
      'exec -- apply*|destroy*',
      'exec -- -- apply*|destroy*',
    ],
    { kind: 'infrastructure' },
  ),
  deploy(
    'atlantis-apply',
    'atlantis|spacectl|scalr|env0|tfc|tfcloud|terramate|atmos|digger',
    ['… apply|deploy|destroy|trigger|confirm|run|unlock|promote'],
    { kind: 'infrastructure', unless: /--dry-run(?!=(?:false|none))|--help|terramate (?:run|list|generate|fmt)/ },
  ),
  deploy('sst-secret-set', 'sst', ['secret set|remove|load', 'shell|unlock|refresh', 'state edit|remove|repair'], {
    kind: 'infrastructure',
  }),
  deploy(
    'ampx-pipeline-deploy',
    'ampx|architect|claudia|begin|openfaas-cli|faas-cli|faas|nuclio|nuctl|fission|kn|fn',
    ['pipeline-deploy|deploy|update|destroy|create|up|push|remove|delete|publish|set-version', 'sandbox delete'],
    { kind: 'infrastructure' },
  ),
  deploy('ansible-console', 'ansible-console', ANY, { kind: 'infrastructure', unless: /--version|--help/ }),
  deploy('chef-client', 'chef-client|chef-solo|chef-run|puppet-agent|cf-agent|cfengine', ANY, {
    kind: 'infrastructure',
    unless: /--version|--help|--why-run|-W\b|-n\b|--no-op|--noop/,
  }),
  deploy(
    'bolt-command',
    'bolt',
    [
      'command*|commandrun*|commandupload*|script*|scriptrun*|scriptupload*|task*|taskrun*|taskupload*',
      'plan*|planrun*|planupload*|apply*|applyrun*|applyupload*|file*|filerun*|fileupload*',
      'command|script|task|plan|apply|file *|run*|upload*',
    ],
    { kind: 'infrastructure', unless: /--noop|--help|(?:task|plan) show/ },
  ),
  deploy('vagrant-push', 'vagrant', ['push|up|halt|reload|provision|ssh', 'snapshot delete|restore'], {
    kind: 'infrastructure',
    flags: /^--provider=(?!virtualbox|libvirt|docker|parallels|vmware)/,
  }),
  deploy('vagrant-infrastructure', 'vagrant', ['push', 'snapshot delete|restore|pop', 'box remove'], {
    kind: 'infrastructure',
  }),
  deploy('deploy-rs', 'deploy-rs|deploy|morph|krops|bento', ['.*|deploy*|#*|github:*'], { kind: 'infrastructure' }),
  deploy(
    'kamal-setup',
    'kamal|mrsk',
    [
      'setup|app|proxy|accessory|rollback|redeploy|deploy|prune|lock|remove|server|registry|secrets|traefik',
      'env push',
    ],
    {
      unless: [
        /--help|(?:app|proxy|accessory|traefik) (?:logs|details|containers|images|version|live)|lock status/,
        /kamal (?:config|docs|version|init)/,
      ],
    },
  ),
  deploy(
    'restic-forget',
    'restic|borg|borgmatic|duplicity|duplicacy|kopia|rdiff-backup|tarsnap|bup|rsnapshot',
    [
      '… forget|prune|delete|remove-*|purge|compact|migrate|rebuild-index|cleanup',
      '… maintenance run',
      '… snapshot delete',
      '… key remove',
    ],
    { kind: 'cloud' },
  ),
];
