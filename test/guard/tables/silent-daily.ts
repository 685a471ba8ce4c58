/**
 * Everyday commands that the guard once asked about: servers started and stopped, temporary clones, test databases,
 * scripts that are written and run.
 */
import { plain } from './table.js';

export const SILENT_DAILY = plain(String.raw`
node -e "console.log(Object.keys(process.env).filter(k=>k.startsWith('npm_')))"
node --inspect=0 dist/server.js & PID=$!; sleep 3; curl -s localhost:3000/healthz; kill $PID
PORT=4010 npm start > /tmp/s.log 2>&1 & sleep 4 && curl -sf http://localhost:4010/health; kill $!
npm run dev & DEV_PID=$!; trap "kill $DEV_PID" EXIT; npx wait-on http://localhost:3000 && npm run e2e
tail -f /tmp/server.log & sleep 3; kill $!
curl -sN http://localhost:8080/events & sleep 2; kill $!
psql -h localhost -p 5433 -U postgres -c "DROP DATABASE IF EXISTS app_test" -c "CREATE DATABASE app_test"
go run ./cmd/server -port 8099 > /tmp/srv.log 2>&1 & sleep 2; curl -s localhost:8099/healthz; kill $!
rm -rf ~/Library/Developer/Xcode/DerivedData
cd /tmp/repo && git reset --hard HEAD
docker exec pg-test psql -U postgres -c 'drop database if exists test_db'
docker compose -f docker-compose.test.yml down -v
kubectl exec -n dev deploy/api -- ls /app
supabase stop
fd '\.orig$' -x rm
PORT=$((3000 + RANDOM % 100)); node server.js --port $PORT & sleep 1; curl -s localhost:$PORT; kill $!
eval "$(fnm env)" && fnm use 20
cd /tmp && git clone --depth 1 https://github.com/vitejs/vite.git 2>&1 | tail -1 && ls && rm -rf /tmp/vite/.git
cd /tmp && git clone --depth 1 https://github.com/pallets/flask.git 2>&1 | tail -1 && ls && rm -rf /tmp/vite/.git
cd /tmp && git clone --depth 1 https://github.com/tokio-rs/axum.git 2>&1 | tail -1 && ls && rm -rf /tmp/vite/.git
node server.js & SRV=$!; sleep 2; curl -s localhost:3000/api/items -X POST -d '{"name":"x"}' -H 'Content-Type: application/json'; echo; curl -s localhost:3000/api/items; kill $SRV; wait $SRV 2>/dev/null
python -m uvicorn app:app --port 8077 & P=$!; sleep 3; for u in /health /items /items/1; do curl -s -w ' %{http_code}\n' localhost:8077$u; done; kill -9 $P
WORK=/tmp/check-$$; git worktree add -q $WORK HEAD && (cd $WORK && npm ci >/dev/null && npm test 2>&1 | tail -5); git worktree remove --force $WORK
find . -name '*.snap' -path '*__snapshots__*' | xargs rm -f && npx jest --ci=false
rm -rf ./e2e/screenshots/__diff_output__
docker ps -q --filter "name=app-test" | xargs -r docker rm -f
docker network rm test-net 2>/dev/null; docker volume rm app_test_data
docker logs -f app-api-1 2>&1 & sleep 5; kill $!
./target/release/server & pid=$!; sleep 1; wrk -d2s http://127.0.0.1:8080; kill -9 $pid 2>/dev/null || true
cargo run --release & CPID=$!; sleep 10; kill $CPID; wait $CPID 2>/dev/null; echo stopped
php artisan serve & P=$!; npx playwright test; kill $P
(sleep 30; kill $$) & npm test
cd /tmp/lib && git checkout . && git clean -fdx && git pull
git -C /tmp/lib reset --hard origin/main
rm -rf /tmp/lib/.git && cp -r /tmp/lib vendor/lib
T=$(mktemp -d); git clone -q . $T; cd $T; git reset -q --hard HEAD~3; npm ci; npm test; rm -rf $T
git worktree add /tmp/base origin/main && cd /tmp/base && npm ci && npm run build; git worktree remove -f /tmp/base
gh pr ready 12
docker ps -aq -f status=exited | xargs docker rm
docker images -f dangling=true -q | xargs -r docker rmi
docker volume rm e2e-data
docker volume rm myapp_test-db 2>/dev/null || true
docker compose -p e2e down -v --remove-orphans
docker compose -f compose.ci.yaml -p ci up -d --wait && npm run e2e; docker compose -f compose.ci.yaml -p ci down --volumes
kubectl -n staging exec api-7f -c api -- cat /app/package.json
kubectl exec -it -n dev web-0 -- ls -la /var/log
kubectl exec db-0 -n staging -- df -h
kubectl get secrets db -n dev -o name
kubectl logs -f deploy/api --since=1m & sleep 10; kill $!
node -e "console.log('DB' in process.env)"
node -p "Object.keys(process.env).length"
python3 -c "import os; print('AWS_REGION' in os.environ)"
python3 -c "import os; print(sorted(os.environ.keys()))"
python3 -c "import os; print(len(os.environ))"
python3 -c "import os; print(bool(os.getenv('API_KEY')))"
psql -d postgres -c 'drop database "app_test"; create database "app_test"'
createdb app_e2e && dropdb app_e2e
mysql -uroot -e 'drop database if exists shop_test; create database shop_test'
redis-cli -n 1 monitor & sleep 3; kill $!
curl -s -X DELETE http://localhost:9200/test-index
curl -s http://localhost:3000/script.js | node --check -
find . -name '*.rs.bk' -print -delete
find coverage -type f -mtime +1 -exec rm {} \;
fd '\.bak$' -X rm -f
fd -t d '^__pycache__$' -X rm -rf
rm -f "$OUT_FILE.tmp"
rm -rf .pnpm-store .yarn/cache .yarn/install-state.gz
rm -rf ~/.nuget/packages/acme.core
rm -rf ~/.gradle/daemon
rm -rf ~/.local/share/virtualenvs/app-x
rm -rf .direnv .mypy_cache
rm -rf storage/framework/views/*.php
rm -rf mlruns/.trash lightning_logs
rm -rf dbt_packages target logs
powershell -Command "Remove-Item -Recurse -Force dist, node_modules"
powershell -Command "(Get-Item a.txt).Length"
certutil -hashfile dist/app.exe SHA256
anvil & A=$!; sleep 2; forge script script/Deploy.s.sol --rpc-url http://127.0.0.1:8545 --broadcast; kill $A
stripe logs tail & sleep 3; kill $!
python3 - <<'EOF'⏎import os, shutil⏎for d in ('dist', 'build'):⏎    shutil.rmtree(d, ignore_errors=True)⏎EOF
cat > /tmp/check.sh <<'EOF'⏎set -e⏎npm run build⏎npm test⏎EOF⏎chmod +x /tmp/check.sh && /tmp/check.sh
cat > scripts/clean.sh <<'EOF'⏎#!/bin/sh⏎rm -rf dist coverage node_modules/.cache⏎EOF⏎sh scripts/clean.sh
cat > /tmp/a.py <<'EOF'⏎import sys, json⏎print(json.load(open(sys.argv[1])).keys())⏎EOF⏎python3 /tmp/a.py package.json
cat > /tmp/bench.mjs <<'EOF'⏎import { spawnSync } from 'node:child_process';⏎console.log(spawnSync('node', ['--version']).stdout.toString());⏎EOF⏎node /tmp/bench.mjs; rm /tmp/bench.mjs
cat > tests/test_db.py <<'EOF'⏎def test_drop(conn):⏎    conn.execute("DROP TABLE users")⏎EOF⏎pytest tests/test_db.py
cat > /tmp/t.test.ts <<'EOF'⏎import { test } from 'vitest';⏎test('x', () => {});⏎EOF⏎npx vitest run /tmp/t.test.ts
tee /tmp/run.sh <<'EOF' >/dev/null⏎cd /tmp && git clone -q https://github.com/a/b⏎EOF⏎bash /tmp/run.sh
echo 'console.log(1+1)' > /tmp/x.js && node /tmp/x.js
printf 'print(1)\n' > /tmp/x.py; python3 /tmp/x.py
echo "select 1;" > /tmp/q.sql && psql -h localhost -d app_test -f /tmp/q.sql
cat > main.go <<'EOF'⏎package main⏎func main() { println("x") }⏎EOF⏎go run main.go
cat > /tmp/Main.java <<'EOF'⏎class Main { public static void main(String[] a) { System.out.println(1); } }⏎EOF⏎java /tmp/Main.java
cat > t.c <<'EOF'⏎int main(){return 0;}⏎EOF⏎gcc t.c -o /tmp/t && /tmp/t; rm t.c
cat > src/x.rs <<'EOF'⏎fn main() { std::fs::remove_dir_all("/tmp/x").ok(); }⏎EOF⏎cargo check
cat > /tmp/srv.py <<'EOF'⏎from http.server import *⏎HTTPServer(('',9000), SimpleHTTPRequestHandler).serve_forever()⏎EOF⏎python3 /tmp/srv.py & S=$!; sleep 1; curl -s localhost:9000; kill $S
python3 - <<'EOF'⏎import shutil, tempfile, subprocess⏎d = tempfile.mkdtemp()⏎subprocess.run(['git', 'clone', '-q', '.', d])⏎shutil.rmtree(d)⏎EOF
python3 - <<'EOF'⏎import os⏎path = 'dist/old.js'⏎if os.path.exists(path):⏎    os.remove(path)⏎EOF
python3 - <<'EOF'⏎import sqlite3⏎con = sqlite3.connect('/tmp/t.db')⏎con.execute('delete from t')⏎con.execute('drop table t')⏎EOF
node - <<'EOF'⏎const fs = require('fs'), os = require('os'), path = require('path');⏎const d = fs.mkdtempSync(path.join(os.tmpdir(), 'x-'));⏎fs.writeFileSync(path.join(d, 'a'), 'x');⏎fs.rmSync(d, { recursive: true });⏎EOF
node -e "const {rmSync}=require('fs'); for (const d of ['dist','coverage']) rmSync(d,{recursive:true,force:true})"
npm run dev >/tmp/l 2>&1 & sleep 6; curl -s localhost:3000 | grep -c '<div'; kill %1; grep -i warn /tmp/l
dotnet run --project src/Api & A=$!; sleep 8; curl -sk https://localhost:5001/health; kill $A
bundle exec puma -p 9292 & PUMA=$!; sleep 3; curl -sI localhost:9292 | head -1; kill -TERM $PUMA
mix phx.server & sleep 5; curl -s localhost:4000 -o /dev/null; kill $!
./gradlew bootRun > /tmp/b.log & B=$!; sleep 20; tail /tmp/b.log; kill -15 $B
redis-server --port 6399 --save '' & R=$!; redis-cli -p 6399 set a 1; kill $R
mongod --dbpath /tmp/mongo --port 27099 & sleep 2; mongosh --port 27099 --eval 'db.a.insertOne({})'; kill $!
lsof -ti :8000 | xargs kill -9 2>/dev/null; python -m http.server 8000 &
ps -ef | grep -c java; uptime
kill -USR1 $(cat tmp/pids/server.pid)
kill -9 83421 83422
kill -- -$PGID
pkill -P $$
wait -n; echo $?
git -C /tmp/lib checkout -f v1
git -C /tmp/lib clean -fdx
cd /tmp/lib && git restore . && git switch -f main
git clone -q . /tmp/c && git -C /tmp/c reset -q --hard HEAD~1 && diff -r /tmp/c/src src
rm -rf /tmp/c/.git /tmp/c/node_modules
cd $(mktemp -d) && git init -q && git commit -q --allow-empty -m x && git reset -q --hard
git switch -C scratch
git push -u origin HEAD:refs/heads/fix-1
git fetch -p && git branch -vv | grep ': gone]' | awk '{print $1}'
git log --stat -1; git diff HEAD^ --stat; git status
docker compose -f docker-compose.test.yml down --volumes --remove-orphans
docker compose -p ci-123 down -v
docker volume rm app-e2e_pgdata
docker exec web ls -la /usr/share/nginx/html
docker exec db mysqladmin ping
docker exec -i db mysql -uroot -proot app_test < schema.sql
docker exec app rm -rf /app/.next/cache
docker compose exec api rm -rf /app/dist
kubectl exec deploy/web -n dev -- cat /etc/nginx/nginx.conf
kubectl exec web-0 -- ps aux
kubectl -n dev logs deploy/web -c app --tail 20
kubectl get secret -A -o name | wc -l
kubectl get secrets -n web -o wide
psql -h localhost -c 'drop database if exists "shop_e2e"'
psql -U postgres -c "DROP DATABASE IF EXISTS myapp_test WITH (FORCE)"
dropdb --if-exists myapp_e2e
PGDATABASE=postgres psql -c 'create database x_test'
fd -t f '\.pyc$' -X rm -f
fd -H '^\.DS_Store$' -x rm
fd -e log . logs -x rm
find dist -mindepth 1 -delete
find build -type f -name '*.tmp' -exec rm -f {} +
find node_modules -type f -delete
find . -path '*/__snapshots__/*' -name '*.snap' -newer a
find /tmp/out -type f -delete
find .next -name '*.map' -exec rm {} \;
rm -f "$f.bak" "$name.orig"
rm -f "¤{OUT}.log"
rm -rf dist/$VERSION
rm -rf "build/$ARCH"
rm -rf ~/.cargo/git/checkouts
rm -rf ~/Library/Caches/Cypress
rm -rf ~/.bun/install/cache
rm -rf ~/AppData/Local/npm-cache
node -e "console.log('CI' in process.env, !!process.env.GITHUB_TOKEN)"
python3 -c "import os; print(os.environ.get('CI'), 'X' in os.environ)"
python -c "import os; print(os.getenv('DJANGO_SETTINGS_MODULE'))"
python3 -c "import os; print(list(os.environ.keys())[:3])"
eval "$(fnm env --use-on-cd)"; node -v
fnm env | head -3
eval "$(rbenv init - bash)"; ruby -v
supabase stop && supabase start
fastlane test; fastlane scan
lando stop; lando start
astro dev start
limactl list; limactl stop default
multipass list; virsh list --all
dbt run-operation stage_external_sources
dbt run-operation print_profile_docs
dotnet user-secrets set K v --project src/Api
powershell -Command "(Get-ChildItem src -Recurse).Count"
powershell -Command "Remove-Item dist,coverage -Recurse -Force"
powershell -c "Get-ChildItem -Recurse -Filter *.log | Select-Object Name"
cmd //c "rd /s /q node_modules"
cmd //c dir
certutil -hashfile a.zip MD5
node --check src/index.js && cat src/index.js | node --check -
curl -s localhost:9200/_cat/indices; curl -s -XDELETE localhost:9200/test-orders
git config alias.st status
git checkout main -- package.json .github
echo '{}' > tsconfig.json
: > README.tmp.md
echo -n > out/data.json
osascript -e 'tell application "Safari" to reload'
python3 -c "import subprocess,sys; print(subprocess.run([sys.executable,'-V']))"
gh pr ready 5 && gh pr view 5 --json isDraft
`);
