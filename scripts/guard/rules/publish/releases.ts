/** Images, releases, and what changes at the host of the repository. */
import { type Tool, tool, toolsOf } from '../tools/tool.js';

const publish = toolsOf({ category: 'publish', kind: 'publish-package', unless: /--dry-run(?!=false)/ });
const deploy = toolsOf({ category: 'deploy', kind: 'deploy' });

export const releases = (): readonly Tool[] => [
  // -- images
  publish('docker-push', 'docker|podman|nerdctl|buildah|img|finch', ['[image|compose|manifest] push'], {
    kind: 'publish-image',
  }),
  publish('docker-compose-push', 'docker-compose', ['push'], { kind: 'publish-image' }),
  publish('docker-build', 'docker|podman|buildah|nerdctl', ['[buildx] build|bake'], {
    flags: /^--push$|^--output=.*(?:type=registry|push=true)/,
    kind: 'publish-image',
    valued: '-t --tag -f --file --platform --build-arg -o --output --target --cache-from --cache-to',
  }),
  publish(
    'skopeo-copy',
    'skopeo|crane|oras|regctl|gcrane',
    ['copy|push|delete|append|mutate|tag|cp|sync', 'image copy|delete'],
    {
      kind: 'publish-image',
      unless: /(?:docker|https?):\/\/\S+ (?:dir|oci|docker-archive|oci-archive|docker-daemon):/,
    },
  ),
  publish('ko-build', 'ko', ['build*|publish*|apply*|resolve*|create*'], {
    kind: 'publish-image',
    unless: /--local|-L\b|--push=false|ko\.local/,
  }),
  publish('pack-build', 'pack', ['build*'], { flags: /^--publish/, kind: 'publish-image' }),
  publish('helm-push', 'helm', ['push|cm-push']),
  publish('cosign-sign', 'cosign', ['sign|attest|attach|upload'], { kind: 'publish-image' }),
  // -- releases and the host of the repository
  publish('gh-release-create', 'gh|glab|hub|tea', ['release create|upload|edit|delete|delete-asset'], {
    kind: 'publish-release',
  }),
  publish('gh-repo-create', 'gh|glab|hub', ['repo|project create'], { kind: 'publish-release' }),
  publish('gh-pr-merge', 'gh|glab|hub', ['pr|mr merge'], { kind: 'merge-remote' }),
  tool(
    'gh-repo-delete',
    'gh|glab|hub',
    [
      'repo delete|archive|rename|transfer|edit|deploy-key',
      'issue|label|gist|cache|run|project|ruleset|codespace delete',
      'variable delete|set',
      'secret delete|set|remove',
      'ssh-key|gpg-key|environment',
    ],
    { category: 'remote-deletion', kind: 'delete-remote-repository' },
  ),
  tool('gh-pr-close', 'gh|glab', ['pr|mr close'], {
    flags: /^(?:--delete-branch|-d)/,
    category: 'remote-deletion',
    kind: 'delete-remote-ref',
  }),
  tool('gh-api', 'gh|glab', ['api'], {
    flags: /^(?:-X|--method)=?(?:DELETE|PUT|PATCH|POST)/i,
    category: 'deploy',
    kind: 'remote-api',
    valued: '-X --method -H --header -f -F --field --raw-field --jq -q -t --template --input --hostname',
  }),
  deploy('gh-workflow-run', 'gh', ['workflow run|disable|enable'], { kind: 'deploy' }),
];
