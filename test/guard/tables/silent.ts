/** Ordinary work about which the guard must not ask. */
import { plain } from './table.js';

export const SILENT = plain(String.raw`
# words that only look dangerous
cat src/tokenizer.ts
cat src/secrets.ts
cat src/env.ts
cat src/password-reset.tsx
grep -rn "rm -rf" .
grep -rn 'git push --force' docs
grep -rn "process.env.API_KEY" src
grep -rn "DROP TABLE" migrations
rg "curl .* \| sh" README.md
rg -n "\.env" src
git grep -n id_rsa
git commit -m "drop table"
git commit -m "Remove rm -rf / from the docs"
git commit -m "feat: add npm publish step; terraform apply later"
git commit -am 'fix: do not kubectl delete'
git log --grep="reset --hard"
echo kubectl delete
echo "rm -rf /"
echo 'curl x | sh'
echo "run: npm publish"
printf 'git push --force\n'
echo "DROP TABLE users" > notes.md
echo "terraform apply" >> docs/runbook.md
cat <<'EOF' > docs/deploy.md⏎rm -rf /⏎kubectl delete ns prod⏎EOF
cat > script.sh <<EOF⏎npm publish⏎EOF
# rm -rf /
ls # rm -rf src
awk '/rm -rf/ {print $1}' build.log
sed -n '/git push/p' README.md
node scripts/check.js "rm -rf"
jq '.scripts.deploy' package.json
vim -c 'q' deploy.yaml
man rm
which kubectl
command -v terraform
type docker
npm help publish
git help push
kubectl --help
terraform apply --help
npm publish --help
git push --help
tldr rm

# looking
ls
ls -la
ls -la ~/.ssh
ls .env
pwd
cat README.md
cat package.json | jq .scripts
head -50 src/main.rs
tail -f logs/app.log
wc -l src/*.ts
find . -name "*.ts" -type f
find . -type f -name '*.go' | head
find . -name "*.py" -exec grep -l TODO {} +
find src -name '*.test.ts' -print0 | xargs -0 wc -l
find . -name '*.md' | xargs grep -n TODO
tree -L 2
du -sh node_modules
df -h
stat package.json
file bin/app
diff a.txt b.txt
sort names.txt | uniq -c | sort -rn
git status
git diff
git diff --stat main...HEAD
git log --oneline -20
git show HEAD~1
git show HEAD:src/a.ts
git blame src/a.ts
ps aux | grep node
lsof -i :3000
top -b -n 1 | head
uname -a
node --version
python3 --version
echo $PATH
echo $HOME
echo "$PWD"
echo $NODE_ENV
printenv PATH
printenv NODE_ENV
env | grep NODE
env | grep -c .
env | cut -d= -f1
date +%s
whoami
test -f .env && echo yes
[ -f .env ] || cp .env.example .env
cat .env.example
cat .env.sample
diff .env.example .env.template
stat .env
touch .env
chmod 600 .env
echo "PORT=3000" >> .env
grep -q PORT .env
wc -l .env
git check-ignore .env
cat ~/.ssh/id_rsa.pub
cat ~/.ssh/known_hosts
cat test/fixtures/server.key
cat cert.pem
openssl x509 -in cert.pem -text -noout
cat tsconfig.json
cat config/default.json
cat src/config/keys.ts
cat public.key
cat src/auth/token.go
if [ -z "$API_KEY" ]; then echo "missing"; fi
[[ -n "$GITHUB_TOKEN" ]] && echo set
echo ¤{#API_KEY}

# editing and moving
mkdir -p src/new
touch src/new/index.ts
cp a.txt b.txt
cp -r src/old src/new
mv src/a.ts src/b.ts
mv old-name new-name
rm src/old.ts
rm -f src/a.ts src/b.ts
rm README.old.md
rm -f package-lock.json
rm -rf package-lock.json
rm -f test/snapshots/a.snap
rm tests/test_old.py
rmdir empty
sed -i 's/foo/bar/g' src/a.ts
sed -i '' s/a/b/ src/a.ts
perl -pi -e 's/foo/bar/' src/*.ts
find src -name '*.ts' -exec sed -i 's/a/b/' {} +
grep -rl foo src | xargs sed -i 's/foo/bar/g'
echo "x" > src/a.txt
echo hello >> notes.md
tee out.txt < in.txt
chmod +x scripts/build.sh
chmod 755 bin/run
chmod 644 README.md
chmod -R u+w dist
ln -s ../shared shared
tar czf release.tgz dist
tar xzf pkg.tgz
unzip archive.zip -d out
zip -r out.zip dist
patch -p1 < fix.patch
truncate -s 0 logs/app.log

# cleaning what is made again
rm -rf node_modules
rm -rf ./node_modules
rm -rf node_modules package-lock.json
rm -rf node_modules && npm install
rm -rf dist build
rm -rf dist/*
rm -rf ./build/
rm -rf packages/*/node_modules
rm -rf packages/api/dist
rm -rf .next .turbo
rm -rf coverage .nyc_output
rm -rf target
rm -rf target/debug
rm -rf __pycache__
rm -rf .pytest_cache .mypy_cache .ruff_cache
rm -rf *.egg-info
rm -rf build dist *.egg-info
rm -rf .venv && python -m venv .venv
rm -rf venv
rm -rf out
rm -rf bin obj
rm -rf .gradle build
rm -rf vendor && composer install
rm -rf Pods
rm -rf _build deps
rm -rf .terraform
rm -rf artifacts cache typechain-types
rm -rf cmake-build-debug
rm -rf /tmp/test-dir
rm -rf /tmp/build-$$
rm -f /tmp/out.json
rm -rf ~/.cache/pip
rm -rf tmp/*
rm -f *.log
rm -f *.tmp *.bak
rm -f *.o
rm -f coverage.xml
rm -f npm-debug.log*
rm -f .git/index.lock
rm -f .DS_Store
D=$(mktemp -d); cd "$D"; echo hi > a; cd -; rm -rf "$D"
tmp=$(mktemp) && echo x > "$tmp" && rm -f "$tmp"
T=/tmp/work; rm -rf $T; mkdir $T
for d in dist coverage; do rm -rf "$d"; done
for f in *.log; do rm "$f"; done
cd dist && rm -rf *
cd frontend && rm -rf node_modules
rm -rf "$PWD/dist"
rm -rf "$(pwd)/build"
rm -rf "$PROJECT_ROOT/dist"
rm -rf ¤{OUT:-dist}/cache
trap 'rm -rf "$TMPDIR_X"' EXIT
find . -name '*.pyc' -delete
find . -name __pycache__ -type d -exec rm -rf {} +
find . -name node_modules -type d -prune -exec rm -rf '{}' +
find . -name '*.orig' | xargs rm -f
find . -name .DS_Store -delete
find /tmp/x -type f -delete
find . -type d -empty -delete
npx rimraf dist
git clean -n
git clean -nfd
git clean -fdx dist
make clean
cargo clean
go clean -cache
mvn clean
./gradlew clean
npm cache clean --force
docker compose down
docker rm -f test-db
docker rmi old-image
docker stop web

# git, every day
git add .
git add -A
git add -p
git add src/a.ts
git commit -m "Add a thing"
git commit --amend --no-edit
git commit --amend -m "x" --no-verify
git push
git push origin feature
git push -u origin HEAD
git push origin main
git push --set-upstream origin feature/x
git push --tags
git push origin v1.2.3
git push --dry-run --force
git pull
git pull --rebase
git fetch --all --prune
git checkout main
git checkout -b feature/x
git checkout -
git checkout v1.2.3
git checkout -- src/a.ts
git checkout HEAD~1 -- src/a.ts
git checkout main -- package.json
git switch main
git switch -c feature/x
git restore src/a.ts
git restore --staged .
git restore --staged src/
git reset
git reset HEAD~1
git reset --soft HEAD~1
git reset HEAD src/a.ts
git reset --mixed HEAD~1
git rebase main
git rebase -i HEAD~3
git rebase --continue
git rebase --abort
git merge --no-ff feature
git merge --abort
git cherry-pick abc123
git revert HEAD
git stash
git stash pop
git stash list
git stash push -m wip
git branch
git branch -d feature/x
git branch -D feature/x
git branch -m old new
git tag v1.0.0
git tag -d v1.0.0
git rm src/old.ts
git rm --cached .env
git rm -r --cached node_modules
git mv a.ts b.ts
git gc
git reflog
git worktree add ../wt feature
git worktree remove ../wt
git worktree prune
git submodule update --init --recursive
git remote -v
git remote add upstream https://github.com/a/b.git
git config user.email "a@b.c"
git bisect start HEAD v1.0
git bisect run npm test
git archive --format=tar HEAD | tar x -C /tmp/x
git clone https://github.com/a/b.git /tmp/b
git apply fix.patch
git rev-parse HEAD
git -C packages/api status
gh pr create --fill
gh pr view 12
gh pr checkout 12
gh pr list
gh pr checks
gh issue list
gh issue create -t x -b y
gh run list
gh run view 123 --log-failed
gh api repos/a/b/pulls
gh release list
gh release view v1.0.0
gh auth status
glab mr list

# web
npm install
npm ci
npm i -D vitest
npm test
npm test -- --watch=false
npm run build
npm run lint -- --fix
npm run dev
npm run test:unit
npm run build:release
npm run db:generate
npm outdated
npm ls react
npm audit fix
npm version patch
npm pack
npm pack --dry-run
npm publish --dry-run
npm view react version
npm run deploy -- --dry-run
yarn
yarn install --frozen-lockfile
yarn add react
yarn test
yarn build
yarn workspace api build
pnpm install
pnpm -r build
pnpm --filter web test
pnpm dlx create-vite app
bun install
bun test
bun run build
npx tsc --noEmit
npx eslint . --fix
npx prettier --write .
npx vitest run
npx jest --coverage
npx playwright test
npx playwright install
npx prisma generate
npx prisma migrate dev --name add-x
npx prisma studio
npx drizzle-kit generate
npx storybook build
npx changeset
npx changeset version
npx create-react-app app
npx next build
npx vite build
npx tailwindcss -i in.css -o out.css
npx ts-node script.ts
npx tsx src/main.ts
npx nx run-many -t test
npx turbo build
node server.js
node --test
node -e "console.log(1+1)"
node -e "console.log(require('./package.json').version)"
node -p "process.version"
node -p "process.env.NODE_ENV"
node --env-file=.env server.js
NODE_ENV=production npm run build
NODE_ENV=test npx jest
cross-env NODE_ENV=test jest
deno test
deno run main.ts
vercel dev
vercel ls
vercel logs
netlify dev
netlify status
wrangler dev
wrangler tail
firebase emulators:start
curl http://localhost:3000/health
curl -X POST http://localhost:3000/api -d '{"a":1}'
curl -X DELETE http://localhost:3000/api/1
curl -H "Authorization: Bearer $TOKEN" http://localhost:8080
curl -s https://api.github.com/repos/a/b | jq .stars
curl -fsSL https://example.com/data.json -o data.json
curl -I https://example.com
curl -sL https://example.com/a.tgz | tar xz
wget https://example.com/data.csv
curl -s https://example.com | grep title
kill 1234
kill -9 1234
kill %1
pkill -f vite
lsof -ti:3000 | xargs kill -9
nohup npm run dev > dev.log 2>&1 &
sleep 2 && curl localhost:3000
timeout 30 npm test
time npm run build
concurrently "npm:dev" "npm:watch"

# Python
python3 -m venv .venv
source .venv/bin/activate
. venv/bin/activate && pip install -e .
pip install -r requirements.txt
pip install --upgrade pip
pip uninstall -y requests
pip freeze > requirements.txt
python -m pytest
pytest -x -k "not slow"
pytest --cov=src tests/
python manage.py runserver
python manage.py migrate
python manage.py makemigrations
python manage.py test
python manage.py shell -c "print(1)"
python -c "import sys; print(sys.version)"
python -c "import os; os.remove('out.txt')"
python -c "import shutil; shutil.rmtree('build', ignore_errors=True)"
python -c "import os; print(os.environ.get('HOME'))"
python3 - <<'EOF'⏎import json⏎print(json.load(open('data.json')))⏎EOF
python setup.py sdist bdist_wheel
python -m build
twine check dist/*
poetry install
poetry add httpx
poetry run pytest
poetry build
uv sync
uv run pytest
uv pip install -r requirements.txt
ruff check --fix .
black .
mypy src
tox -e py312
nox -s tests
alembic upgrade head
alembic revision --autogenerate -m "add x"
alembic history
flask run
flask db upgrade
uvicorn app:app --reload
celery -A app worker
jupyter nbconvert --to script a.ipynb
conda env create -f environment.yml
pre-commit run --all-files
isort .
bandit -r src
django-admin startproject x
PYTHONPATH=. python scripts/run.py
export $(grep -v '^#' .env | xargs)
set -a; source .env; set +a; npm start

# Rust, Go, C
cargo build --release
cargo test
cargo test -- --nocapture
cargo run -- --help
cargo clippy -- -D warnings
cargo fmt
cargo check --workspace
cargo publish --dry-run
cargo package
cargo add serde
cargo update
cargo doc --open
cargo bench
RUST_LOG=debug cargo run
rustup update
wasm-pack build
go build ./...
go test ./...
go test -race -run TestX ./pkg/...
go vet ./...
go mod tidy
go run main.go
go generate ./...
go install golang.org/x/tools/gopls@latest
go get -u ./...
golangci-lint run
gofmt -w .
goreleaser build --snapshot --clean
goreleaser release --snapshot
goreleaser check
make
make test
make build
make -j8
make lint
make install DESTDIR=/tmp/x
cmake -B build -S .
cmake --build build
ctest --test-dir build
ninja -C build
gcc -o app main.c
clang-format -i src/*.c
gdb ./app
valgrind ./app

# Java and others
mvn test
mvn -q clean package
mvn clean install -DskipTests
./mvnw verify
./gradlew build
./gradlew test --tests X
./gradlew publishToMavenLocal
./gradlew bootRun
gradle dependencies
java -jar target/app.jar
sbt test
sbt publishLocal
dotnet build
dotnet test
dotnet run
dotnet ef migrations add X
bundle install
bundle exec rspec
bundle exec rubocop -a
bin/rails server
bin/rails db:migrate
bin/rails db:create
rails generate model User
RAILS_ENV=test bin/rails db:drop db:create
rake test
composer install
php artisan migrate
php artisan test
php artisan serve
mix test
mix ecto.migrate
mix deps.get
swift build
xcodebuild test -scheme App
flutter test
pod install
gem build x.gemspec

# data and databases
psql -c "SELECT * FROM users LIMIT 10"
psql -l
psql -d app -c '\dt'
psql -f schema.sql
psql app_test -c "TRUNCATE users"
createdb app_test
dropdb app_test
psql -c "DELETE FROM sessions WHERE id = 3"
psql -c "UPDATE users SET name = 'x' WHERE id = 1"
psql -c "INSERT INTO log VALUES ('drop table')"
mysql -e "SHOW TABLES"
mysql app < schema.sql
sqlite3 app.db .schema
sqlite3 app.db "SELECT count(*) FROM users"
sqlite3 :memory: "CREATE TABLE a(x); DROP TABLE a"
redis-cli ping
redis-cli GET key
redis-cli keys '*'
mongosh --eval 'db.users.find().limit(3)'
pg_dump -s app > schema.sql
duckdb -c "SELECT 1"
dbt run
dbt test --select orders
docker compose exec db psql -U app -c "select 1"
bq query 'SELECT 1'
bq ls
supabase start
supabase status
knex migrate:latest
npx sequelize-cli db:migrate
goose up
sqlx migrate run
jq '.a' data.json
yq '.b' x.yaml
csvcut -c 1 a.csv
dvc pull
airflow dags list

# infrastructure, read only or local
docker build -t app .
docker buildx build -t app --load .
docker run --rm -it app sh
docker run --rm -v $PWD:/app -w /app node:20 npm test
docker compose up -d
docker compose logs -f web
docker compose exec web npm test
docker ps -a
docker images
docker logs web
docker inspect web
docker exec web ls /app
docker pull node:20
docker tag app acme/app:1
docker image prune -f
docker network create x
docker-compose build
docker compose --env-file .env up
kubectl get pods
kubectl get pods -n prod -o wide
kubectl get secrets
kubectl describe pod web-0
kubectl logs -f web-0
kubectl diff -f k8s/
kubectl apply -f k8s/ --dry-run=client
kubectl --context kind-dev apply -f k8s/
kubectl config get-contexts
kubectl config current-context
kubectl top nodes
kubectl explain pod.spec
kubectl rollout status deploy/web
kubectl port-forward svc/web 8080:80
kubectl version --client
kustomize build overlays/dev
helm template ./chart
helm lint ./chart
helm list -A
helm repo update
helm dependency build
helm upgrade --install web ./chart --dry-run
minikube start
kind create cluster
kind load docker-image app
terraform init
terraform plan
terraform plan -out=plan.tfplan
terraform validate
terraform fmt -recursive
terraform show
terraform output
terraform state list
terraform workspace list
terraform -chdir=infra plan
tofu plan
terragrunt plan
pulumi preview
pulumi stack ls
cdk synth
cdk diff
serverless offline
sam build
sam local invoke
ansible-playbook site.yml --check
ansible-playbook --syntax-check site.yml
ansible-lint
aws s3 ls
aws s3 ls s3://bucket/
aws s3 cp s3://bucket/a.json .
aws sts get-caller-identity
aws ec2 describe-instances
aws --profile dev lambda list-functions
aws logs tail /aws/lambda/x
aws cloudformation describe-stacks
aws cloudformation validate-template --template-body file://t.yaml
aws --endpoint-url http://localhost:4566 s3 mb s3://test
aws configure list
gcloud config list
gcloud projects list
gcloud compute instances list
gcloud run services describe web
gcloud auth list
gcloud logging read 'severity>=ERROR'
gsutil ls gs://bucket
az account show
az vm list
heroku logs --tail
heroku apps
fly status
fly logs
railway status
packer validate x.pkr.hcl
tflint
hadolint Dockerfile
actionlint
shellcheck scripts/*.sh
crontab -l
systemctl status nginx
journalctl -u web -n 50
ssh -T git@github.com
ssh-keygen -t ed25519 -f /tmp/k -N ''
ssh-add -l
sudo apt-get update
sudo apt-get install -y jq
brew install jq
apt list --installed
bash scripts/build.sh
sh ./install-deps.sh
./scripts/test.sh
bash -n script.sh
bash -c "npm test"
sh -c 'echo hi'
eval "$(ssh-agent -s)"
eval "$(direnv hook bash)"
eval "$(brew shellenv)"
source <(kubectl completion bash)
xargs -n1 echo < list.txt
echo a b | xargs -n1 mkdir -p
seq 1 3 | xargs -I{} echo {}
for i in 1 2 3; do npm test || break; done
for f in src/*.ts; do npx prettier --check "$f"; done
while ! curl -s localhost:3000; do sleep 1; done
if npm test; then echo ok; else echo fail; fi
set -euo pipefail; npm ci; npm test
npm test 2>&1 | tee test.log | tail -20
npm test > /dev/null 2>&1
(cd packages/api && npm test)
cd frontend && npm ci && npm run build
"$PYTHON" -m pytest
$(npm bin)/eslint .
¤{CC:-gcc} -o a a.c
dd if=/dev/zero of=test.img bs=1M count=10
dd if=/dev/urandom of=/tmp/random bs=1k count=1

# chains, on a machine of one's own
forge build
forge test -vvv
forge test --fork-url $RPC_URL
forge script script/Deploy.s.sol
forge script script/Deploy.s.sol --rpc-url http://localhost:8545 --broadcast
forge create src/T.sol:T --rpc-url http://127.0.0.1:8545
cast call 0xabc "totalSupply()"
cast balance 0xabc
cast send 0xabc "f()" --rpc-url http://localhost:8545
anvil
npx hardhat compile
npx hardhat test
npx hardhat run scripts/deploy.ts --network localhost
npx hardhat node
anchor build
anchor test
solana balance
solana config get
stripe listen --forward-to localhost:3000
stripe logs tail

# the loop itself
cccc next
cccc status --json
cccc gates
cccc review milestone
cccc review wait
cccc report implemented
cccc resume
cccc loop status
cccc help confirm
cccc confirm --dry-run
cccc report question --file docs/cccc/runtime/question.json
claude -p '/cccc status'
claude -p 'what does /cccc confirm do'
node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs next --json
node .claude/skills/cc-codex-collaborate/scripts/doctor.mjs
cat docs/cccc/config.json
cat .claude/settings.json
jq .mode docs/cccc/config.json
codex --version
claude --version

# more of the same, mixed
rm -rf .cache/ .parcel-cache/
rm -rf tests/__pycache__ tests/output
rm -f tests/tmp/*.json
rm -rf apps/web/.next apps/web/node_modules
rm test.txt && echo gone
rm -rf ./coverage ./.nyc_output && npm run test:coverage
rm -rf build && mkdir build && cd build && cmake .. && make
git checkout feature/login
git checkout -b fix/rm-rf
git checkout src/index.ts
git checkout develop -- package-lock.json
git reset HEAD -- .
git restore --staged package.json
git stash push -u -m "wip"
git stash apply stash@{0}
git push -u origin feature/delete-users
git push origin HEAD
git branch --merged | grep -v main | xargs git branch -d
git fetch origin && git rebase origin/main
git diff HEAD~1 -- src/ | head -100
git log --all --oneline --graph
git show --stat
git tag -a v1.0.0 -m "Release"
grep -rn "TODO" --include="*.ts" src | wc -l
grep -n "password" src/auth.ts
grep -rn "SECRET_KEY" config/
cat config/database.yml
cat docker-compose.yml
cat .github/workflows/deploy.yml
cat Makefile | grep deploy
cat scripts/deploy.sh
less deploy/README.md
ls -la deploy/
sed -n '10,50p' src/server.ts
find . -path ./node_modules -prune -o -name '*.js' -print
find . -name "*.log" -mtime +7 -delete
find . -type d -name "dist" -exec rm -rf {} +
docker compose up -d --build db redis
docker compose down --remove-orphans
docker run -d --name pg -e POSTGRES_PASSWORD=test -p 5432:5432 postgres:16
docker exec -it pg psql -U postgres -c "CREATE DATABASE app_test"
docker build -t myapp:latest --no-cache .
docker logs --tail 100 -f api
kubectl get all -A
kubectl logs deploy/api --tail=50
kubectl get nodes -o json | jq '.items[].metadata.name'
helm show values bitnami/postgresql
helm get values web
terraform plan -var-file=dev.tfvars -out=tfplan
terraform show -json tfplan | jq .
terraform providers lock
aws s3 ls s3://my-bucket --recursive | head
aws ecr describe-repositories
aws sso login --profile dev
gcloud auth login
gcloud config set project my-proj
az login
npm run start:prod
npm run migrate
npm run db:seed
npm run docs:deploy --dry-run
npm run release -- --dry-run
yarn run lint:fix
yarn dlx @yarnpkg/sdks vscode
pnpm run --filter api dev
npx prisma db push
npx prisma migrate status
npx drizzle-kit push
npx knex migrate:rollback
npx knex migrate:latest --env test
psql -U postgres -h localhost -c "CREATE TABLE x(id int)"
psql postgres://localhost/app -c "select count(*) from users where deleted = false"
mysql -u root -e "select user from mysql.user"
redis-cli --scan --pattern 'session:*' | head
redis-cli del session:1
python manage.py dumpdata > fixtures.json
python -m http.server 8000
python -m pip install -U pip
python scripts/migrate.py --dry-run
python -c "import os; print(os.getcwd())"
python -c "from app import db; db.create_all()"
node --inspect-brk index.js
node -e "require('fs').writeFileSync('out.json','{}')"
cargo run --release -- --delete
cargo install --path .
cargo test --package core -- delete_user
go test ./... -run TestDelete
go run ./cmd/migrate up
mvn -pl core -am test
./gradlew assembleRelease
./gradlew clean build -x test
curl -s localhost:8080/metrics | grep http_requests
curl -sSf https://example.com/install.sh -o install.sh
curl -fsSL https://raw.githubusercontent.com/a/b/main/README.md
curl -X POST https://httpbin.org/post -d 'a=1'
curl -s "https://registry.npmjs.org/react" | jq -r '.["dist-tags"].latest'
wget -q https://example.com/a.tar.gz && tar xzf a.tar.gz
ps aux | grep -v grep | grep node | awk '{print $2}' | xargs kill
pkill -f "python manage.py runserver"
kill $(lsof -t -i:3000)
killall node
export NODE_OPTIONS=--max-old-space-size=4096
export API_URL=http://localhost:3000 && npm run e2e
export DATABASE_URL=postgres://localhost/test && npm test
DATABASE_URL=postgres://u:p@localhost/test npx prisma migrate deploy
echo "export FOO=bar" >> scripts/env.sh
echo "DEBUG=1" > .env.test
cp .env.example .env
cp .env.example .env.local && sed -i 's/x/y/' .env.local
diff <(sort a) <(sort b)
comm -12 <(sort a) <(sort b)
while read -r line; do echo "$line"; done < input.txt
for d in packages/*/; do (cd "$d" && npm test); done
for f in $(git diff --name-only); do npx eslint "$f"; done
git diff --name-only | xargs npx prettier --write
git ls-files '*.py' | xargs wc -l
test -d node_modules || npm ci
[ "$(uname)" = Darwin ] && brew install x
VERSION=$(node -p "require('./package.json').version") && echo "v$VERSION"
TS=$(date +%s); mkdir -p /tmp/run-$TS && cp -r dist /tmp/run-$TS
tmpdir=$(mktemp -d) && trap 'rm -rf "$tmpdir"' EXIT && cp x "$tmpdir"
sudo systemctl status docker
sudo lsof -i :80
sudo chown -R $USER:$USER node_modules
chmod -R 755 scripts
chmod 600 ~/.ssh/config
ssh-keygen -lf key.pub
openssl rand -hex 32
openssl req -x509 -newkey rsa:2048 -keyout key.pem -out cert.pem -nodes -subj /CN=localhost
gpg --verify a.sig a
base64 -d < data.b64 > data.bin
jq -r '.token' response.json
sleep 5; tail -20 /tmp/server.log
(npm run dev &) ; sleep 3; curl localhost:3000
make release-notes
make docker-build
make db-migrate
just test
task build
ls ~/.aws
cat ~/.gitconfig
printenv | grep -i node
env | grep -i path
set -x; npm test
set | grep BASH
unset FOO
history | tail
command -v aws && aws --version
eval $(minikube docker-env)
eval "$(pyenv init -)"
source ~/.nvm/nvm.sh && nvm use 20
. "$HOME/.cargo/env"
bash -x scripts/test.sh
timeout 120 bash -c 'until curl -s localhost:3000; do sleep 1; done'
xargs -I{} sh -c 'echo {}' < names.txt
awk -F, '{sum+=$3} END {print sum}' data.csv
tar -xzf backup.tgz -C /tmp/restore
rsync -a src/ /tmp/backup/
rsync -av --delete src/ dist/
mv .env.example .env.sample
scripts/clean.sh
./run.sh --force
"$SCRIPT_DIR/build.sh"
$GOPATH/bin/golangci-lint run
tsc -p . && node dist/index.js
`);
