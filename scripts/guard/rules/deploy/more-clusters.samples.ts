/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'kubectl-address': {
    asked: ['kubectl proxy --address=0.0.0.0 --accept-hosts=.*'],
    silent: ['oc whoami', 'oc status'],
  },
  'kubectl-argo-rollouts': {
    asked: ['kubectl cnpg promote x', 'kubectl argo rollouts promote web'],
    silent: ['oc whoami', 'oc status'],
  },
  'oc-rollout-latest': {
    asked: ['oc rollout latest dc/web', 'oc extract secret/x --to=-'],
    silent: ['oc whoami', 'oc status'],
  },
  'helmsman-apply': { asked: ['helmsman --apply -f x'], silent: ['helmsman list'] },
  'kapp-deploy': { asked: ['kapp deploy'], silent: ['kapp list'] },
  'tilt-up': { asked: ['tilt up --context=prod'], silent: ['tilt up', 'tilt ci'] },
  'tilt-down': { asked: ['tilt down'], silent: ['tilt up', 'tilt ci'] },
  'devspace-deploy': { asked: ['devspace deploy', 'okteto up'], silent: ['skaffold render', 'skaffold diagnose'] },
  'nomad-stop': { asked: ['nomad stop web', 'nomad system gc'], silent: ['nomad status', 'nomad node status'] },
  'consul-leave': { asked: ['consul leave', 'consul config write x'], silent: ['consul members', 'consul kv get a'] },
  'docker-compose-up': {
    asked: ['docker --context prod volume prune', 'docker --context prod compose up -d'],
    silent: ['docker ps -a', 'docker login'],
  },
  docker: {
    asked: ['docker context use prod && docker stack deploy -c x y'],
    silent: ['docker ps -a', 'docker login'],
  },
  'terragrunt-stack-runapply': {
    asked: ['terragrunt stack run apply'],
    silent: ['terragrunt plan', 'terragrunt hclfmt'],
  },
  'atlantis-apply': { asked: ['atlantis apply', 'spacectl stack deploy --id x'], silent: ['atlantis list'] },
  'sst-secret-set': { asked: ['sst secret set A b'], silent: ['sst dev'] },
  'ampx-pipeline-deploy': { asked: ['claudia update', 'architect deploy'], silent: ['ampx list'] },
  'ansible-console': { asked: ['ansible-console all'], silent: ['ansible-console --version'] },
  'chef-client': { asked: ['chef-client'], silent: ['chef-client --version'] },
  'bolt-command': { asked: ["bolt command run 'reboot' -t all"], silent: ['bolt list'] },
  'vagrant-push': { asked: ['vagrant up --provider=aws'], silent: ['vagrant up', 'vagrant ssh'] },
  'vagrant-infrastructure': { asked: ['vagrant push'], silent: ['vagrant up', 'vagrant ssh'] },
  'deploy-rs': {
    asked: ['deploy-rs .'],
    silent: [
      "GIT_SSH_COMMAND='ssh -i ~/.ssh/deploy' git fetch",
      "git -c core.sshCommand='ssh -i ~/.ssh/deploy -o StrictHostKeyChecking=no' fetch",
    ],
  },
  'kamal-setup': { asked: ['kamal setup'], silent: ['kamal list'] },
  'restic-forget': {
    asked: ['restic forget --prune --keep-last 1', 'borg delete repo::x'],
    silent: ['borg list repo', 'restic snapshots'],
  },
};
