/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'packages-publish': { asked: ['npm publish', 'npm stage publish'], silent: ['yarn', 'npm ci'] },
  'npm-unpublish': { asked: ['npm owner add bob my-lib', 'npm unpublish my-lib@1.0.0'], silent: ['yarn', 'npm ci'] },
  'lerna-publish': { asked: ['lerna version --conventional-commits'], silent: ['npx lerna ls', 'lerna run test'] },
  'release-tools': {
    asked: ['npx np --yolo', 'npx auto shipit'],
    silent: ['npx release-it --dry-run', 'npx semantic-release --dry-run'],
  },
  'vsce-publish': { asked: ['npx vsce unpublish acme.ext'], silent: ['npx vsce package'] },
  'twine-upload': {
    asked: ['twine upload dist/*', 'twine upload --repository testpypi dist/*'],
    silent: ['twine check dist/*'],
  },
  'poetry-publish': {
    asked: ['poetry publish --build', 'poetry publish -r testpypi'],
    silent: ['uv sync', 'uv build'],
  },
  'setup-py-upload': {
    asked: ['python setup.py sdist upload', 'python3 setup.py bdist_wheel upload'],
    silent: ['python list'],
  },
  'cargo-publish': { asked: ['cargo publish', 'cargo yank serde@1.0'], silent: ['cargo fmt', 'cargo test'] },
  'cargo-release': { asked: ['cargo-release minor --execute'], silent: ['cargo-release list'] },
  'gem-push': { asked: ['gem push my.gem', 'gem yank x -v 1.0'], silent: ['gem list', 'gem install rails'] },
  'rake-release': { asked: ['rake release', 'bundle exec rake release'], silent: ['rake test', 'bundle install'] },
  'mvn-deploy': { asked: ['mvn deploy', 'mvn jib:build'], silent: ['mvn test', 'mvn clean'] },
  'gradle-publish': {
    asked: ['gradle publishPlugins', 'gradle :lib:publishAllPublicationsToMavenCentralRepository'],
    silent: ['./gradlew clean', './gradlew build'],
  },
  'sbt-publish': { asked: ['sbt publish', 'sbt +publishSigned'], silent: ['sbt test', 'sbt compile'] },
  'dotnet-push': {
    asked: ['dotnet nuget delete X 1.0', 'dotnet nuget push bin/x.nupkg'],
    silent: ['dotnet run', 'dotnet test'],
  },
  'mix-hex-publish': { asked: ['mix hex.publish', 'mix hex.publish --yes'], silent: ['mix test', 'mix deps.get'] },
  'cabal-upload': { asked: ['cabal upload --publish x.tar.gz'], silent: ['stack test'] },
  'dart-pub-publish': { asked: ['dart pub publish', 'dart pub publish --force'], silent: ['flutter test'] },
  'pod-trunk-push': { asked: ['pod trunk push X.podspec', 'pod repo push specs X.podspec'], silent: ['pod install'] },
  'package-tools-upload': {
    asked: ['conan upload "*" -r remote --all', 'elm publish'],
    silent: ['conda env list', 'conda env create -f environment.yml'],
  },
  'lein-deploy': { asked: ['lein deploy clojars', 'clj -T:build deploy'], silent: ['lein list'] },
  'goreleaser-release': {
    asked: ['goreleaser release', 'goreleaser --clean'],
    silent: ['goreleaser check', 'goreleaser release --snapshot'],
  },
  'snapcraft-upload': { asked: ['snapcraft upload x.snap --release=stable'], silent: ['snapcraft list'] },
  'firefox-sign': { asked: ['web-ext sign --api-key x'], silent: ['npx web-ext lint', 'npx web-ext build'] },
  'rsconnect-deploy': { asked: ['rsconnect deploy shiny .', 'modal deploy app.py'], silent: ['modal setup'] },
  'huggingface-upload': {
    asked: ['huggingface-cli upload a/b .', 'hf upload a/b .'],
    silent: ['huggingface-cli download a/b'],
  },
  'make-publish': { asked: ['make publish', 'make release'], silent: ['make', 'make -j8'] },
  'make-deploy': { asked: ['make deploy', 'make -C infra destroy'], silent: ['make', 'make -j8'] },
};
