/** Publishing, the less common ways: releases, stores, documents, scripts. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const publish = toolsOf({ category: 'publish', kind: 'publish-package', unless: /--dry-run(?!=false)|--help/ });
const image: Pick<Tool, 'kind'> = { kind: 'publish-image' };

export const moreReleases = (): readonly Tool[] => [
  publish('jf-npm-publish', 'jf|jfrog', [
    'npm publish*',
    'docker push*',
    'mvn deploy*',
    /^(?:rt|rtifactory)? ?(?:u|upload|del|delete|mv|move|cp|copy|build-publish|bp|docker-push|npm-publish|nuget)\b/,
  ]),
  publish('cloudsmith-push', 'cloudsmith|packagecloud|gemfury|fury|nexus3|artipie', [
    'push|upload|delete|yank|promote',
  ]),
  publish('electron-builder-publish', 'electron-builder|electron-forge|builder', [/^(?:publish)?/], {
    flags: /^(?:--publish|-p)=?(?:always|onTag|onTagOrDraft)?$/,
    unless: /--publish[= ]?never|-p never|--help/,
  }),
  publish('electron-builder-always', 'electron-builder', ['[build] always*|onTag*']),
  publish('electron-forge-publish', 'electron-forge', ['publish']),
  publish('flatpak-build-update-repo', 'flatpak', ['build-update-repo*|build-commit-from*']),
  publish('dput-ppa', 'dput|debrelease|aurpublish|bodhi|fedpkg|copr-cli|copr|osc|reprepro|aptly', [
    'ppa:*',
    /^(?!--help|-h|--version|list|show|status|info).*(?:build|push|update|upload|commit|publish|ppa:|\.changes)/,
    /^(?!--help|-h|--version|list|show|status|info).*include/,
    /^(?!--help|-h|--version|list|show|status|info).*(?:submit|new)/,
  ]),
  publish('aurpublish', 'aurpublish', [/./]),
  publish('brew-bump', 'brew', ['bump|bump-formula-pr|bump-cask-pr|pr-upload|pr-publish']),
  publish('wingetcreate-submit', 'wingetcreate|komac', ['submit|update|new|remove']),
  publish('choco-push', 'choco', ['push|apikey']),
  publish('xcrun-altool', 'xcrun|altool|notarytool|iTMSTransporter', ['altool|stapler|submit', 'notarytool submit'], {
    unless: /--help|notarytool (?:history|log|info)/,
  }),
  publish('eas-submit', 'eas|eas-cli', [
    'submit*|update*|build:submit*|channel:*|branch:delete*|branch:create*|branch:rename*|metadata:push*',
    /^build\b.*--auto-submit/,
  ]),
  publish('eas-build', 'eas', ['build*'], { flags: /^--auto-submit/ }),
  publish('supply', 'supply|deliver|pilot|gym-upload', ANY, { unless: /--help|--validate_only/ }),
  publish('kaggle-datasets-create', 'kaggle', [
    'datasets create*|version*|delete*',
    'kernels push*',
    'competitions submit*',
    'models create*|update*|delete*',
  ]),
  publish('wandb-artifact-put', 'wandb|mlflow|neptune|clearml|comet|zenodo|osf|figshare', [
    '… artifact put',
    '… sync|upload|publish|put',
    '… model|models serve-upload|register',
  ]),
  publish('ipfs-name-publish', 'ipfs', ['name publish*', 'pin remote add*', 'dht provide*']),
  publish(
    'gitbook-publish',
    'gitbook|docusaurus|honkit|readme|rdme|redocly|bump|mintlify|postman',
    ['publish|deploy|push|openapi|docs', 'collection publish'],
    { unless: /--dry-run|--help|docusaurus (?:start|build|serve)|mintlify dev/ },
  ),
  publish(
    'make-push-image',
    'make|gmake|just|task|rake|invoke|inv|nox|mage|tox|hatch',
    [
      /(?:^| |-)(?:docker|image|images|ecr|gcr|ghcr|registry)[-_:]?push(?:$| )/,
      /(?:^| )push[-_:](?:image|images|docker|prod|all|latest)(?:$| )/,
    ],
    { ...image, unless: /dry[-_]?run|(?:^| )-n\b/, valued: '-C -f -j' },
  ),
  publish('tox', 'tox|nox|hatch', [/(?:^| )(?:(?:run )?(?:release|publish|upload|deploy)(?:[:_-]\w+)?)(?: |$)/], {
    kind: 'deploy-script',
    valued: '-c --conf',
    unless: /dry[-_]?run/,
  }),
  publish('tox-job', 'tox|nox|act', ANY, {
    kind: 'deploy-script',
    flags: /^(?:-e|-s|-j|--job|--session)=(?:publish|release|upload|deploy)/,
    valued: '-e -s -j --job --session -W -P --secret-file',
  }),
  publish(
    'git-flow-release',
    'git',
    ['flow release finish*|publish*', 'flow hotfix finish*|publish*', /^(?:publish|release|deploy)(?: |$)/],
    { kind: 'publish-release', valued: '-C -c --git-dir --work-tree --namespace' },
  ),
  publish('expo-publish', 'expo|npx-expo', ['publish']),
  publish('semantic-release-cli-setup', 'semantic-release-cli|standard-release', ['setup*']),
  publish('tauri-release-publish', 'tauri-release|publish', ['publish']),
  publish('terraform-registry-publish', 'terraform-registry|bit|kt|rsconnect', ['publish|export|deploy|push']),
  publish('dvc-push', 'dvc', ['push'], { category: 'deploy', kind: 'cloud' }),
];
