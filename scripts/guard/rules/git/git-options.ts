/** Which options of git's verbs have a value. Without this, the `f` of `git checkout -bfix` would be read as `-f`. */

/** Before the verb. */
export const GLOBAL = '-C -c --git-dir --work-tree --namespace --exec-path --config-env --super-prefix --attr-source';

const MESSAGE = '-m -F --message --file';
const MERGE = `${MESSAGE} -s -X --strategy --strategy-option --into-name --cleanup`;
const FETCH = '-o -j --depth --deepen --shallow-since --shallow-exclude --refmap --server-option --upload-pack --jobs';

const OF_VERB: Readonly<Record<string, string>> = {
  push: '-o --push-option --repo --receive-pack --exec',
  checkout: '-b -B --orphan --conflict --pathspec-from-file',
  switch: '-c -C --orphan --conflict',
  restore: '-s --source --conflict --pathspec-from-file',
  reset: '--pathspec-from-file',
  clean: '-e --exclude',
  rm: '--pathspec-from-file',
  stash: '-m --message --pathspec-from-file',
  worktree: '-b -B --reason --expire',
  submodule: '-b --branch --reference --depth --name -j --jobs',
  branch: '-u --set-upstream-to --sort --format --points-at',
  commit: `${MESSAGE} -C -c -t --author --date --template --cleanup --fixup --squash --trailer`,
  tag: `${MESSAGE} -u --local-user --sort --format --cleanup`,
  merge: MERGE,
  pull: `${MERGE} ${FETCH}`,
  fetch: FETCH,
  rebase: '-s -X -x -C --onto --exec --strategy --strategy-option --whitespace',
  'cherry-pick': '-m -s -X --mainline --strategy --strategy-option --cleanup',
  revert: '-m -s -X --mainline --strategy --strategy-option --cleanup',
  am: '-p -C --directory --exclude --include',
  apply: '-p -C --directory --exclude --include --whitespace',
  'read-tree': '--prefix --index-output --exclude-per-directory',
  'checkout-index': '--prefix --stage',
  'update-ref': '-m',
  'symbolic-ref': '-m',
  reflog: '--expire --expire-unreachable',
  subtree: '-P -m -b --prefix --message --branch --onto',
  'send-pack': '--receive-pack --exec',
  notes: `${MESSAGE} -C -c --ref`,
  grep: '-e -f -A -B -C -m -O --max-depth --threads --max-count',
  log: '-n -L -S -G -O --author --grep --since --until --after --before --format --max-count --skip',
};

/** The options with a value of a verb, separated by blanks. */
export const optionsOfVerb = (verb: string): string =>
  (Object.hasOwn(OF_VERB, verb) ? OF_VERB[verb] : undefined) ?? MESSAGE;
