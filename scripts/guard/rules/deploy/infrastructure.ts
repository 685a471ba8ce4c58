/** Infrastructure as code. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const infrastructure = toolsOf({ category: 'deploy', kind: 'infrastructure' });

export const infrastructures = (): readonly Tool[] => [
  infrastructure('vault-write', 'vault|bao', [
    'write|delete|operator',
    'kv put|delete|destroy|patch|undelete',
    'kv metadata delete|put',
    'policy write|delete',
    'auth enable|disable',
    'secrets enable|disable|move',
    'lease|token revoke',
  ]),
  infrastructure(
    'terraform-apply',
    'terraform|tofu|terragrunt',
    [
      'apply|destroy|import|taint|untaint|force-unlock|refresh|login|apply-all|destroy-all',
      'state rm|mv|push|replace-provider',
      'workspace delete',
      'run-all|run apply|destroy|import|taint|untaint|force-unlock|refresh|login|apply-all|destroy-all',
      'run-all state rm|mv|push|replace-provider',
      'run-all workspace delete',
      'run --all apply|destroy|import|taint|untaint|force-unlock|refresh|login|apply-all|destroy-all',
      'run --all state rm|mv|push|replace-provider',
      'run --all workspace delete',
      'run state rm|mv|push|replace-provider',
      'run workspace delete',
    ],
    { unless: /--?help\b/, valued: '-chdir --chdir --terragrunt-working-dir --terragrunt-config' },
  ),
  infrastructure(
    'pulumi-up',
    'pulumi',
    [
      'up|update|destroy|dn|down|refresh|import|cancel',
      'state delete|unprotect|rename',
      'stack rm|import|rename',
      'config set',
    ],
    { valued: '-s --stack -C --cwd', unless: /--preview-only|--help/ },
  ),
  infrastructure('cdk-deploy', 'cdk|cdktf|cdk8s', ['deploy|destroy|bootstrap|import|watch|rollback|gc'], {
    valued: '--profile -c --context -a --app',
  }),
  infrastructure(
    'sam-deploy',
    'sam|copilot|chalice|zappa|sst|arc|up|apex|eb|amplify|serverless|sls|osls',
    [
      'deploy|delete|remove|destroy|rollback|publish|push|update|undeploy|terminate|create|setenv|swap',
      'scale|sync|metrics',
      'svc|env deploy|delete',
      'app delete',
      /^deploy:\w+\b/,
    ],
    { unless: /--dry-run|--help|sst dev|--noDeploy/, valued: '--stage --region -s -r --aws-profile' },
  ),
  infrastructure('ansible-playbook', 'ansible-playbook', [/./], {
    unless: [
      /(?:^| )(?:-C|--check|--syntax-check|--list-(?:hosts|tasks|tags)|--version|--help)\b/,
      /-c local|--connection[= ]local/,
    ],
  }),
  infrastructure('ansible', 'ansible', [/./], {
    unless: [
      /-m (?:ping|setup|debug|ansible\.builtin\.(?:ping|setup))\b|--module-name[= ]ping/,
      /--version|--list-hosts|--check|-C\b/,
    ],
    valued: '-i',
  }),
  infrastructure('ansible-pull', 'ansible-pull', ANY),
  infrastructure('packer-build', 'packer', ['build']),
  infrastructure(
    'puppet',
    'puppet|chef-client|chef|knife|salt|salt-call|salt-ssh',
    [/(?:^|\s)(?:apply|agent|bootstrap|ssh|delete|upload|create|state\.(?:apply|highstate|sls)|cmd\.run|push)\b/],
    { unless: /--noop|test=True|--why-run|-W\b/ },
  ),
  infrastructure('bosh-deploy', 'bosh|cf', [
    '… deploy|delete-deployment|push|delete|scale|restage|restart|stop|set-env|unbind-service',
    '… delete-service|run-task|map-route',
  ]),
  infrastructure('nixos-rebuild-switch', 'nixos-rebuild|darwin-rebuild|home-manager|colmena|nixops|deploy-rs', [
    'switch|boot|apply|deploy|destroy|test',
  ]),
  infrastructure('vagrant-destroy', 'vagrant', ['destroy']),
  infrastructure(
    'docker-stack-deploy',
    'docker',
    [
      'stack deploy|rm',
      'service create|update|rm|scale|rollback',
      'swarm',
      'node rm|update|demote',
      'secret|config create|rm',
    ],
    { kind: 'cluster', valued: '-H --host --context' },
  ),
];
