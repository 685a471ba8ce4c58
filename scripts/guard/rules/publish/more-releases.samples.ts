/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'jf-npm-publish': { asked: ['jf rt upload x repo/', 'jfrog rt u x repo/'], silent: ['jf list'] },
  'cloudsmith-push': { asked: ['cloudsmith push'], silent: ['cloudsmith list'] },
  'electron-builder-publish': {
    asked: ['electron-builder -p always', 'npx electron-builder --publish always'],
    silent: ['npx electron-builder --dir', 'npx electron-forge package'],
  },
  'electron-builder-always': {
    asked: ['electron-builder always'],
    silent: ['npx electron-builder --dir', 'npx electron-builder --publish never'],
  },
  'electron-forge-publish': { asked: ['electron-forge publish'], silent: ['npx electron-forge package'] },
  'flatpak-build-update-repo': {
    asked: ['flatpak-builder --repo=r x y && flatpak build-update-repo r'],
    silent: ['flatpak list'],
  },
  'dput-ppa': { asked: ['dput ppa:a/b x.changes', 'copr-cli build x y.src.rpm'], silent: ['dput list'] },
  aurpublish: { asked: ['makepkg && aurpublish x'], silent: ['aurpublish --version'] },
  'brew-bump': { asked: ['brew bump-formula-pr x'], silent: ['brew install jq', 'brew services list'] },
  'wingetcreate-submit': { asked: ['wingetcreate submit x'], silent: ['wingetcreate list'] },
  'choco-push': { asked: ['choco push x.nupkg'], silent: ['choco list'] },
  'xcrun-altool': {
    asked: ['xcrun notarytool submit x.zip', 'xcrun altool --upload-app -f x.ipa'],
    silent: ['xcrun simctl list', 'xcrun swift --version'],
  },
  'eas-submit': { asked: ['eas-cli submit'], silent: ['npx eas-cli build --local'] },
  'eas-build': { asked: ['npx eas-cli build --auto-submit'], silent: ['npx eas-cli build --local'] },
  supply: { asked: ['supply run --apk x'], silent: ['supply --help'] },
  'kaggle-datasets-create': {
    asked: ['kaggle kernels push', 'kaggle datasets create -p .'],
    silent: ['kaggle datasets list'],
  },
  'wandb-artifact-put': {
    asked: ['zenodo upload x', 'mlflow models build-docker && wandb artifact put x'],
    silent: ['wandb login --help'],
  },
  'ipfs-name-publish': { asked: ['ipfs add -r site && ipfs name publish x'], silent: ['ipfs cat x'] },
  'gitbook-publish': { asked: ['npx gitbook publish'], silent: ['gitbook list'] },
  'make-push-image': { asked: ['make push-image', 'make docker-push'], silent: ['make', 'make -j8'] },
  tox: { asked: ['tox -e publish', 'nox -s release'], silent: ['tox -e lint', 'nox -s lint'] },
  'tox-job': { asked: ['act -j deploy', 'act -j publish'], silent: ['act -l', 'tox -e lint'] },
  'git-flow-release': { asked: ['git publish', 'git flow release finish 1.0'], silent: ['git gc', 'git diff'] },
  'expo-publish': { asked: ['npx-expo publish'], silent: ['npx expo start', 'npx expo prebuild'] },
  'semantic-release-cli-setup': { asked: ['npx semantic-release-cli setup'], silent: ['semantic-release-cli list'] },
  'tauri-release-publish': { asked: ['tauri-release publish x'], silent: ['tauri-release list'] },
  'terraform-registry-publish': { asked: ['terraform-registry publish x'], silent: ['terraform-registry list'] },
  'dvc-push': { asked: ['dvc push'], silent: ['dvc pull', 'dvc repro'] },
};
