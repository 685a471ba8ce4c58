/** Publishing, the less common ways; rules/tools.ts asks here after its own table. */
import type { Kind } from '../../model.js';
import type { Tool } from './tool.js';

const publish = (program: Tool['program'], words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'publish',
  kind: 'publish-package',
  unless: /--dry-run(?!=false)|--help/,
  ...rest,
});
const image: { kind: Kind } = { kind: 'publish-image' };

export const PUBLISHING: readonly Tool[] = [
  publish('npm', /^(?:publi?|publis|pub)$|^(?:publi?|pub) /),
  publish('pnpm', /^(?:recursive|multi|m) publish/),
  publish(
    'npm|pnpm|yarn',
    /^(?:npm )?(?:access (?:public|restricted|grant|revoke|set|2fa\S*)|dist-tags? (?:add|rm|set)|profile set|trust |hook (?:add|rm)|star |owner (?:add|rm)|deprecate|undeprecate)/,
    { kind: 'unpublish' },
  ),
  publish('nx', /^release\b/, { unless: /--dry-run|-d\b|--help|release (?:changelog|version|plan)/ }),
  publish('nx', /^release (?:publish)\b/),
  publish(
    'chrome-webstore-upload|web-store-upload|publish-browser-extension|wext-shipit',
    /^(?:upload|publish|chrome|edge|firefox)?/,
    { unless: /--help|--version/ },
  ),
  publish('clasp', /^(?:push|deploy|publish|undeploy|delete)\b/),
  publish('shipit|bumpp', /^/, { unless: /--no-push|--help|--dry-run/, flags: /^--push|^-P/ }),
  publish('cargo-dist|dist', /^host\b.*(?:release|upload)/),
  publish('cargo', /^dist host\b|^login\b/),
  publish('release-plz|git-cliff-release|knope|uplift|semrel', /^release\b/),
  publish('gem', /^(?:release|signin|mirror)\b/),
  publish(
    'mvn|mvnw|mvnd',
    /central-publishing-maven-plugin|nexus-staging-maven|gpg:sign-and-deploy-file|deploy:deploy(?:-file)?/,
  ),
  publish(
    'gradle|gradlew',
    /(?:^| |:)(?:artifactoryPublish|upload[A-Z]\w*|sonatype\w+|githubRelease|release|createRelease|closeAndPromote\w*|promote\w*Artifact|curseforge|modrinth)(?: |$)/,
  ),
  publish('sbt', /(?:^| |;)(?:ci-release|release(?: |$)|dynverRelease|makeSite ghpagesPushSite|ghpagesPushSite)/),
  publish('mill', /PublishModule|\.publish(?!Local)\w*/),
  publish('rebar3', /^hex (?:publish|retire|revert|owner)/),
  publish(
    'gleam|wasmer|wapm|elm|buf|porter-publish|racket|zef|fpm|alr|dub|haxelib',
    /^(?:publish|push|registry push|hex|submit)\b/,
    { unless: /--dry-run|--help|dub test|^hex (?:docs|info|search)/ },
  ),
  publish('dart|flutter', /^pub lish|^pub uploader/),
  publish('stack', /^(?:upload|sdist --upload)/),
  publish('composer', /^(?:global )?(?:publish|packagist)/),
  publish('wasm-pack', /^(?:publish|login)/),
  publish('cr', /^(?:upload|index .*--push)/),
  publish(
    'docker|podman|nerdctl',
    /^buildx imagetools create\b|^trust (?:sign|revoke)|^(?:plugin|model|sbom) push|^compose (?:build|up)\b.* --push|^compose publish/,
    { ...image, valued: '-t --tag -f --file -p --project-name', unless: /--dry-run|--help/ },
  ),
  publish('docker|podman|nerdctl', /^compose build/, { ...image, flags: /^--push$/ }),
  publish('docker|podman|buildah|nerdctl', /^(?:buildx )?build\b/, {
    ...image,
    flags: /^-o=?type=registry|^-o.*push=true|^--output=.*push=true/,
    valued: '-t --tag -f --file --platform --build-arg -o --output --target',
  }),
  publish('jib', /^(?:build|war|jar)\b/, { ...image, unless: /--target[= ](?:docker:|tar:)|--help/ }),
  publish('kaniko|executor', /^/, { ...image, flags: /^(?:--destination|-d)/, unless: /--no-push/ }),
  publish('earthly|dagger', /(?:^| )(?:publish|push|release|call publish)\b|^/, { flags: /^--push$/ }),
  publish('dagger', /\b(?:publish|release|push)\b/),
  publish('bazel|bazelisk', /^run .*[:_./-](?:push|publish|release|deploy)(?:[._-]\w+)?(?: |$)/, image),
  publish('skaffold|nixpacks|werf|garden', /^(?:build|converge|deploy|publish|bundle publish)\b/, {
    ...image,
    flags: /^--push$/,
  }),
  publish('werf', /^(?:converge|bundle (?:publish|apply)|dismiss|cleanup|purge)\b/, image),
  publish(
    'gh|glab',
    /^(?:repo fork|gist (?:create|edit)|snippet create|release (?:new|create)|pr merge|attestation)\b/,
    { kind: 'publish-release' },
  ),
  publish(
    'jf|jfrog',
    /^(?:rt|rtifactory)? ?(?:u|upload|del|delete|mv|move|cp|copy|build-publish|bp|docker-push|npm-publish|nuget)\b|^(?:npm publish|docker push|mvn deploy)/,
  ),
  publish('cloudsmith|packagecloud|gemfury|fury|nexus3|artipie', /^(?:push|upload|delete|yank|promote)\b/),
  publish('electron-builder|electron-forge|builder', /^(?:publish)?/, {
    flags: /^(?:--publish|-p)=?(?:always|onTag|onTagOrDraft)?$/,
    unless: /--publish[= ]?never|-p never|--help/,
  }),
  publish('electron-builder', /^(?:build )?(?:always|onTag)/),
  publish('electron-builder', /^/, { flags: /^(?:--publish|-p)=(?:always|onTag)/ }),
  publish('electron-forge', /^publish\b/),
  publish('flatpak', /^build-update-repo|^build-commit-from/),
  publish(
    'dput|debrelease|aurpublish|bodhi|fedpkg|copr-cli|copr|osc|reprepro|aptly',
    /^(?!--help|-h|--version|list|show|status|info).*(?:build|push|update|upload|commit|publish|ppa:|\.changes|include|submit|new)|^ppa:/,
  ),
  publish('aurpublish', /./),
  publish('brew', /^(?:bump|bump-formula-pr|bump-cask-pr|pr-upload|pr-publish)\b/),
  publish('wingetcreate|komac', /^(?:submit|update|new|remove)\b/),
  publish('choco', /^(?:push|apikey)\b/),
  publish('xcrun|altool|notarytool|iTMSTransporter', /^(?:altool|notarytool submit|stapler|submit)\b/, {
    unless: /--help|notarytool (?:history|log|info)/,
  }),
  publish(
    'eas|eas-cli',
    /^(?:submit|update|build:submit|channel:|branch:(?:delete|create|rename))|^build\b.*--auto-submit|^metadata:push/,
  ),
  publish('eas', /^build/, { flags: /^--auto-submit/ }),
  publish('supply|deliver|pilot|gym-upload', /^/, { unless: /--help|--validate_only/ }),
  publish(
    'kaggle',
    /^(?:datasets (?:create|version|delete)|kernels push|competitions submit|models (?:create|update|delete))/,
  ),
  publish(
    'wandb|mlflow|neptune|clearml|comet|zenodo|osf|figshare',
    /(?:^| )(?:artifact put|sync|upload|models? (?:serve-upload|register)|publish|put)\b/,
  ),
  publish('ipfs', /^(?:name publish|pin remote add|dht provide)/),
  publish(
    'gitbook|docusaurus|honkit|readme|rdme|redocly|bump|mintlify|postman',
    /^(?:publish|deploy|push|openapi|docs|collection publish)\b/,
    { unless: /--dry-run|--help|docusaurus (?:start|build|serve)|mintlify dev/ },
  ),
  publish(
    'make|gmake|just|task|rake|invoke|inv|nox|mage|tox|hatch',
    /(?:^| |-)(?:docker|image|images|ecr|gcr|ghcr|registry)[-_:]?push(?:$| )|(?:^| )push[-_:](?:image|images|docker|prod|all|latest)(?:$| )/,
    { ...image, unless: /dry[-_]?run|(?:^| )-n\b/, valued: '-C -f -j' },
  ),
  publish('tox|nox|hatch', /(?:^| )(?:(?:run )?(?:release|publish|upload|deploy)(?:[:_-]\w+)?)(?: |$)/, {
    kind: 'deploy-script',
    valued: '-c --conf',
    unless: /dry[-_]?run/,
  }),
  publish('tox|nox|act', /^/, {
    kind: 'deploy-script',
    flags: /^(?:-e|-s|-j|--job|--session)=(?:publish|release|upload|deploy)/,
    valued: '-e -s -j --job --session -W -P --secret-file',
  }),
  publish('git', /^(?:publish|release|deploy)(?: |$)|^flow (?:release|hotfix) (?:finish|publish)/, {
    kind: 'publish-release',
    valued: '-C -c --git-dir --work-tree --namespace',
  }),
  publish('expo|npx-expo', /^publish\b/),
  publish('semantic-release-cli|standard-release', /^setup/),
  publish('tauri-release|publish', /^publish\b/),
  publish('terraform-registry|bit|kt|rsconnect', /^(?:publish|export|deploy|push)\b/),
  publish('dvc', /^push\b/, { category: 'deploy', kind: 'cloud' }),
  publish('git-annex', /^(?:copy|move|sync) .*--to/, { category: 'deploy', kind: 'cloud' }),
];
