/**
 * Deletion by other programs and in other forms: wrappers, interpreters, settings that run commands, files that are
 * emptied or moved.
 */
import { categorised } from './table.js';

export const ASKED_DELETION = categorised(String.raw`
# deletion by other programs and other means
destructive-delete  /usr/bin/env rm -rf src
destructive-delete  doas rm -rf src
destructive-delete  pkexec rm -rf /opt/app
destructive-delete  sudo -n -u deploy -- rm -rf src
destructive-delete  sudo --user=root rm -rf src
destructive-delete  unlink /etc/hosts
destructive-delete  shred -n 3 -z -u src/main.rs
destructive-delete  shred --remove README.md
destructive-delete  wipe -rf src
destructive-delete  scrub src/main.c
destructive-delete  trash src
destructive-delete  trash-put src
destructive-delete  gio trash src
destructive-delete  trash-empty
destructive-delete  gtrash put src
destructive-delete  rm -Rf src
destructive-delete  rm --dir --recursive src
destructive-delete  rm -r --interactive=never src
destructive-delete  yes | rm -r src
destructive-delete  find . -name '*.go' -type f -print0 | xargs -0 -P4 rm -f
destructive-delete  find src -mindepth 1 -delete
destructive-delete  find . -type d -name src -exec rm -r {} \;
destructive-delete  find . -name '*.ts' -execdir rm -f {} +
destructive-delete  find . -name '*.ts' -okdir rm {} \;
destructive-delete  find . -name '*.md' -exec unlink {} \;
destructive-delete  find . -type f -exec shred -u {} +
destructive-delete  find src -type f -exec mv {} /tmp/trash \;
destructive-delete  fd -e py -x rm
destructive-delete  fd -e ts -X rm -f
destructive-delete  fdfind . src -x rm
destructive-delete  rg -l TODO | xargs rm
destructive-delete  grep -rl foo . | xargs rm -f
destructive-delete  ls -t | tail -n +5 | xargs rm -rf
destructive-delete  ls -d */ | xargs rm -rf
destructive-delete  ls | entr rm -rf src
destructive-delete  git ls-files --others | xargs rm -rf
destructive-delete  git diff --name-only | xargs rm -f
destructive-delete  git clean -ndX | awk '{print $3}' | xargs rm -rf
destructive-delete  git rm -r --force src
destructive-delete  git rm -rf --ignore-unmatch src lib
destructive-delete  rsync -a --delete --exclude .git /tmp/empty/ ./
destructive-delete  rsync -a --delete-excluded --exclude '*.ts' /tmp/a/ src/
destructive-delete  rsync -r --delete-after /tmp/blank/ /home/u/data/
destructive-delete  rsync -a --remove-source-files src/ /tmp/x/
destructive-delete  robocopy C:\empty src /MIR
deploy  rclone purge ./src
destructive-delete  mv src /dev/null
destructive-delete  mv src /tmp/trash
destructive-delete  mv * /tmp/
destructive-delete  mv -t /tmp src lib
destructive-delete  mv ~/Documents /tmp/x
destructive-delete  cp /dev/null src/main.ts
destructive-delete  cp -f /dev/null src/app.py
destructive-delete  cat /dev/null > src/main.ts
destructive-delete  > src/main.ts
destructive-delete  : > src/index.ts
destructive-delete  true > src/app.py
destructive-delete  :> config/settings.yaml
destructive-delete  echo -n > src/app.go
destructive-delete  echo -n "" > src/app.go
destructive-delete  printf '' > src/lib.rs
destructive-delete  truncate -s 0 src/main.ts
destructive-delete  truncate --size=0 data/app.db
destructive-delete  truncate --size 0 data/users.csv
destructive-delete  for f in src/*.ts; do : > "$f"; done
destructive-delete  dd if=/dev/null of=src/main.ts
destructive-delete  tee src/main.ts < /dev/null
destructive-delete  tar czf src.tgz --remove-files src
destructive-delete  tar --remove-files -cf old.tar src docs
destructive-delete  zip -rm src.zip src
destructive-delete  zip -m -r backup.zip docs
destructive-delete  7z a -sdel src.7z src
destructive-delete  python -c "import os; os.remove('/etc/hosts')"
destructive-delete  python3 -c "import shutil,os; shutil.rmtree(os.path.expanduser('~/data'))"
destructive-delete  python3 -c "from shutil import rmtree; rmtree('src')"
destructive-delete  python3 -c "import pathlib; [p.unlink() for p in pathlib.Path('src').glob('*.ts')]"
destructive-delete  python3 -c "import os,glob; [os.remove(f) for f in glob.glob('src/*')]"
destructive-delete  python3 -c "import os; [os.unlink(os.path.join(d,f)) for d,_,fs in os.walk('.') for f in fs]"
destructive-delete  python3 -c "import os; os.execvp('rm', ['rm','-rf','src'])"
destructive-delete  python3 -c "__import__('os').system('rm -rf src')"
destructive-delete  python3 -c "import subprocess as s; s.Popen('rm -rf src', shell=True)"
history-rewrite  python3 -c "import subprocess; subprocess.check_call(['git','push','--force'])" x
destructive-delete  python3 <<'PY'⏎import os⏎for f in os.listdir('src'):⏎    os.remove(os.path.join('src', f))⏎PY
destructive-delete  node -e "fs.rm('src',{recursive:true},()=>{})"
destructive-delete  node -e "require('fs').promises.rm('src',{recursive:true,force:true})"
destructive-delete  node --eval "require('node:fs').rmSync('src',{recursive:true})"
destructive-delete  node -e "for (const f of fs.readdirSync('src')) fs.unlinkSync('src/'+f)"
destructive-delete  node --input-type=module -e "import {rmSync} from 'fs'; rmSync('src',{recursive:true})"
destructive-delete  node -e "require('fs-extra').removeSync('src')"
destructive-delete  node -e "require('child_process').exec('rm -rf src')"
destructive-delete  node -e "const {execSync: e} = require('child_process'); e('rm -rf src')"
destructive-delete  node <<'EOF'⏎require('fs').rmSync('src', { recursive: true })⏎EOF
destructive-delete  echo "require('fs').rmSync('src',{recursive:true})" | node
destructive-delete  bun -e "await Bun.$´rm -rf src´"
destructive-delete  bun -e "Bun.spawnSync(['rm','-rf','src'])"
destructive-delete  deno eval "Deno.removeSync('src', {recursive: true})"
destructive-delete  deno eval "new Deno.Command('rm', {args: ['-rf', 'src']}).outputSync()"
destructive-delete  perl -e 'unlink glob "src/*"'
destructive-delete  perl -e 'unlink <*.ts>'
destructive-delete  perl -MFile::Path -e 'rmtree("src")'
destructive-delete  perl -MFile::Path=remove_tree -e 'remove_tree("src")'
destructive-delete  perl -e '´rm -rf src´'
destructive-delete  perl -e 'exec "rm", "-rf", "src"'
destructive-delete  ruby -rfileutils -e 'FileUtils.rm_rf "src"'
destructive-delete  ruby -e 'Dir["src/*"].each { |f| File.delete(f) }'
destructive-delete  ruby -e '´rm -rf src´'
destructive-delete  ruby -e 'system "rm", "-rf", "src"'
destructive-delete  ruby -e 'require "pathname"; Pathname.new("src").rmtree'
destructive-delete  php -r 'array_map("unlink", glob("src/*"));'
destructive-delete  php -r 'shell_exec("rm -rf src");'
destructive-delete  lua -e 'os.execute("rm -rf src")'
destructive-delete  lua -e 'os.remove("/etc/hosts")'
destructive-delete  awk 'BEGIN { "rm -rf src" | getline }'
destructive-delete  awk '{ print $1 | "xargs rm -rf" }' list.txt
destructive-delete  gawk '{ system("rm -rf " $1) }' list.txt
unclear  awk '{ print "rm -rf " $0 | "sh" }' list
destructive-delete  Rscript -e 'unlink("src", recursive=TRUE)'
destructive-delete  osascript -e 'do shell script "rm -rf src"'
destructive-delete  pwsh -c "Remove-Item -Recurse -Force src"
destructive-delete  pwsh -Command "rm -r -fo src"
destructive-delete  powershell.exe -NoProfile -Command "Remove-Item C:\data -Recurse"
destructive-delete  powershell -c "Get-ChildItem src | Remove-Item -Recurse"
destructive-delete  pwsh -c "ri src -r -fo"
destructive-delete  cmd /c "rd /s /q src"
destructive-delete  cmd.exe /c del /s /q src
destructive-delete  docker system prune --all --force
destructive-delete  docker volume rm -f app_data
destructive-delete  docker volume rm $(docker volume ls -q)
destructive-delete  docker volume ls -q | xargs docker volume rm
destructive-delete  docker builder prune -af && docker volume prune -f
destructive-delete  docker --context prod volume prune
destructive-delete  docker rm -f $(docker ps -aq)
destructive-delete  docker ps -aq | xargs docker rm -f
destructive-delete  docker rmi -f $(docker images -q)
destructive-delete  docker network prune -f && docker system prune
destructive-delete  docker compose down --volumes --rmi all
destructive-delete  docker compose -f prod.yml down -v
destructive-delete  docker compose rm -sfv db
destructive-delete  podman volume prune
destructive-delete  podman system reset -f
destructive-delete  nerdctl volume rm x
destructive-delete  docker run --rm -v "$PWD":/w alpine rm -rf /w
destructive-delete  docker run --rm -v $(pwd):/w -w /w alpine sh -c 'rm -rf src'
destructive-delete  vim -c '!rm -rf src' -c q
destructive-delete  vim -es '+!rm -rf src' +q
destructive-delete  ex -sc '!rm -rf src' -c q
destructive-delete  emacs --batch --eval '(delete-directory "src" t)'
destructive-delete  emacs -batch --eval '(shell-command "rm -rf src")'
destructive-delete  sed '1e rm -rf src' file.txt
destructive-delete  sed 's/.*/rm -rf src/e' file.txt
destructive-delete  tar -cf /dev/null x --checkpoint=1 --checkpoint-action=exec='rm -rf src'
destructive-delete  tar xf a.tar --to-command='rm -rf src'
destructive-delete  tar xf a.tar -I 'sh -c "rm -rf src"'
destructive-delete  git -c core.pager='rm -rf src' log
destructive-delete  git -c core.editor='rm -rf src' commit
destructive-delete  git -c core.sshCommand='rm -rf src' fetch
destructive-delete  git -c core.fsmonitor='rm -rf src' status
destructive-delete  git -c sequence.editor='rm -rf src' rebase -i HEAD~2
destructive-delete  git -c diff.external='rm -rf src' diff
destructive-delete  git config alias.boom '!rm -rf src'
destructive-delete  git config --global alias.boom '!rm -rf src'
destructive-delete  git difftool -y -x 'rm -rf src'
destructive-delete  git submodule foreach 'rm -rf src'
history-rewrite  git filter-branch --index-filter 'rm -rf src' HEAD
destructive-delete  GIT_SSH_COMMAND='rm -rf src' git fetch
destructive-delete  GIT_PAGER='rm -rf src' git log
destructive-delete  PAGER='rm -rf src' git log
destructive-delete  GIT_EDITOR='rm -rf src' git commit
destructive-delete  EDITOR='rm -rf src' git commit --amend
destructive-delete  GIT_EXTERNAL_DIFF='rm -rf src' git diff
destructive-delete  GIT_SEQUENCE_EDITOR='rm -rf src' git rebase -i HEAD~2
destructive-delete  env EDITOR='rm -rf src' crontab -l && EDITOR='rm -rf src' visudo
destructive-delete  MANPAGER='rm -rf src' man ls
destructive-delete  PROMPT_COMMAND='rm -rf src' bash -i
destructive-delete  LESSOPEN='|rm -rf src' less x
destructive-delete  export GIT_PAGER='rm -rf src'; git log
destructive-delete  man -P 'rm -rf src' ls
destructive-delete  make SHELL='rm -rf src;' test
destructive-delete  make -f - <<'EOF'⏎all:⏎	rm -rf src⏎EOF
destructive-delete  make --eval='x:;rm -rf src' x
destructive-delete  make CC='rm -rf src #'
destructive-delete  npm exec -c 'rm -rf src'
destructive-delete  npx -c 'rm -rf src'
destructive-delete  npm exec --call 'rm -rf src'
destructive-delete  pnpm exec rm -rf src
destructive-delete  pnpm -r exec rm -rf src
destructive-delete  yarn exec rm -rf src
destructive-delete  bunx rimraf src
destructive-delete  pnpm dlx rimraf src
destructive-delete  npx --yes rimraf@5 src
destructive-delete  npx -p rimraf rimraf src
destructive-delete  npx del-cli src
destructive-delete  del src
destructive-delete  npx shx rm -rf src
destructive-delete  shx rm -rf src
destructive-delete  lerna exec -- rm -rf src
destructive-delete  lerna clean --yes && npx lerna exec 'rm -rf src'
destructive-delete  turbo run x -- && pnpm --filter api exec rm -rf src
destructive-delete  uv run rm -rf src
destructive-delete  uvx --from x rm -rf src
destructive-delete  pipenv run rm -rf src
destructive-delete  poetry run python -c "import shutil; shutil.rmtree('src')"
destructive-delete  conda run -n base rm -rf src
destructive-delete  mise exec -- rm -rf src
destructive-delete  nix-shell -p jq --run 'rm -rf src'
destructive-delete  nix develop -c rm -rf src
destructive-delete  nix develop --command bash -c 'rm -rf src'
destructive-delete  nix shell nixpkgs#jq -c rm -rf src
destructive-delete  direnv exec . rm -rf src
destructive-delete  devbox run -- rm -rf src
destructive-delete  volta run rm -rf src
destructive-delete  nvm exec 20 rm -rf src
destructive-delete  fnm exec --using=20 rm -rf src
destructive-delete  rbenv exec rm -rf src
destructive-delete  entr -r rm -rf src < list
destructive-delete  watch -n 5 rm -rf src
destructive-delete  watch 'rm -rf src'
destructive-delete  chronic rm -rf src
destructive-delete  systemd-run --user rm -rf src
destructive-delete  systemd-run --scope -p MemoryMax=1G rm -rf src
destructive-delete  firejail --quiet rm -rf src
destructive-delete  unshare -r rm -rf src
destructive-delete  nsenter -t 1 -m rm -rf /opt
destructive-delete  fakeroot rm -rf src
destructive-delete  proot -S / rm -rf src
destructive-delete  bwrap --bind / / rm -rf src
destructive-delete  taskset -c 0 rm -rf src
destructive-delete  chrt -i 0 rm -rf src
destructive-delete  numactl -N 0 rm -rf src
destructive-delete  cpulimit -l 50 -- rm -rf src
destructive-delete  prlimit --nofile=10 rm -rf src
destructive-delete  setarch x86_64 rm -rf src
destructive-delete  setpriv --reuid=0 rm -rf src
destructive-delete  sem -j 2 rm -rf src
destructive-delete  parallel -j2 'rm -rf {}' ::: src lib
destructive-delete  ls | parallel rm -rf {}
destructive-delete  hyperfine 'rm -rf src'
destructive-delete  perf stat rm -rf src
destructive-delete  ltrace rm -rf src
destructive-delete  strace -f rm -rf src
destructive-delete  catchsegv rm -rf src
destructive-delete  rlwrap rm -rf src
destructive-delete  expect -c 'spawn rm -rf src'
destructive-delete  script -qc 'rm -rf src' /dev/null
destructive-delete  tmux new-session -d 'rm -rf src'
destructive-delete  tmux send-keys -t 0 'rm -rf src' Enter
destructive-delete  screen -dmS x rm -rf src
destructive-delete  screen -X stuff 'rm -rf src\n'
destructive-delete  dash -c 'rm -rf src'
destructive-delete  zsh -ic 'rm -rf src'
destructive-delete  fish -c 'rm -rf src'
destructive-delete  bash --norc -c 'rm -rf src'
destructive-delete  bash -euo pipefail -c 'rm -rf src'
destructive-delete  busybox sh -c 'rm -rf src'
destructive-delete  xonsh -c 'rm -rf src'
destructive-delete  nu -c 'rm -rf src'
destructive-delete  ssh localhost rm -rf src
destructive-delete  wsl rm -rf src
destructive-delete  wsl.exe -e rm -rf src
destructive-delete  builtin eval 'rm -rf src'
destructive-delete  coproc rm -rf src
destructive-delete  coproc X { rm -rf src; }
destructive-delete  mapfile -C 'rm -rf src' -c 1 < x
destructive-delete  alias x='rm -rf src'; x
destructive-delete  shopt -s expand_aliases; alias ll='rm -rf src'⏎ll
destructive-delete  set -- src; rm -rf "$@"
destructive-delete  set -- rm -rf src; "$@"
destructive-delete  cmd=(rm -rf src); "¤{cmd[@]}"
destructive-delete  printf -v c 'rm -rf src'; eval "$c"
destructive-delete  read -r c <<< 'rm -rf src'; $c
destructive-delete  enable -f x; command -p rm -rf src
destructive-delete  /bin/sh -c "$(printf '\162\155 -rf src')"
destructive-delete  echo 'cm0gLXJmIHNyYw==' | base64 -d > x.sh && sh x.sh && rm -rf src
destructive-delete  sqlite3 app.db '.shell rm -rf src'
destructive-delete  psql -c '\! rm -rf src'
destructive-delete  gdb -batch -ex '!rm -rf src'
destructive-delete  rm -rf /workspace
destructive-delete  rm -rf /data/*
destructive-delete  rm -f ~/.bashrc
destructive-delete  rm -f ~/.gitconfig
destructive-delete  rm -rf ~/.local/share/app
destructive-delete  rm -rf ~/Library/Application\ Support/App
destructive-delete  rm -rf /Users/u/projects
destructive-delete  rm -rf /mnt/c/Users
destructive-delete  rm -rf .github
destructive-delete  rm -rf .claude
destructive-delete  rm -rf docs
destructive-delete  rm -rf data
destructive-delete  rm -rf uploads
destructive-delete  rm -rf backups
destructive-delete  rm -rf terraform
destructive-delete  rm -rf -- *
destructive-delete  rm -rf .* *
destructive-delete  rm -rf ./* .[!.]*
destructive-delete  rm -rf ?(src|lib)
unclear  shopt -s extglob; rm -rf !(node_modules)
destructive-delete  rm -rf "¤{DIR:?}"/*
destructive-delete  rm -rf "¤{1:-src}"
destructive-delete  rm -rf $(find . -name src)
destructive-delete  rm -rf ´pwd´
destructive-delete  rm -rf "$OLDPWD"
destructive-delete  cd ~ && rm -rf projects
destructive-delete  rm data/production.sqlite3
destructive-delete  rm -f backups/prod.dump
destructive-delete  rm prod.db
`);
