/** Stand-ins for the launchers of version managers, each as its manager makes them, over two installed versions. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshFolder } from './repo.js';

export interface Shim {
  /** The launcher. */
  file: string;
  /** Folders that belong on PATH. */
  bin: string[];
  /** The file that pins a version in a project, and its text for version `pinned`. */
  pin: { name: string; text: string };
  /** Variables of the user's shell. */
  env: Record<string, string>;
}

function script(file: string, text: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

/** Walks up to the pin, and prints its version; else the global choice. */
const chooser = (pin: string): string => `choose() {
  dir=$PWD
  while :; do
    if [ -f "$dir/${pin}" ] && grep -q pinned "$dir/${pin}"; then echo pinned; return; fi
    [ "$dir" = / ] && break
    dir=$(dirname "$dir")
  done
  echo global
}
`;

/** @param versions a folder with `pinned/codex` and `global/codex` */
export const SHIMS: Record<string, (versions: string) => Shim> = {
  volta: (versions) => {
    const home = freshFolder();
    const own = `#!/bin/sh
${chooser('package.json')}case "$(basename "$0")" in
  codex) exec "${versions}/$(choose)/codex" "$@" ;;
  volta) [ "$1 $2" = "which codex" ] && echo "${versions}/$(choose)/codex" ;;
  *) echo "Volta error: 'volta-shim' should not be called directly." >&2; exit 126 ;;
esac
`;
    for (const name of ['volta', 'volta-shim']) script(path.join(home, 'bin', name), own);
    symlinkSync(path.join(home, 'bin', 'volta-shim'), path.join(home, 'bin', 'codex'));
    const pin = { name: 'package.json', text: '{"volta":{"node":"20.0.0","codex":"pinned"}}' };
    return { file: path.join(home, 'bin', 'codex'), bin: [path.join(home, 'bin')], pin, env: { VOLTA_HOME: home } };
  },
  mise: (versions) => {
    const home = freshFolder();
    const mise = script(
      path.join(home, 'bin', 'mise'),
      `#!/bin/sh
${chooser('mise.toml')}case "$(basename "$0")" in
  mise) [ "$1 $2" = "which codex" ] && echo "${versions}/$(choose)/codex" ;;
  *) exec "${versions}/$(choose)/$(basename "$0")" "$@" ;;
esac
`,
    );
    const file = path.join(home, 'shims', 'codex');
    mkdirSync(path.dirname(file));
    symlinkSync(mise, file);
    const pin = { name: 'mise.toml', text: '[tools]\n"npm:@openai/codex" = "pinned"\n' };
    return { file, bin: [path.dirname(file), path.join(home, 'bin')], pin, env: { MISE_SHELL: 'bash' } };
  },
  asdf: (versions) => {
    const home = freshFolder();
    script(
      path.join(home, 'bin', 'asdf'),
      `#!/bin/sh
${chooser('.tool-versions')}case "$1" in
  exec) name=$2; shift 2; exec "${versions}/$(choose)/$name" "$@" ;;
  which) echo "${versions}/$(choose)/$2" ;;
esac
`,
    );
    const file = script(
      path.join(home, 'shims', 'codex'),
      '#!/usr/bin/env bash\n# asdf-plugin: nodejs 20.0.0\nexec asdf exec "codex" "$@"\n',
    );
    const pin = { name: '.tool-versions', text: 'codex pinned\n' };
    return { file, bin: [path.dirname(file), path.join(home, 'bin')], pin, env: { ASDF_DATA_DIR: home } };
  },
  nvm: (versions) => {
    const home = freshFolder();
    writeFileSync(
      path.join(home, 'nvm.sh'),
      `${chooser('.nvmrc')}nvm() { [ "$1" = exec ] && shift 2; PATH="${versions}/$(choose):$PATH"; "$@"; }\n`,
    );
    const file = script(
      path.join(home, 'bin', 'codex'),
      // It goes on for a while after its choice has ended, and is the last that is seen to run.
      '#!/usr/bin/env bash\n. "$NVM_DIR/nvm.sh"\nnvm exec --silent codex "$@"\ncode=$?\nsleep 0.1\nexit $code\n',
    );
    return {
      file,
      bin: [path.dirname(file)],
      pin: { name: '.nvmrc', text: 'pinned\n' },
      env: { NVM_DIR: home },
    };
  },
};
