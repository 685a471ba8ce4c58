/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'docker-push': {
    asked: ['docker compose push', 'docker push acme/app:1.0'],
    silent: ['docker ps -a', 'docker login'],
  },
  'docker-compose-push': { asked: ['docker-compose push'], silent: ['docker-compose build'] },
  'docker-build': {
    asked: ['docker buildx bake --push', 'docker buildx build --push -t acme/app .'],
    silent: ['docker ps -a', 'docker login'],
  },
  'skopeo-copy': {
    asked: ['skopeo delete docker://x', 'skopeo copy docker://a docker://b'],
    silent: ['crane ls node', 'skopeo inspect docker://node'],
  },
  'ko-build': { asked: ['ko build ./cmd/app', 'ko apply -f config/'], silent: ['ko list'] },
  'pack-build': { asked: ['pack build acme/app --publish'], silent: ['pack list'] },
  'helm-push': {
    asked: ['helm cm-push chart repo', 'helm push chart.tgz oci://registry'],
    silent: ['helm list -A', 'helm status web'],
  },
  'cosign-sign': { asked: ['cosign sign acme/app'], silent: ['cosign list'] },
  'gh-release-create': {
    asked: ['gh release create v1.0.0', 'gh release delete v1.0.0 -y'],
    silent: ['gh pr list', 'gh run list'],
  },
  'gh-repo-create': {
    asked: ['gh repo create acme/x --public', 'gh repo create x --public --push'],
    silent: ['gh pr list', 'gh run list'],
  },
  'gh-pr-merge': { asked: ['gh pr merge 12', 'gh pr merge 1 --admin'], silent: ['gh pr list', 'gh run list'] },
  'gh-repo-delete': { asked: ['gh repo delete', 'gh run delete 1'], silent: ['gh pr list', 'gh run list'] },
  'gh-pr-close': {
    asked: ['gh pr close 1 -d', 'gh pr close 12 --delete-branch'],
    silent: ['gh pr list', 'gh run list'],
  },
  'gh-api': {
    asked: ['gh api -X DELETE repos/a/b', 'gh api --method DELETE /repos/a/b'],
    silent: ['gh pr list', 'gh run list'],
  },
  'gh-workflow-run': {
    asked: ['gh workflow run deploy.yml', 'gh workflow disable ci.yml'],
    silent: ['gh pr list', 'gh run list'],
  },
};
