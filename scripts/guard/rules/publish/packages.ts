/** Packages given to a registry, and the scripts and targets that do it. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const JS =
  'npm|pnpm|yarn|bun|lerna|nx|changeset|changesets|release-it|semantic-release|np|jsr|vsce|ovsx|auto|deno|rush|turbo';
/** Targets that only look as if. */
const REHEARSED = [
  /dry[-_]?run|(?:^| )-n\b/,
  /(?:build|check|test|lint|notes|docs?|local|dev|snapshot|plan|preview|diff|clean)[-_:]?(?:release|publish|deploy)/,
  /config[-_:]?(?:release|publish|deploy)/,
  /(?:release|publish|deploy)[-_:](?:dry|build|check|test|local|notes|plan|preview|diff|snapshot|docs?)/,
];
const publish = toolsOf({ category: 'publish', kind: 'publish-package', unless: /--dry-run(?!=false)/ });
const deploy = toolsOf({ category: 'deploy', kind: 'deploy' });

export const packages = (): readonly Tool[] => [
  publish(
    'packages-publish',
    JS,
    [
      '[npm] publish',
      '[npm] stage publish',
      'workspace|workspaces * publish',
      'workspace|workspaces * stage|npm publish',
    ],
    { valued: '--filter -F -C --dir --prefix -w --workspace --registry --tag --access --otp' },
  ),
  publish(
    'npm-unpublish',
    'npm|pnpm|yarn',
    [
      '[npm] unpublish*|deprecate*',
      '[npm] dist-tag add*|rm*|set*',
      '[npm] tag add*',
      '[npm] owner add*|rm*',
      '[npm] access set*|grant*|revoke*',
      '[npm] team|org|star|stars *',
      '[npm] token revoke*',
    ],
    { kind: 'unpublish' },
  ),
  publish('lerna-publish', 'lerna', ['publish*', /^version\b.*/], { unless: /--no-push|--dry-run|--canary --dry/ }),
  publish('release-tools', 'release-it|semantic-release|np|auto|standard-version-publish', [/^(?!.*--help)/], {
    unless: /--dry-run|--no-publish|-d\b|--help|--version|--release-version|--preview/,
  }),
  publish('vsce-publish', 'vsce|ovsx', ['publish*|unpublish*']),
  publish('twine-upload', 'twine', ['upload*|register*']),
  publish('poetry-publish', 'poetry|uv|flit|hatch|pdm|maturin|rye|pixi', ['publish|upload']),
  publish('setup-py-upload', /^python[\d.]*$/, [/^(?:setup\.py )(?:.* )?(?:upload|register)\b/]),
  publish('cargo-publish', 'cargo', ['[+*] publish|yank|owner|release|smart-release', '[+*] workspaces publish'], {
    unless: /--dry-run|-n\b|--list|--help/,
  }),
  publish('cargo-release', 'cargo-release', ANY, { flags: /--execute|-x/ }),
  publish('gem-push', 'gem', ['push|yank|owner']),
  publish('rake-release', 'rake|bundle', [/(?:^|exec rake )release\b/]),
  publish(
    'mvn-deploy',
    'mvn|mvnw|mvnd',
    [
      /(?:^| )(?:deploy|release:(?:perform|prepare)|nexus-staging:\S+|jib:build|spring-boot:build-image)(?: |$)/,
      /(?:^| )site-deploy(?: |$)/,
      /(?:^| )(?:wagon:\S+|dockerfile:push|docker:push)(?: |$)/,
    ],
    {
      unless: [
        /-DskipDeploy|-Dmaven\.deploy\.skip(?!=false)|-DdryRun/,
        /-DaltDeploymentRepository=[^ ]*file:|-DpushChanges=false/,
      ],
    },
  ),
  publish(
    'gradle-publish',
    'gradle|gradlew',
    [
      /(?:^| |:)(?:publish(?!ToMavenLocal)\w*|uploadArchives|bintrayUpload|closeAndRelease\w*|jib)(?: |$)/,
      /(?:^| |:)dockerPush\w*(?: |$)/,
      /(?:^| |:)(?:appengineDeploy\w*|deploy\w*|publishPlugins)(?: |$)/,
    ],
    { unless: /--dry-run|-m\b|publishToMavenLocal$|^help / },
  ),
  publish('sbt-publish', 'sbt', [
    /(?:^| |;)(?:publish(?!Local)(?:Signed)?|release|sonatype\w*|\+publish(?!Local)\w*|docker:publish(?!Local))(?: |$)/,
  ]),
  publish('dotnet-push', 'dotnet|nuget', ['[nuget] push|delete']),
  publish('mix-hex-publish', 'mix', ['hex.publish*|hex.retire*|hex.owner*']),
  publish('cabal-upload', 'cabal|stack', ['upload*'], { flags: /.*/ }),
  publish('dart-pub-publish', 'dart|flutter', ['pub publish*']),
  publish('pod-trunk-push', 'pod', ['trunk push*|delete*|deprecate*', 'repo push*']),
  publish('package-tools-upload', 'conan|conda|anaconda|luarocks|opam|cpan-upload|nimble|shards|elm|spago|clojars', [
    'upload|publish|remove-upload',
  ]),
  publish('lein-deploy', 'lein|clj|clojure', ['deploy*', /:deploy/]),
  publish('goreleaser-release', 'goreleaser', [/^(?:release|publish)?(?: |$)/], {
    unless: /--snapshot|--skip[-=](?:publish|.*publish)|--help|check|--version/,
  }),
  publish('snapcraft-upload', 'snapcraft|charmcraft', ['upload*|push*|release*']),
  publish('firefox-sign', 'firefox|web-ext', ['sign*']),
  publish('rsconnect-deploy', 'rsconnect|modal', ['deploy*'], { category: 'deploy', kind: 'deploy' }),
  publish('huggingface-upload', 'huggingface-cli|hf', ['upload*|delete*', 'repo create*|delete*']),
  publish(
    'make-publish',
    'make|gmake|just|task|rake|invoke|inv|nox|mage|bazel',
    [/(?:^| |[:_-])(?:publish|release|upload)(?:$| |[:_-])/],
    {
      unless: REHEARSED,
      kind: 'deploy-script',
      valued: '-C -f -j -s',
    },
  ),
  deploy(
    'make-deploy',
    'make|gmake|just|task|rake|invoke|inv|nox|mage|bazel',
    [/(?:^| |[:_-])(?:deploy|undeploy|destroy|ship|provision)(?:$| |[:_-])/],
    {
      unless: REHEARSED,
      kind: 'deploy-script',
      valued: '-C -f -j -s',
    },
  ),
];
