/** Ordinary work close to the rules: wrappers, files, the machine, git. */
import { plain } from './table.js';

export const SILENT_NEAR = plain(String.raw`
# wrappers around ordinary work
pkexec --version
taskset -c 0 npm test
chrt -i 0 make -j4
systemd-run --user --scope -p MemoryMax=2G npm test
perf record -g ./target/release/app
perf stat cargo bench
hyperfine 'npm run build' 'yarn build'
hyperfine --warmup 3 './a' './b'
strace -f -o trace.log ./app
ltrace ./app
ls src/*.ts | entr -r npm test
find . -name '*.py' | entr pytest
watch -n 2 kubectl get pods
watch -d git status
nvm use 20
nvm install --lts
nvm exec 20 npm test
fnm use 20
volta pin node@20
pyenv local 3.12
rbenv exec bundle install
nix develop -c cargo test
nix build .#app
nix flake check
nix-shell -p jq --run 'jq . a.json'
devbox run test
lerna run test
npx lerna run build --scope api
turbo run build --filter=web
act -j test
act -l
tox -e lint
hatch run test
pixi run test
nox -s lint
foreman start
honcho start
npx concurrently "npm run api" "npm run web"
npm-run-all --parallel 'watch:*'
npx nodemon --exec 'npm run build' src
watchexec -e ts -- npm test
parallel npx eslint ::: src/*.ts
xvfb-run -a npm run e2e
dotenvx run -- npm start
dotenv -e .env.test -- npm test
infisical run -- npm start
aws-vault list
ssh-agent -s
screen -ls
tmux ls
tmux new-session -d -s dev 'npm run dev'
tmux send-keys -t dev 'npm test' Enter
script -qc 'npm test' /dev/null
expect -c 'spawn npm init; expect eof'
vim -c 'set nu' -c 'q' src/a.ts
nvim --headless +PlugInstall +qall
sed -e 's/a/e/' src/a.ts
sed -n 's/^export //p' src/a.ts
sed '/^e/d' a.txt
sed -i '1i #!/bin/sh' run.sh
tar -I zstd -cf a.tar.zst dist
tar --use-compress-program=pigz -xf a.tgz
rsync -av -e 'ssh -p 22' --dry-run dist/ host:/x
git -c core.editor=true rebase --continue
git -c core.pager=cat log -5
git -c core.pager='less -R' log
git -c user.name=x -c user.email=a@b.c commit -m x
git -c core.sshCommand='ssh -i ~/.ssh/deploy -o StrictHostKeyChecking=no' fetch
git -c color.ui=always diff
git -c core.hooksPath=/dev/null commit -m wip
git config alias.co checkout
git config alias.lg "log --oneline --graph"
git config alias.root '!git rev-parse --show-toplevel'
git config --global core.editor "code --wait"
git config --global init.defaultBranch main
git config --global user.name "A B"
git config --global pull.rebase true
git config core.hooksPath .githooks
git config core.hooksPath .husky
git config --get remote.origin.url
git config --list
git config core.autocrlf input
git config --global url."git@github.com:".insteadOf https://github.com/
GIT_SSH_COMMAND='ssh -i ~/.ssh/deploy' git fetch
GIT_PAGER=cat git log -3
GIT_EDITOR=true git rebase --continue
EDITOR='code --wait' git commit
PAGER='less -FR' git diff
GIT_SEQUENCE_EDITOR="sed -i '2s/pick/squash/'" git rebase -i HEAD~3
GIT_TRACE=1 git fetch
make CFLAGS='-O2 -g' all
make CC='ccache gcc' test
make test ARGS='-k slow --tb short'
make VERSION=1.2.3 build
alias ll='ls -la'; ll
alias gs='git status'
npx -c 'eslint src'
npx --yes create-vite app
npx tsx@latest src/main.ts
npx @biomejs/biome check src
npx -p typescript tsc --noEmit
npm exec -- vitest run
pnpm exec tsc -b
pnpm dlx degit a/b#main out
bunx --bun vite build
uvx ruff check .
uvx --from httpie http --version
pipx run black --check .
deno run --allow-net src/main.ts
deno task dev
deno run npm:cowsay hi
bun run src/index.ts
uv run scripts/load.py
nix run nixpkgs#hello
go run ./cmd/server
go run golang.org/x/tools/cmd/goimports@latest -w .
pip install git+https://github.com/a/b.git
pip install -i https://pypi.org/simple requests
pip install torch --index-url https://download.pytorch.org/whl/cpu
npm install github:a/b
npm i https://github.com/a/b/archive/main.tar.gz
cargo install --git https://github.com/a/b
powershell -NoProfile -Command "Get-ChildItem src"
pwsh -c "npm test"
pwsh -File scripts/build.ps1
pwsh -c "Get-Process | Select-Object -First 5"
cmd /c npm test
cmd.exe /c "dir /b"
wsl ls
ssh localhost uptime
nc -z localhost 5432
nc -zv db 5432
timeout 1 bash -c '</dev/tcp/localhost/5432'
timeout 1 bash -c 'cat < /dev/null > /dev/tcp/db/5432'
until nc -z localhost 3000; do sleep 1; done
echo hello | nc localhost 9000
socat TCP-LISTEN:8080,fork TCP:localhost:3000
openssl s_client -connect example.com:443 </dev/null
curl -s https://example.com/a.json | python3 -m json.tool
curl -s https://example.com/a.json | python3 -c "import json,sys; print(json.load(sys.stdin)['a'])"
curl -s https://example.com/a.json | node -e "let s='';process.stdin.on('data',d=>s+=d).on('end',()=>console.log(JSON.parse(s).a))"
curl -s https://example.com/a.csv | awk -F, '{print $1}'
curl -s https://example.com/a.json > a.json && jq . a.json
curl -o data.csv https://example.com/data.csv && python scripts/load.py data.csv
wget -P data https://example.com/a.csv && head data/a.csv
bash < scripts/build.sh
bash <<< "echo hi"
source /dev/stdin <<< "FOO=1"
cat > config.sh <<EOF⏎A=$HOME⏎EOF

# emptying, moving, packing
> build.log
: > logs/app.log
: > /tmp/out
: >> src/new.ts
touch src/new.ts
true > /dev/null
echo -n > output.txt
cat /dev/null > nohup.out
truncate -s 0 *.log
truncate -s 10M test.img
(npm run gen) > src/generated.ts
{ echo a; echo b; } > src/list.ts
echo "export {}" > src/index.ts
printf 'a\n' > src/a.yml
cat a.ts b.ts > src/c.ts
mv src/a.ts src/core/
mv notes.md docs/
mv dist /tmp/dist-old
mv build.log /tmp/
mv *.log /tmp/
mv /tmp/new.ts src/new.ts
tar czf out.tgz src
tar --exclude node_modules -czf /tmp/app.tgz .
zip -r app.zip dist -x '*.map'
zip -rm old.zip dist
gzip -k data.json
trash node_modules
shred -u /tmp/key.tmp
rm test.db
rm -f db.sqlite3
rm -f dev.sqlite3 && npm run migrate
rm -f data/cache.db
docker rm -f $(docker ps -aq --filter name=test)
docker rm $(docker ps -aq -f status=exited)
docker rmi $(docker images -q --filter dangling=true)
docker stop $(docker ps -q)
docker container prune -f
docker builder prune -f
docker run --rm -v "$PWD":/app -w /app node:20 npm ci
docker run --rm -v "$PWD":/src img sh -c 'apt-get update && rm -rf /var/lib/apt/lists/* && make'
docker run --rm -v "$PWD":/w alpine rm -rf /w/dist
docker run --rm alpine rm -rf /var/cache
docker run --cap-add=NET_ADMIN --rm img
docker run --network host --rm img
python -c "import glob; print(glob.glob('src/*.ts'))"
python -c "import os,glob; [os.remove(f) for f in glob.glob('*.pyc')]"
python -c "import pathlib; [p.unlink() for p in pathlib.Path('dist').glob('*.js')]"
python -c "open('out.json','w').write('{}')"
python -c "import pathlib; pathlib.Path('a.txt').write_text('x')"
node -e "require('fs').writeFileSync('src/v.json', JSON.stringify({v:1}))"
node -e "for (const f of fs.readdirSync('src')) console.log(f)"
node -e "require('fs').copyFileSync('a.json','b.json')"
node -e "fetch('http://localhost:3000/api',{method:'DELETE'})"
node -e "fetch('https://api.github.com/repos/a/b').then(r=>r.json()).then(console.log)"
python3 -c "import requests; print(requests.get('https://example.com').status_code)"
python3 -c "import boto3; print(boto3.client('s3').list_buckets())"
python3 -c "import socket; print(socket.gethostname())"
python3 -c "import os; print(os.environ.get('PATH'))"
perl -e 'print join("\n", glob("src/*"))'
perl -ne 'print if /TODO/' src/a.ts
ruby -e 'puts Dir["lib/**/*.rb"].size'
php -r 'echo PHP_VERSION;'
awk 'NR==1 || /x/ {print $2 | "sort"}' a.txt
awk '{ print $1 | "wc -l" }' a.txt
Rscript -e 'sessionInfo()'
julia -e 'println(1+1)'
osascript -e 'display notification "done"'
emacs --batch --eval '(message "hi")'

# machine
mount
mount -l
umount --help
df -h | grep /dev
lsblk
sudo fdisk -l
blkid
fsck -n /dev/sda1
lvs
vgs
zpool status
btrfs filesystem usage /
smartctl -a /dev/sda
sysctl -a
sysctl kernel.hostname
lsmod | head
modinfo ext4
swapon --show
ip addr
ip a
ip route
ip -br link show
ip route get 8.8.8.8
ifconfig
ifconfig eth0
route -n
iptables -L -n
ufw status
nft list ruleset
firewall-cmd --list-all
nmcli device status
networksetup -listallhardwareports
loginctl list-sessions
timedatectl
timedatectl status
date -u +%FT%TZ
date -d yesterday +%F
hostnamectl
update-alternatives --list python
dpkg -l | grep node
dpkg -i ./a.deb --dry-run
pkill -f "next dev"
pkill -9 -f jest
killall -9 node
kill -0 1234
kill -s TERM 4321
umask 022
getfacl src
lsattr a.txt
xattr -l a.txt
xattr -d com.apple.quarantine ./bin/tool
icacls src
net user
sc query
reg query HKCU\Software
taskkill /F /PID 1234
taskkill /IM node.exe /F
defaults read com.apple.dock
security list-keychains
brew services list
supervisorctl status
rc-service --list
pm2 list
pm2 logs
pm2 start server.js
pm2 restart api
systemctl --user status
systemctl list-units
launchctl list
snap list
service --status-all
conda env list

# git, hg and others
git push origin HEAD:feature/x
git push origin feature:feature
git push origin main:main
git push ../mirror.git main
git push origin v1.0.0
git push --follow-tags
git push -u origin feature/force-push-fix
git remote set-url origin git@github.com:acme/app.git
git remote set-url --push origin no_push
git remote rename origin upstream
git remote remove upstream
git remote prune origin
git remote show origin
git fetch origin main:feature
git fetch origin '+refs/heads/*:refs/remotes/origin/*'
git fetch origin pull/12/head:pr-12
git fetch --force --tags
git pull --ff-only
git branch -m feature/new-name
git branch -M main
git branch -D tmp-1 tmp-2
git branch -f feature HEAD
git branch --show-current
git branch -vv
git tag -d v1 v2
git tag -f latest
git tag --list 'v*'
git checkout -B feature/x origin/feature/x
git switch -C feature/y
git checkout --orphan gh-pages
git checkout --theirs package-lock.json
git checkout --ours -- yarn.lock
git reset --keep HEAD~1
git rebase --skip
git rebase --onto main feature~3 feature
git rebase -i --autosquash main
git cherry-pick --abort
git am --abort
git am < fix.patch
git apply --check fix.patch
git apply -R fix.patch
git apply --reverse --check fix.patch
patch -R -p1 -i fix.patch
git symbolic-ref HEAD
git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
git update-index --refresh
git update-index --chmod=+x scripts/a.sh
git update-index --assume-unchanged config/local.json
git read-tree HEAD
git write-tree
git sparse-checkout set src docs
git submodule update --init
git submodule foreach git pull
git submodule foreach 'git checkout main'
git lfs pull
git lfs track '*.psd'
git lfs migrate info
git notes show
git repack -d
git maintenance run
git fsck
git count-objects -vH
git stash show -p
git stash branch wip
git log -p -- src/a.ts
git log -S 'API_KEY' -- src
git log --all -- .env
git grep -n password -- src
git grep -n TODO
git commit -am "load .env"
git commit -m "fix: read .env file"
git diff -- package.json
git show HEAD --stat
hg status
hg pull -u
svn update
svn revert src/a.c
jj st
jj git push
sl status
gh pr create --title "deploy docs" --body x
gh pr comment 1 -b "done"
gh pr edit 1 --add-label bug
gh pr review 1 --approve
gh pr diff 1
gh run watch 1
gh run download 1
gh workflow list
gh workflow view ci.yml
gh secret list
gh variable list
gh api repos/a/b/actions/runs --jq '.workflow_runs[0].id'
gh api graphql -f query='{ viewer { login } }'
gh search repos cli
gh gist list
gh label list
gh cache list
gh repo view
gh repo clone a/b
gh issue close 3
gh issue comment 3 -b x
gh alias list
glab ci view
glab mr create --fill
glab issue list
`);
