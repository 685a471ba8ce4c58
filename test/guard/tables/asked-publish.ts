/** Publishing with the tools of many ecosystems. */
import { categorised } from './table.js';

export const ASKED_PUBLISH = categorised(String.raw`
# publishing
publish  npm publish ./dist --tag next
publish  npm --prefix packages/a publish
publish  npm -w packages/a publish
publish  npm pub
publish  npm publ
publish  npm run build && npm publish --otp=123456
publish  npm stage publish
publish  pnpm --filter ./packages/* publish --no-git-checks
publish  pnpm recursive publish
publish  yarn workspace api npm publish
publish  yarn workspaces foreach --all npm publish
publish  yarn npm tag add x@1 latest
publish  bun publish
publish  bun pm pack && bun publish --access public
publish  deno publish
publish  npx jsr publish
publish  jsr publish --allow-dirty
publish  npx -y npm@latest publish
publish  corepack pnpm publish
publish  volta run npm publish
publish  npm exec -- lerna publish
publish  lerna version --conventional-commits
deploy  npx nx release
deploy  nx release publish
deploy  npx nx release --yes
publish  npx release-it --ci
publish  npx np --yolo
publish  npx auto shipit
publish  pnpm changeset publish
publish  yarn changeset publish
publish  npx @changesets/cli publish
publish  npx semantic-release --no-ci
publish  npx standard-version && npm publish
publish  npx ng-packagr && npm publish dist/lib
publish  rush publish --apply --publish
publish  npm access public my-lib
publish  npm owner add bob my-lib
publish  npm team add acme:devs bob
publish  npm dist-tags add a@1 latest
publish  npm profile set password
publish  npm unpublish --force my-lib
publish  npm trust github x
publish  vsce publish minor
publish  npx @vscode/vsce publish
publish  npx vsce unpublish acme.ext
publish  npx ovsx publish x.vsix -p $T
publish  web-ext sign --api-key x
publish  chrome-webstore-upload upload --source x.zip
publish  npx chrome-webstore-upload-cli@3 upload
publish  npx shipit && npx clasp deploy
publish  clasp push
publish  python -m twine upload --skip-existing dist/*
publish  pipx run twine upload dist/*
publish  uvx twine upload dist/*
publish  uv publish --token $T
publish  uv tool run twine upload dist/*
publish  poetry publish -r testpypi
publish  hatch publish
publish  pdm publish
publish  maturin publish
publish  maturin upload target/wheels/x.whl
publish  rye publish
publish  flit publish --repository testpypi
publish  python -m flit publish
publish  python -m hatch publish
publish  python3 setup.py bdist_wheel upload
publish  python -m poetry publish
publish  conda build . && anaconda upload x.tar.bz2
publish  cargo publish --token x
publish  cargo +nightly publish
publish  cargo publish --workspace
publish  cargo release patch --execute
publish  cargo workspaces publish
publish  cargo yank serde@1.0
publish  cargo owner --add bob
publish  cargo dist host --steps=upload
publish  release-plz release
publish  gem push pkg/x-1.0.gem
publish  gem yank x -v 1.0
publish  gem owner x -a a@b.c
publish  rake release
publish  bundle exec rake release[origin]
publish  gem release --push
publish  mvn clean deploy -P release
publish  mvn release:clean release:prepare release:perform
publish  mvn -pl core nexus-staging:release
publish  mvn org.sonatype.central:central-publishing-maven-plugin:publish
publish  mvn jib:build
publish  mvn versions:set && mvn deploy
publish  gradle :lib:publishAllPublicationsToMavenCentralRepository
publish  ./gradlew publishToMavenCentral --no-configuration-cache
publish  ./gradlew publishToSonatype
publish  ./gradlew bintrayUpload
publish  ./gradlew jib
publish  ./gradlew artifactoryPublish
publish  ./gradlew publishBundle
publish  ./gradlew uploadCrashlyticsMappingFileRelease
publish  sbt publish
publish  sbt "+publishSigned; sonatypeBundleRelease"
publish  sbt ci-release
publish  mill mill.scalalib.PublishModule/publishAll
publish  lein deploy clojars
publish  clj -T:build deploy
publish  dotnet nuget push *.nupkg -k x -s https://api.nuget.org/v3/index.json
publish  nuget push x.nupkg
publish  dotnet nuget delete X 1.0
publish  mix hex.publish --yes
publish  mix hex.retire x 1.0 security
publish  rebar3 hex publish
publish  gleam publish
publish  dart pub publish --force
publish  flutter pub publish
publish  dart pub lish
publish  pod trunk push X.podspec --allow-warnings
publish  pod repo push specs X.podspec
publish  luarocks upload x.rockspec
publish  opam publish
publish  cabal upload --publish x.tar.gz
publish  stack upload .
publish  nimble publish
publish  conan upload "*" -r remote --all
publish  terraform-registry publish x
publish  elm publish
publish  spago publish
publish  buf push
publish  wasmer publish
publish  wasm-pack publish
publish  wapm publish
publish  helm push app-1.0.tgz oci://ghcr.io/acme
publish  helm cm-push chart repo
publish  cr upload -o acme
publish  docker push --all-tags acme/app
publish  docker --config /tmp/d push acme/app
publish  docker build -t acme/app . && docker push acme/app
publish  docker buildx bake --push
publish  docker buildx build -o type=registry .
publish  docker buildx build --output type=image,push=true .
publish  docker buildx imagetools create -t acme/app:latest acme/app:1
publish  docker compose build --push
publish  docker manifest push acme/app
publish  docker trust sign acme/app
publish  docker plugin push x
publish  docker model push x
publish  podman manifest push x docker://y
publish  buildah push x docker://y
publish  nerdctl push x
publish  skopeo sync --src docker --dest docker a b
publish  skopeo delete docker://x
publish  crane push x.tar acme/app
publish  crane copy a b
publish  oras push ghcr.io/a/b:1 f.txt
publish  ko build ./cmd/app
publish  ko apply -f config/
publish  pack build acme/app --publish
publish  jib build --target=acme/app
publish  kaniko --destination acme/app
publish  img push acme/app
publish  earthly --push +all
publish  dagger call publish
publish  bazel run //:push
publish  bazel run //app:image_push
publish  skaffold build --push
publish  cosign sign acme/app
publish  gh release create v1 --generate-notes
publish  gh release edit v1 --draft=false
publish  gh release delete v1 --cleanup-tag
publish  gh pr merge --auto --squash
publish  gh pr merge 1 --admin
publish  gh repo create acme/x --public
publish  gh repo fork a/b
publish  gh gist create a.txt --public
publish  gh gist create a.txt
publish  gh extension upgrade --all && gh release upload v1 x --clobber
publish  glab release create v1
publish  glab mr merge 1
publish  glab snippet create a.txt
publish  hub release create v1
publish  tea release create v1
deploy  az artifacts universal publish --x
deploy  aws codeartifact publish-package-version --x
publish  jf rt upload x repo/
publish  jfrog rt u x repo/
publish  curl -u a:b -T x.jar https://nexus.example.com/repository/releases/x.jar
publish  goreleaser release --clean
publish  goreleaser
publish  npx electron-builder --publish always
publish  electron-builder -p always
publish  electron-forge publish
publish  tauri-release publish x
publish  snapcraft upload x.snap --release=stable
publish  flatpak-builder --repo=r x y && flatpak build-update-repo r
publish  dput ppa:a/b x.changes
publish  copr-cli build x y.src.rpm
publish  makepkg && aurpublish x
publish  brew bump-formula-pr x
publish  wingetcreate submit x
publish  choco push x.nupkg
deploy  fastlane deliver
deploy  fastlane pilot upload
deploy  fastlane release
deploy  bundle exec fastlane ios beta
deploy  eas submit -p ios
deploy  eas update --branch production
publish  npx eas-cli build --auto-submit
deploy  npx expo publish
publish  xcrun altool --upload-app -f x.ipa
publish  xcrun notarytool submit x.zip
deploy  firebase appdistribution:distribute x.apk
publish  supply run --apk x
deploy  code-push release-react app ios
deploy  appcenter distribute release --app a/b
publish  huggingface-cli upload a/b .
publish  hf upload a/b .
publish  kaggle datasets create -p .
publish  kaggle kernels push
publish  mlflow models build-docker && wandb artifact put x
deploy  dvc push
publish  ipfs add -r site && ipfs name publish x
deploy  npx surge dist x.surge.sh
publish  npm run publish
publish  npm run release:prod
publish  yarn publish:all
publish  pnpm run semantic-release
publish  make release
publish  make docker-push
publish  make push-image
publish  just publish
publish  task release
publish  invoke release
publish  mage publish
publish  tox -e publish
publish  nox -s release
publish  hatch run release
publish  poetry run invoke publish
publish  ./publish.sh
publish  bash ./scripts/publish-npm.sh
publish  node scripts/publish.mjs
publish  python scripts/release.py
publish  ./bin/release patch
publish  act -j publish
publish  git publish
publish  git flow release finish 1.0
publish  npx gitbook publish
publish  npx bumpp --push
publish  npx semantic-release-cli setup
publish  zenodo upload x
deploy  rsconnect deploy shiny .
`);
