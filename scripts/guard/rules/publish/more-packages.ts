/** Publishing, the less common ways: packages and images. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const publish = toolsOf({ category: 'publish', kind: 'publish-package', unless: /--dry-run(?!=false)|--help/ });
const image: Pick<Tool, 'kind'> = { kind: 'publish-image' };

export const morePackages = (): readonly Tool[] => [
  publish('npm-publ', 'npm', ['publ|publi|pub *', /^(?:publi?|publis|pub)$/]),
  publish('pnpm-recursive-publish', 'pnpm', ['recursive|multi|m publish*']),
  publish(
    'npm-access-public',
    'npm|pnpm|yarn',
    [
      '[npm] access public*|restricted*|grant*|revoke*|set*|2fa*',
      '[npm] dist-tag|dist-tags add*|rm*|set*',
      '[npm] profile set*',
      '[npm] trust|star *',
      '[npm] hook|owner add*|rm*',
      '[npm] deprecate*|undeprecate*',
    ],
    { kind: 'unpublish' },
  ),
  publish(
    'chrome-webstore-upload',
    'chrome-webstore-upload|web-store-upload|publish-browser-extension|wext-shipit',
    [/^(?:upload|publish|chrome|edge|firefox)?/],
    { unless: /--help|--version/ },
  ),
  publish('clasp-push', 'clasp', ['push|deploy|publish|undeploy|delete']),
  publish('shipit-push', 'shipit|bumpp', ANY, { unless: /--no-push|--help|--dry-run/, flags: /^--push|^-P/ }),
  publish('cargo-dist', 'cargo-dist|dist', [/^host\b.*(?:release|upload)/]),
  publish('cargo-dist-host', 'cargo', ['dist host', 'login']),
  publish('release-plz-release', 'release-plz|git-cliff-release|knope|uplift|semrel', ['release']),
  publish('gem-release', 'gem', ['release|signin|mirror']),
  publish('mvn-publish', 'mvn|mvnw|mvnd', [
    /central-publishing-maven-plugin/,
    /nexus-staging-maven/,
    /gpg:sign-and-deploy-file/,
    /deploy:deploy(?:-file)?/,
  ]),
  publish('gradle-publish-more', 'gradle|gradlew', [
    /(?:^| |:)(?:artifactoryPublish|upload[A-Z]\w*|sonatype\w+|githubRelease|release|createRelease)(?: |$)/,
    /(?:^| |:)(?:closeAndPromote\w*|promote\w*Artifact|curseforge|modrinth)(?: |$)/,
  ]),
  publish('sbt-release', 'sbt', [
    /(?:^| |;)(?:ci-release|release(?: |$)|dynverRelease|makeSite ghpagesPushSite|ghpagesPushSite)/,
  ]),
  publish('mill', 'mill', [/PublishModule/, /\.publish(?!Local)\w*/]),
  publish('rebar3-hex-publish', 'rebar3', ['hex publish*|retire*|revert*|owner*']),
  publish(
    'gleam-publish',
    'gleam|wasmer|wapm|elm|buf|porter-publish|racket|zef|fpm|alr|dub|haxelib',
    ['publish|push|hex|submit', 'registry push'],
    { unless: /--dry-run|--help|dub test|^hex (?:docs|info|search)/ },
  ),
  publish('dart-pub-lish', 'dart|flutter', ['pub lish*|uploader*']),
  publish('stack-upload', 'stack', ['upload*', 'sdist --upload*']),
  publish('composer-publish', 'composer', ['[global] publish*|packagist*']),
  publish('wasm-pack-publish', 'wasm-pack', ['publish*|login*']),
  publish('cr-upload', 'cr', ['upload*', /^index .*--push/]),
  publish(
    'docker-buildx-imagetools',
    'docker|podman|nerdctl',
    [
      'buildx imagetools create',
      'trust sign*|revoke*',
      'plugin|model|sbom push*',
      'compose publish*',
      /^compose (?:build|up)\b.* --push/,
    ],
    { ...image, valued: '-t --tag -f --file -p --project-name', unless: /--dry-run|--help/ },
  ),
  publish('docker-compose-build', 'docker|podman|nerdctl', ['compose build*'], { ...image, flags: /^--push$/ }),
  publish('docker-publish', 'docker|podman|buildah|nerdctl', ['[buildx] build'], {
    ...image,
    flags: /^-o=?type=registry|^-o.*push=true|^--output=.*push=true/,
    valued: '-t --tag -f --file --platform --build-arg -o --output --target',
  }),
  publish('jib-build', 'jib', ['build|war|jar'], { ...image, unless: /--target[= ](?:docker:|tar:)|--help/ }),
  publish('kaniko-destination', 'kaniko|executor', ANY, {
    ...image,
    flags: /^(?:--destination|-d)/,
    unless: /--no-push/,
  }),
  publish('earthly-publish', 'earthly|dagger', ['… publish|push|release', '… call publish', /^/], {
    flags: /^--push$/,
  }),
  publish('dagger', 'dagger', [/\b(?:publish|release|push)\b/]),
  publish('bazel', 'bazel|bazelisk', [/^run .*[:_./-](?:push|publish|release|deploy)(?:[._-]\w+)?(?: |$)/], image),
  publish('skaffold-build', 'skaffold|nixpacks|werf|garden', ['build|converge|deploy|publish', 'bundle publish'], {
    ...image,
    flags: /^--push$/,
  }),
  publish('werf-converge', 'werf', ['converge|dismiss|cleanup|purge', 'bundle publish|apply'], image),
  publish(
    'gh-repo-fork',
    'gh|glab',
    ['repo fork', 'gist create|edit', 'snippet create', 'release new|create', 'pr merge', 'attestation'],
    { kind: 'publish-release' },
  ),
];
