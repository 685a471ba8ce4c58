/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'npm-publ': { asked: ['npm pub', 'npm publ'], silent: ['npm ci', 'npm test'] },
  'pnpm-recursive-publish': { asked: ['pnpm recursive publish'], silent: ['pnpm pack', 'pnpm install'] },
  'npm-access-public': { asked: ['npm trust github x', 'npm access public my-lib'], silent: ['yarn', 'npm ci'] },
  'chrome-webstore-upload': {
    asked: ['chrome-webstore-upload upload --source x.zip', 'npx chrome-webstore-upload-cli@3 upload'],
    silent: ['chrome-webstore-upload --version'],
  },
  'clasp-push': { asked: ['clasp push', 'npx shipit && npx clasp deploy'], silent: ['npx clasp pull'] },
  'shipit-push': { asked: ['npx bumpp --push'], silent: ['shipit list'] },
  'cargo-dist': { asked: ['dist host release'], silent: ['cargo-dist list'] },
  'cargo-dist-host': {
    asked: ['cargo login x', 'cargo dist host --steps=upload'],
    silent: ['cargo fmt', 'cargo test'],
  },
  'release-plz-release': { asked: ['release-plz release'], silent: ['release-plz list'] },
  'gem-release': { asked: ['gem signin', 'gem release --push'], silent: ['gem list', 'gem install rails'] },
  'mvn-publish': {
    asked: ['mvn org.sonatype.central:central-publishing-maven-plugin:publish'],
    silent: ['mvn test', 'mvn clean'],
  },
  'gradle-publish-more': {
    asked: ['./gradlew artifactoryPublish', './gradlew uploadCrashlyticsMappingFileRelease'],
    silent: ['./gradlew clean', './gradlew build'],
  },
  'sbt-release': { asked: ['sbt ci-release'], silent: ['sbt test', 'sbt compile'] },
  mill: { asked: ['mill mill.scalalib.PublishModule/publishAll'], silent: ['mill __.compile'] },
  'rebar3-hex-publish': { asked: ['rebar3 hex publish'], silent: ['rebar3 ct'] },
  'gleam-publish': { asked: ['gleam publish', 'buf push'], silent: ['gleam test'] },
  'dart-pub-lish': { asked: ['dart pub lish'], silent: ['flutter test'] },
  'stack-upload': { asked: ['stack upload .'], silent: ['stack test'] },
  'composer-publish': { asked: ['composer publish'], silent: ['composer install', 'composer validate'] },
  'wasm-pack-publish': { asked: ['wasm-pack publish'], silent: ['wasm-pack build', 'wasm-pack test --node'] },
  'cr-upload': { asked: ['cr upload -o acme'], silent: ['cr list'] },
  'docker-buildx-imagetools': {
    asked: ['docker model push x', 'docker plugin push x'],
    silent: ['docker ps -a', 'docker login'],
  },
  'docker-compose-build': { asked: ['docker compose build --push'], silent: ['docker ps -a', 'docker login'] },
  'docker-publish': { asked: ['docker buildx build -o type=registry .'], silent: ['docker ps -a', 'docker login'] },
  'jib-build': { asked: ['jib build --target=acme/app'], silent: ['jib --help'] },
  'kaniko-destination': { asked: ['kaniko --destination acme/app'], silent: ['kaniko list'] },
  'earthly-publish': { asked: ['earthly --push +all'], silent: ['earthly +test', 'dagger call test'] },
  dagger: { asked: ['dagger call publish'], silent: ['dagger call test'] },
  bazel: {
    asked: ['bazel run //:push', 'bazel run //app:image_push'],
    silent: ['bazel test //...', 'bazel run //:gazelle'],
  },
  'skaffold-build': { asked: ['skaffold build --push'], silent: ['skaffold render', 'skaffold diagnose'] },
  'werf-converge': { asked: ['werf converge'], silent: ['werf list'] },
  'gh-repo-fork': { asked: ['gh repo fork a/b', 'gh gist create .env'], silent: ['gh pr list', 'gh run list'] },
};
