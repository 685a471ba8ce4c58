/** Ordinary work with tools that the rules know: inspecting, trying out, local use, tests. */
import { plain } from './table.js';

export const SILENT_TOOLS = plain(String.raw`
# publishing and deploying, looked at or tried
npm whoami
npm access list packages
npm dist-tag ls react
npm owner ls react
npm profile get
npm pkg get version
npm search cli
npm star --help
npm login --help
pnpm pack
pnpm -r exec tsc --noEmit
pnpm --filter api exec vitest
yarn tsc --noEmit
yarn vitest run
yarn eslint .
yarn prisma generate
yarn typeorm migration:run
yarn cdk synth
pnpm prisma migrate dev
pnpm drizzle-kit generate
pnpm hardhat test
yarn hardhat compile
bun prisma generate
npx nx build api
npx nx affected -t lint
npx nx release --dry-run
npx nx graph
npx lerna ls
npx release-it --dry-run
npx semantic-release --dry-run
npx changeset status
npx web-ext lint
npx web-ext build
npx vsce package
npx electron-builder --dir
npx electron-builder --publish never
npx electron-forge package
npx eas-cli build --local
npx expo start
npx expo prebuild
npx clasp pull
cargo login --help
cargo dist build
cargo release --dry-run
cargo yank --help
gem list
gem install rails
bundle exec rake build
./gradlew test jacocoTestReport
./gradlew uploadDocs --dry-run
sbt compile
sbt "testOnly *Foo"
mill __.compile
mvn versions:display-dependency-updates
mvn help:effective-pom
rebar3 ct
gleam test
wasm-pack test --node
stack test
composer validate
docker buildx ls
docker buildx imagetools inspect node:20
docker buildx build -o type=docker .
docker buildx build --output type=local,dest=out .
docker compose build web
docker compose config
docker compose -f a.yml config --services
docker trust inspect node
docker manifest inspect node
docker context ls
docker context use default
docker login
docker inspect web --format '{{.State.Status}}'
docker history app
docker stats --no-stream
skopeo inspect docker://node
crane ls node
helm pull bitnami/redis
helm search repo redis
helm history web
helm status web
helm get manifest web
helm get notes web
helm dependency update
earthly +test
dagger call test
bazel test //...
bazel run //app:server
bazel run //:gazelle
skaffold diagnose
skaffold render
tilt up
tilt ci
jib --help
poetry publish --dry-run
hatch build
uv build
make push-docs-preview --dry-run
make image
make docker-test
just release-dry-run
task release:dry
act push --list
gh repo fork --help
dvc status
dvc repro
wandb login --help
kaggle datasets list
huggingface-cli download a/b
ipfs cat x
fastlane test
fastlane scan
xcrun simctl list
xcrun swift --version
kubectl get events -A
kubectl get deploy -o yaml
kubectl get cm x -o yaml
kubectl describe secret x
kubectl auth can-i list pods
kubectl api-resources
kubectl cluster-info
kubectl wait --for=condition=ready pod/x
kubectl config set-context --current --namespace=dev
kubectl rollout history deploy/web
kubectl get pods --context prod
kubectl logs -n prod deploy/web --since=1h
kubectl argo rollouts get rollout web
kubectl ctx
kubectl krew list
oc get pods
oc whoami
oc status
oc logs dc/web
nomad status
nomad job status web
nomad job plan web.nomad
nomad node status
consul members
consul kv get a
consul catalog services
vault status
vault kv list secret/
argocd app list
argocd app diff web
argocd app get web
flux get all
istioctl analyze
linkerd check
velero backup get
eksctl get cluster
kops validate cluster
terraform output -json
terraform graph
terraform console
terraform providers
terraform workspace select dev
terraform state show aws_instance.x
tofu validate
terragrunt hclfmt
pulumi stack
pulumi stack output
pulumi config
pulumi logs
cdk ls
cdk doctor
sam validate
sam logs -n f
serverless info
sls invoke local -f hello
sst dev
amplify status
copilot svc status
eb status
eb logs
ansible-inventory --list
ansible localhost -m ping
ansible-galaxy install -r requirements.yml
ansible-vault encrypt secrets.yml
packer fmt .
vagrant status
vagrant up
vagrant ssh
vagrant halt
aws s3 cp s3://b/a.tgz - | tar xz
aws s3 presign s3://b/a
aws s3api list-objects-v2 --bucket b
aws s3api head-object --bucket b --key k
aws ec2 describe-vpcs --query 'Vpcs[].VpcId'
aws ecs list-tasks --cluster x
aws ecs describe-services --cluster x --services y
aws lambda get-function --function-name x
aws dynamodb scan --table-name x --max-items 5
aws dynamodb query --table-name x
aws sqs receive-message --queue-url x
aws iam list-users
aws iam get-role --role-name x
aws cloudwatch get-metric-statistics --namespace x
aws logs filter-log-events --log-group-name x
aws eks update-kubeconfig --name x
aws ecr describe-images --repository-name x
aws secretsmanager list-secrets
aws secretsmanager describe-secret --secret-id x
aws ssm describe-parameters
aws configure sso
gcloud config configurations list
gcloud container clusters get-credentials x
gcloud container clusters list
gcloud functions logs read f
gcloud sql instances list
gcloud secrets list
gcloud iam service-accounts list
gcloud builds list
gcloud auth application-default login
gcloud storage ls gs://x
gcloud storage cp gs://x/a .
gsutil cp gs://x/a .
gsutil stat gs://x/a
bq show ds.t
bq head ds.t
az group list
az aks get-credentials -n x -g y
az keyvault secret list --vault-name v
az storage blob list -c x
az webapp log tail -n x
az acr login -n x
azd env list
doctl apps list
doctl compute droplet list
hcloud server list
linode-cli linodes list
rclone ls remote:x
rclone copy remote:x ./x --dry-run
s3cmd ls
mc ls local
restic snapshots
borg list repo
vercel inspect x
vercel env ls
vercel build
vercel link
netlify build
netlify link
wrangler types
wrangler deploy --dry-run
wrangler d1 execute db --local --command 'select 1'
wrangler kv key list --namespace-id x
wrangler secret list
flyctl status
fly apps list
fly secrets list
heroku ps
heroku releases
heroku pg:info
heroku addons
railway logs
railway link
supabase db diff
supabase migration new x
supabase gen types typescript --local
supabase functions serve
supabase link --project-ref x
firebase serve
firebase projects:list
convex dev
npx convex dev
pscale branch list db
turso db list
sf org list
sf project retrieve start
databricks clusters list
airflow dags test x
airflow tasks list x
prefect version
modal setup
sentry-cli info
datadog-ci version
temporal workflow list
temporal server start-dev
kafka-topics.sh --list --bootstrap-server localhost:9092
kafka-topics --create --topic x --bootstrap-server localhost:9092
rpk topic list
nats stream ls
circleci config validate
circleci local execute
drone lint
buildkite-agent --version
tailscale status
ngrok version
ngrok config check
telnet localhost 25
ssh -V
ssh -G host
ssh-keyscan github.com
rsync -avn dist/ host:/x
mail --version
grpcurl -plaintext localhost:50051 list
grpcurl -plaintext -d '{}' localhost:50051 a.B/DeleteThing
mosquitto_pub -h localhost -t a -m b
curl -X POST http://127.0.0.1:8000/api -d '{}'
curl -X PUT localhost:9200/idx -d '{}'
curl -s -X POST https://api.github.com/graphql -d '{"query":"{viewer{login}}"}'
curl -G https://api.example.com/search -d q=x
curl -d '{"query":"x"}' https://api.example.com/search
curl -X POST https://api.example.com/graphql -d '{"query":"{a}"}'
curl -X POST https://oauth2.example.com/token -d grant_type=client_credentials
curl -X OPTIONS https://api.example.com
curl -X HEAD https://example.com
http GET https://api.example.com/x
http :8000/api/users name=x
wget --spider https://example.com

# databases, money
psql -c "EXPLAIN ANALYZE SELECT 1"
psql -c "ALTER TABLE a ADD COLUMN b int"
psql -c "ALTER TABLE a DROP CONSTRAINT c_tmp" app_test
psql -c "CREATE INDEX CONCURRENTLY i ON a(b)"
psql -c "VACUUM ANALYZE a"
psql -c "select 'DROP TABLE x'"
psql -c "-- DROP TABLE a⏎select 1"
psql -c "INSERT INTO a SELECT * FROM b"
psql -c "UPDATE a SET b = 1 WHERE id IN (1,2)"
psql -c "DELETE FROM a WHERE created_at < now() - interval '1 day'"
psql -f migrations/001_init.sql
psql -f seed.sql app_dev
psql app < schema.sql
mysql -h localhost app < dump.sql
mysql -h db app < dump.sql
mysqldump app > dump.sql
sqlite3 app.db '.tables'
sqlite3 app.db ".dump" > dump.sql
sqlite3 test.db "DELETE FROM a"
redis-cli INFO
redis-cli SET a 1
redis-cli -n 1 DBSIZE
redis-cli MONITOR
mongosh --eval 'db.stats()'
mongosh app --eval 'db.users.deleteMany({active:false})'
mongodump --out dump
mongoimport -c a x.json
clickhouse-client -q 'SELECT count() FROM a'
cqlsh -e 'DESCRIBE KEYSPACES'
nodetool status
influx query 'from(bucket:"x")'
cypher-shell 'MATCH (n) RETURN n LIMIT 5'
pg_ctl status
pg_isready
initdb -D ./tmp/pg
rails db:migrate:status
rails db:rollback
rails db:seed
rails db:migrate RAILS_ENV=test
rails console
RAILS_ENV=test rails db:reset
bundle exec rails db:schema:dump
python manage.py showmigrations
python manage.py migrate users 0003
python manage.py loaddata fixtures/x.json
python manage.py sqlflush
python manage.py dbshell
python manage.py shell
flask db migrate -m x
flask db downgrade
alembic downgrade -1
alembic current
alembic upgrade head --sql
npx prisma db pull
npx prisma format
npx prisma db seed
npx sequelize-cli db:migrate:status
npx sequelize-cli db:seed:all
npx typeorm migration:revert
npx knex seed:run
npx drizzle-kit studio
node ace migration:run
php artisan migrate:status
php artisan migrate:rollback
php artisan db:seed
php artisan tinker
php artisan queue:work
bin/console doctrine:migrations:status
bin/console cache:clear
wp plugin list
wp search-replace a b --dry-run
drush cr
mix ecto.rollback
mix phx.server
dotnet ef database update
dotnet ef migrations list
dotnet ef migrations remove
flyway info
flyway migrate
liquibase status
liquibase update
dbmate up
dbmate rollback
goose status
goose down
migrate -path m -database "$DB" up
atlas migrate diff
atlas schema inspect -u x
diesel migration run
diesel migration redo
sqlx migrate info
cargo sqlx prepare
sqitch status
skeema diff
make db-up
make db-seed
make clean-cache
npm run db:migrate
npm run db:studio
npm run reset-cache
./scripts/seed-db.sh
./scripts/backup-db.sh
cast block latest
cast rpc eth_blockNumber
cast wallet address
cast --to-wei 1
forge script x --fork-url $RPC
forge test --match-test testDeploy
forge snapshot
npx hardhat run x.ts --network hardhat
npx hardhat run scripts/deploy.ts
npx hardhat clean
truffle compile
truffle migrate --network development
brownie test
solana address
solana airdrop 1 --url localhost
solana-test-validator
anchor test --provider.cluster localnet
near view c m
sui move build
sui client gas
aptos move compile
aptos move test
bitcoin-cli -regtest sendtoaddress bc1 0.1
lncli --network=regtest payinvoice x
dfx deploy
dfx start --background
stellar network ls
geth --dev
stripe customers list
stripe trigger payment_intent.succeeded
stripe login
make test-mainnet-fork
npm run test:mainnet-fork

# secrets that are none, or are not shown
cat .npmrc
cat .yarnrc.yml
cat .env.ci
grep -rn "TOKEN" src
rg -i password src
rg --files -g '*.env.example'
grep -rn API_KEY . --include='*.ts'
ls ~/.config/gcloud
stat ~/.aws/credentials
test -f ~/.kube/config && echo yes
ssh-add -L
ssh-keygen -t ed25519 -f ./tmp/key -N ''
ssh-keygen -R host
cat ~/.ssh/id_ed25519.pub
cat deploy/certs/ca.pem
openssl x509 -in server.crt -noout -dates
openssl rsa -in key.pub -pubin -text
openssl verify -CAfile ca.pem server.pem
openssl dgst -sha256 dist/app
openssl rand -base64 32
openssl enc -aes-256-cbc -in a -out b
gpg --list-keys
gpg --import key.asc
gpg --encrypt -r x a.txt
age-keygen --help
sops -e secrets.yaml
sops --encrypt --in-place x.yaml
sops --version
ansible-vault create x.yml
keytool -list -keystore cacerts
bw status
op vault list
pass ls
vault token capabilities secret/x
doppler run -- npm start
doppler configure
env | grep -c AWS
env | grep ^NODE
printenv HOME
echo $API_URL
echo "$USER $SHELL"
echo "¤{#GITHUB_TOKEN}"
echo "¤{GITHUB_TOKEN:+set}"
echo "¤{!arr[@]}"
test -n "$NPM_TOKEN" && echo ok
[ -z "$DATABASE_URL" ] && export DATABASE_URL=postgres://localhost/dev
cat <<EOF > Dockerfile⏎FROM node:20⏎WORKDIR $PWD⏎EOF
docker run --env-file .env app
docker compose --env-file .env.dev up
node --env-file=.env src/main.js
set -a && . ./.env && set +a && npm start
jq '.env' package.json
jq -n --arg a 1 '{a:$a}'
jq 'env.HOME' package.json
node -p "Object.keys(require('./package.json'))"
python -c "from dotenv import load_dotenv; load_dotenv()"
kubectl get secret
kubectl get secret x
kubectl create secret generic x --dry-run=client
rails credentials:help
git config --get credential.helper
aws sts get-caller-identity --query Account
az account list
npm config get registry
npm config list
poetry config --list
terraform output bucket_name
pulumi config get region
ps -ef
ps auxww
ps -eo pid,comm
ps -ww -o pid,etime
history
gdb -p 1234
strace -p 1234
jmap -histo 1234

# the loop and its neighbours
cat .claude/hooks/cccc-guard.mjs
ls docs/cccc
cat docs/cccc/state.json
jq .status docs/cccc/state.json
grep -rn cccc docs
vim docs/cccc/roadmap.md
cp notes.md docs/cccc/inbox/raw-notes/
echo x >> docs/cccc/roadmap.md
git add docs/cccc
git diff -- docs/cccc
tar czf backup.tgz docs/cccc
cp -r docs/cccc /tmp/backup
mkdir -p .claude/commands && cp a.md .claude/commands/
cp a.md .claude/
cat ~/.claude/settings.json
cat ~/.codex/config.toml
claude mcp list
claude plugin list
codex --help
codex exec "explain"
CODEX_API_BASE=x codex --version
pgrep -f codex
ps aux | grep codex
which codex git node
ls -l node_modules/.bin/tsc
ln -s ../lib/tool bin/tool
cp dist/cli.js bin/app
chmod +x bin/app
curl -o ~/.local/bin/jq https://example.com/jq
mv kubectl /usr/local/bin/kubectl
sudo mv ./kind /usr/local/bin/
sudo install -m 0755 kubectl /usr/local/bin/kubectl
sudo chmod +x /usr/local/bin/tool
cat .git/HEAD
cat .git/config
ls .git/hooks
echo node_modules >> .git/info/exclude
npx husky init
npx husky add .husky/pre-commit 'npm test'
npx lefthook install
pre-commit install
echo 'npm test' > .husky/pre-commit
chmod +x .husky/pre-commit
`);
