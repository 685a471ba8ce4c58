/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'kubectl-apply': { asked: ['kubectl cordon n1', 'kubectl uncordon n1'], silent: ['oc whoami', 'oc status'] },
  'helm-install': { asked: ['helm delete web', 'helm rollback web'], silent: ['helm list -A', 'helm status web'] },
  'helmfile-apply': { asked: ['helmfile apply', 'helmfile destroy'], silent: ['helmfile list'] },
  'argocd-app-sync': {
    asked: ['argocd app sync web', 'argocd cluster add x'],
    silent: ['argocd app list', 'argocd app get web'],
  },
  'flux-bootstrap': { asked: ['flux delete source git x', 'flux suspend kustomization x'], silent: ['flux get all'] },
  'istioctl-install': { asked: ['istioctl install -y', 'skaffold run'], silent: ['nomad status', 'linkerd check'] },
};
