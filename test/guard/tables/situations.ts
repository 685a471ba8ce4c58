/**
 * Situations that comparable guards document, and those that lines in real bash brought up: what a person is asked about
 * and what not.
 */
import { categorised, plain } from './table.js';

export const ASKED_SITUATIONS = categorised(String.raw`
# a checkout or restore of everything, and one that throws changes away, is asked; of single files, which one names, not
lost-work  git restore --source=HEAD~2 .
# what no reflog brings back
lost-work  git stash drop stash@{0}
lost-work  git clean -fdX
lost-work  git switch -C main
history-rewrite  git update-ref -d refs/heads/x
history-rewrite  git filter-branch --all
# a branch or a tag goes silently where the reflog or the remote keeps it; a protected one and the remote's do not
remote-deletion  git push origin --delete feature v1.0.0
# GNU parallel runs what it is given, as words, as a template, as lines
destructive-delete  parallel rm -rf ::: src test
destructive-delete  parallel 'rm -rf {}' ::: src
destructive-delete  ls src | parallel rm -rf {}
destructive-delete  parallel ::: 'rm -rf src' 'npm test'
destructive-delete  parallel -j 4 --halt now,fail=1 rm -rf ::: src
history-rewrite  parallel git push --force origin ::: main
publish  parallel 'cd {} && npm publish' ::: packages/a packages/b
unclear  parallel -a cmds.txt
unclear  cat cmds.txt | parallel
# env with another path, and its other options
destructive-delete  env -P /tmp/bin rm -rf src
history-rewrite  env -P /usr/bin git push --force origin main
destructive-delete  env -P /usr/bin -u LANG A=1 rm -rf src
# awk: escapes, texts side by side, commands in pipes, files
destructive-delete  awk 'BEGIN{system("rm\x20-rf\x20src")}'
destructive-delete  awk 'BEGIN{system("\162\155 -rf src")}'
destructive-delete  awk 'BEGIN{c="rm"; system(c " -rf src")}'
destructive-delete  awk 'BEGIN{"rm -rf src" | getline}'
destructive-delete  awk 'BEGIN{print "x" | "rm -rf src"}'
destructive-delete  gawk 'BEGIN{system("cd src\nrm -rf core")}'
disk-damage  awk '{print > "/etc/passwd"}' a.txt
unclear  awk 'BEGIN{printf "%c%c -rf src\n", 114, 109}' | sh
# what bash expands once more, or calls by itself
destructive-delete  compgen -W '$(rm -rf src)'
destructive-delete  compgen -C 'rm -rf src #' x
destructive-delete  PS4='$(rm -rf src)'; set -x; true
destructive-delete  x='$(rm -rf src)'; echo "¤{x@P}"
destructive-delete  printf -v 'a[$(rm -rf src)]' x
destructive-delete  [[ -v 'a[$(rm -rf src)]' ]]
destructive-delete  declare -n r='a[$(rm -rf src)]'; echo "$r"
destructive-delete  command_not_found_handle() { rm -rf src; }; nosuch
destructive-delete  PROMPT_COMMAND='rm -rf src' bash --norc -i <<< ''
destructive-delete  echo 'rm -rf src' > run.sh; BASH_ENV=run.sh bash -c :
destructive-delete  trap -- 'rm -rf src' EXIT
destructive-delete  eval -- 'rm -rf src'
# where a value comes from
destructive-delete  v=echo; v=rm; false && v=echo; $v -rf src
destructive-delete  v=rm; if false; then v=ls; fi; $v -rf src
destructive-delete  case a in b) v=ls ;; *) v=rm ;; esac; $v -rf src
destructive-delete  f() { local v=ls; }; v=rm; f; $v -rf src
destructive-delete  a=(x rm); "¤{a[-1]}" -rf src
destructive-delete  declare -A m=([k]=rm); ¤{m[k]} -rf src
destructive-delete  set -- x rm -rf src; "¤{@:2}"
destructive-delete  v=r; v+=m; $v -rf src
destructive-delete  read -r -a c <<< 'rm -rf src'; "¤{c[@]}"
destructive-delete  IFS=, read -r a b c <<< rm,-rf,src; $a $b $c
destructive-delete  mapfile -t c < <(printf '%s\n' rm -rf src); "¤{c[@]}"
destructive-delete  c=rm,-rf,src; IFS=,; $c
destructive-delete  echo -rf > o.txt; rm $(cat o.txt) src
destructive-delete  {rm,} -rf src
destructive-delete  {r'm',-rf,src}
destructive-delete  $(rev <<< mr) -rf src
destructive-delete  $(echo sn | tr sn rm) -rf src
destructive-delete  bash -c '$0 "$@"' rm -rf src
destructive-delete  rm() { command rm "$@"; }; rm -rf src
destructive-delete  hash -p "$(type -P rm)" ls; ls -rf src
destructive-delete  xargs -I@ -- rm -rf @ < <(echo src)
destructive-delete  printf 'src\0' | xargs -0 rm -rf
destructive-delete  false && cd /tmp; rm -rf src
unclear  git "$(openssl rand -hex 2)" origin main
unclear  kubectl $VERB ns prod
`);

export const SILENT_SITUATIONS = plain(String.raw`
# single files, by name
git checkout HEAD -- src/a.ts
git checkout HEAD~3 -- package.json
git checkout main -- src/a.ts
git checkout --theirs src/a.ts
git checkout --ours -- src/a.ts
git checkout -p
git restore --staged src/a.ts
git restore --staged --worktree src/a.ts
git restore --source=HEAD~2 src/a.ts
git restore -p src/a.ts
# the reflog, the remote or the other side keeps it
git branch --delete --force feature/x
git tag --delete v1.0.0
git tag -f v1.0.0
# back to before
git bisect reset
git revert --abort
git rm -r --cached src
# parallel, env -P, awk
parallel rm ::: a.txt b.txt
parallel -j4 npm test ::: a b
parallel --dry-run rm -rf ::: src
find . -name '*.ts' | parallel eslint
parallel gzip ::: a b
env -P /bin ls
env -P "$PWD/bin" npm test
awk '{system("git add " $1)}' files.txt
awk '{print > "out.txt"}' a.txt
awk '$3 > 5 {print $1}' a.txt
awk '{print $1 " -> " $2}' a.txt
gawk 'BEGIN{"date" | getline d; print d}'
awk 'BEGIN { while (("ls" | getline l) > 0) print l }'
# names that are set, lists that are read, texts in another form
a[$i]=x
for i in 1 2; do a[$i]=$i; done; echo "¤{a[@]}"
git "$@"
git log "$REF"
npm run "$SCRIPT"
docker run "$IMAGE"
while IFS=, read -r name url; do echo "$name $url"; done < list.csv
echo "a,b" | tr , '\n'
v=$(git describe --tags | sed s/^v//); echo "¤{v%.*}"
./gradlew help --task publish
rm -rf TestResults
rm -rf .stylelintcache
buildkite-agent pipeline upload --dry-run .buildkite/pipeline.yml
`);
