/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'dotnet-user-secrets-list': {
    asked: ['dotnet user-secrets list', 'dotnet user-secrets list --project src/Api'],
    silent: ['dotnet run', 'dotnet test'],
  },
  'kubectl-plugins-secret': {
    asked: ['kubectl view-secret x', 'kubectl config view --flatten'],
    silent: ['oc whoami', 'oc status'],
  },
  'helm-secrets-view': {
    asked: ['helm get all web', 'helm get values web -a'],
    silent: ['helm list -A', 'helm status web'],
  },
  'kubeseal-unseal': { asked: ['kubeseal --recovery-unseal x'], silent: ['kubeseal list'] },
  'argocd-account-generate-token': {
    asked: ['argocd account generate-token', 'argocd admin initial-password'],
    silent: ['argocd app list', 'argocd app get web'],
  },
  'bao-read': { asked: ['bao kv get secret/x'], silent: ['vault status', 'vault kv list secret/'] },
  'password-managers-get': { asked: ['bw list items', 'rbw get x'], silent: ['bw status'] },
  'gopass-name': { asked: ['gopass x'], silent: ['gopass list'] },
  'secret-tool-search': { asked: ['secret-tool search --all x y'], silent: ['secret-tool list'] },
  'sops-file': { asked: ['sops s.yaml'], silent: ['sops -e secrets.yaml', 'sops --encrypt --in-place x.yaml'] },
  'git-crypt-unlock': { asked: ['git-crypt unlock k', 'git-crypt export-key k'], silent: ['git-crypt list'] },
  'git-secret-reveal': { asked: ['git secret reveal'], silent: ['git gc', 'git diff'] },
  'blackbox-cat': { asked: ['blackbox_cat x.gpg'], silent: ['blackbox_cat --help'] },
  'dotenvx-get': { asked: ['dotenvx get', 'dotenvx decrypt'], silent: ['dotenvx run -- npm start'] },
  'dotenv-get': { asked: ['dotenv list', 'dotenv -f .env list'], silent: ['dotenv -e .env.test -- npm test'] },
  'teller-show': { asked: ['teller show'], silent: ['teller list'] },
  'infisical-secrets': { asked: ['infisical login --plain'], silent: ['infisical run -- npm start'] },
  'aws-vault-export': { asked: ['aws-vault export prod', 'aws-vault exec prod -- env'], silent: ['aws-vault list'] },
  'aws-service-tokens': {
    asked: ['aws eks get-token --cluster-name x', 'aws rds generate-db-auth-token --x'],
    silent: ['aws s3 ls', 'aws configure sso'],
  },
  'gcloud-config-helper': {
    asked: ['gcloud sql generate-login-token', 'gcloud config config-helper --format=json'],
    silent: ['gcloud auth list', 'gcloud auth login'],
  },
  'az-service-keys': {
    asked: ['az ad sp create-for-rbac', 'az functionapp keys list -n x'],
    silent: ['az login', 'az vm list'],
  },
  'gh-auth-scopes': {
    asked: ['gh config get oauth_token', 'gh auth refresh -s admin:org'],
    silent: ['gh pr list', 'gh run list'],
  },
  'glab-variable-get': { asked: ['glab variable get X'], silent: ['glab mr list', 'glab ci view'] },
  'fly-auth-token': { asked: ['fly auth token', 'fly ssh console -C env'], silent: ['fly logs', 'fly status'] },
  'railway-variables-show': {
    asked: ['railway variables', 'railway variables --set A=b'],
    silent: ['railway logs', 'railway link'],
  },
  'render-env': { asked: ['render env list'], silent: ['render list'] },
  'supabase-api-keys': { asked: ['supabase status -o env'], silent: ['supabase stop', 'supabase start'] },
  'firebase-functions-secrets-access': {
    asked: ['firebase login:ci', 'firebase functions:config:get'],
    silent: ['firebase serve', 'firebase projects:list'],
  },
  'eas-secret-list': { asked: ['eas secret:list', 'eas credentials'], silent: ['npx expo start', 'npx expo prebuild'] },
  'doctl-databases-connection': {
    asked: ['doctl databases connection x', 'doctl auth list && doctl kubernetes cluster kubeconfig show x'],
    silent: ['doctl apps list', 'doctl compute droplet list'],
  },
  'eb-printenv': { asked: ['eb printenv'], silent: ['eb logs', 'eb status'] },
  'serverless-print': { asked: ['serverless print'], silent: ['serverless info', 'serverless offline'] },
  'sst-secret-list': { asked: ['sst secret list', 'npx sst secret list'], silent: ['sst dev'] },
  'npm-login': { asked: ['npm set //registry.npmjs.org/:_authToken=x'], silent: ['yarn', 'npm ci'] },
  'poetry-token': {
    asked: ['poetry config http-basic.x u p', 'poetry config pypi-token.pypi x'],
    silent: ['poetry build', 'poetry install'],
  },
  'cargo-login-token': { asked: ['cargo login cio1234567890'], silent: ['cargo fmt', 'cargo test'] },
  'circleci-context-show': {
    asked: ['circleci context show x'],
    silent: ['circleci local execute', 'circleci config validate'],
  },
  'travis-token': { asked: ['travis encrypt x && travis token'], silent: ['travis list'] },
  'ssh-keygen-passphrase': {
    asked: ['ssh-keygen -p -f ~/.ssh/id_rsa'],
    silent: ['ssh-keygen -R host', 'ssh-keygen -lf key.pub'],
  },
  'keytool-export': {
    asked: ['keytool -importkeystore -srckeystore a.jks -destkeystore b.p12'],
    silent: ['keytool -list -keystore cacerts'],
  },
  'openssl-decrypt': {
    asked: ['openssl ec -in ec.key', 'openssl rsa -in key.pem'],
    silent: ['openssl rand -hex 32', 'openssl rand -base64 32'],
  },
  'getent-shadow': { asked: ['getent shadow'], silent: ['getent list'] },
  'rails-credentials-show': {
    asked: ['rails credentials:show', 'rails credentials:edit'],
    silent: ['rails db:seed', 'rails console'],
  },
  'artisan-env-decrypt': { asked: ['artisan env:decrypt'], silent: ['artisan list'] },
  'php-env-decrypt': { asked: ['php artisan env:decrypt'], silent: ['php artisan test', 'php artisan serve'] },
  'docker-inspect-environment': {
    asked: [
      "docker inspect web --format '{{.Config.Env}}'",
      "docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' web",
    ],
    silent: ['docker ps -a', 'docker login'],
  },
  'terraform-state-pull': {
    asked: ['terraform state pull', 'terraform show -json terraform.tfstate'],
    silent: ['tofu plan', 'tofu validate'],
  },
  'terragrunt-state-pull': { asked: ['terragrunt state pull'], silent: ['terragrunt plan', 'terragrunt hclfmt'] },
  'pulumi-config-get': { asked: ['pulumi config get dbPassword'], silent: ['pulumi logs', 'pulumi stack'] },
  'wallet-export': {
    asked: ['eth-account export x', 'bitcoin-cli dumpprivkey x'],
    silent: ['near view c m', 'sui move build'],
  },
  'ps-environment-more': { asked: ['ps -eww -o command'], silent: ['ps -ef', 'ps auxww'] },
  'history-list': { asked: ['fc -l 1'], silent: ['fc list'] },
  'jq-environment': {
    asked: ['jq -n env', "jq -n 'env.API_KEY'"],
    silent: ["jq '.a' data.json", "jq '.env' package.json"],
  },
};
