/** Clusters. */
import { type Tool, toolsOf } from '../tools/tool.js';

const CLUSTER =
  '-n --namespace --context --kube-context --kubeconfig --cluster --user -f --filename -l --selector -o --output ' +
  '-s --server --set --values --version --repo --timeout';
const LOCAL_CLUSTER = [
  /--dry-run/,
  /--(?:kube-)?context[= ](?:kind-|k3d-|minikube|docker-desktop|colima|orbstack|rancher-desktop|microk8s)/,
];
const cluster = toolsOf({ category: 'deploy', kind: 'cluster', valued: CLUSTER, unless: LOCAL_CLUSTER });

export const clusters = (): readonly Tool[] => [
  cluster(
    'kubectl-apply',
    'kubectl|oc|k3s|kubecolor|microk8s|k',
    [
      '[kubectl] apply|create|delete|replace|patch|edit|scale|autoscale|set|label|annotate|taint|drain',
      '[kubectl] cordon|uncordon|expose|run|exec|cp|attach|debug|certificate|adm|new-app|new-project',
      '[kubectl] start-build|rsh|import-image|tag|policy|delete-all',
      '[kubectl] rollout restart|undo|pause|resume',
      '[kubectl] process --*',
      '[kubectl] config delete|unset',
    ],
    {
      unless: [
        /--dry-run/,
        /--(?:kube-)?context[= ](?:kind-|k3d-|minikube|docker-desktop|colima|orbstack|rancher-desktop|microk8s)/,
        /--help|(?:^| )(?:create token)/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- (?:ls|cat|head)(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- (?:tail|df|du)(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- (?:ps|date|whoami)(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- hostname(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- (?:uname|pwd|id)(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- (?:stat|wc)(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- (?:free|uptime)(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- nslookup(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- (?:getent|grep)(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
        /^(?:kubectl )?(?:[\w./=:-]+ )*exec (?:[\w./=:-]+ )+-- ping(?: (?!\S*\/secrets\/)[^;|&<>$`]*)?$/,
      ],
    },
  ),
  cluster('helm-install', 'helm', ['install|upgrade|uninstall|delete|del|un|rollback|test']),
  cluster('helmfile-apply', 'helmfile', ['… apply|sync|destroy|delete|charts'], {
    valued: '-e --environment -f --file -l',
  }),
  cluster('argocd-app-sync', 'argocd', [
    'app sync|delete|create|set|rollback|terminate-op|patch',
    'proj',
    'cluster|repo add|rm',
  ]),
  cluster('flux-bootstrap', 'flux', ['bootstrap|install|uninstall|create|delete|suspend|resume|reconcile']),
  cluster(
    'istioctl-install',
    [
      'istioctl|linkerd|cilium|velero|kustomize|skaffold|okteto|kubeadm|kops|eksctl|k0sctl|rke|talosctl',
      'nomad|consul|crossplane|tkn|argo|kn',
    ],
    [
      'install|uninstall|upgrade|restore|delete|deploy|run|destroy|init|reset|join|create|update|apply',
      'replace|scale|submit|nodegroup',
      'inject -*',
      'backup delete',
      'job run|stop|dispatch|revert',
      'kv put|delete',
      'node drain',
    ],
    { unless: /--dry-run|kustomize create|--help|-o yaml|--context[= ](?:kind|minikube|k3d)/ },
  ),
];
