/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'gh-auth-token': { asked: ['gh auth token', 'gh auth status -t'], silent: ['gh pr list', 'gh run list'] },
  'glab-auth-show-token': {
    asked: ['glab config get token', 'glab auth status --show-token'],
    silent: ['glab mr list', 'glab ci view'],
  },
  'aws-configure-get': {
    asked: ['aws sts get-session-token', 'aws ecr get-login-password'],
    silent: ['aws s3 ls', 'aws configure sso'],
  },
  'gcloud-print-token': {
    asked: ['gcloud auth print-access-token', 'gcloud auth print-identity-token'],
    silent: ['gcloud auth list', 'gcloud auth login'],
  },
  'az-get-token': {
    asked: ['az account get-access-token', 'az acr credential show -n x'],
    silent: ['az login', 'az vm list'],
  },
  'kubectl-get-secret': {
    asked: ['kubectl create token sa', 'kubectl config view --raw'],
    silent: ['oc whoami', 'oc status'],
  },
  'vault-read': {
    asked: ['vault print token', 'vault token lookup'],
    silent: ['vault status', 'vault kv list secret/'],
  },
  'op-read': { asked: ['op signin --raw', 'op inject -i t -o .env'], silent: ['op vault list'] },
  'pass-show': { asked: ['pass x/y', 'pass -c x/y'], silent: ['pass ls'] },
  'security-find-generic-password': {
    asked: ['security dump-keychain -d', 'security find-generic-password -s x -w'],
    silent: ['security list-keychains'],
  },
  'secret-tool-lookup': { asked: ['secret-tool lookup'], silent: ['secret-tool list'] },
  'heroku-auth-token': { asked: ['heroku config', 'heroku config -s'], silent: ['heroku ps', 'heroku apps'] },
  'vercel-env-pull': { asked: ['vercel env pull', 'vercel env pull .env.local'], silent: ['vercel ls', 'vercel dev'] },
  'netlify-env-list': { asked: ['netlify env:list', 'netlify env:get A'], silent: ['netlify dev', 'netlify link'] },
  'doppler-secrets': {
    asked: ['doppler secrets', 'doppler secrets get A --plain'],
    silent: ['doppler configure', 'doppler run -- npm start'],
  },
  'infisical-export': { asked: ['infisical export', 'infisical secrets'], silent: ['infisical run -- npm start'] },
  'npm-token': { asked: ['npm token list', 'npm token create'], silent: ['yarn', 'npm ci'] },
  'git-credential-fill': { asked: ['git credential fill', 'git config user.password'], silent: ['git gc', 'git diff'] },
  'gpg-decrypt': {
    asked: ['gpg -d s.gpg', 'gpg --decrypt s.gpg'],
    silent: ['gpg --list-keys', 'gpg --verify a.sig a'],
  },
  'ssh-keygen-private': {
    asked: ['ssh-keygen -y -f ~/.ssh/id_rsa'],
    silent: ['ssh-keygen -R host', 'ssh-keygen -lf key.pub'],
  },
  'cast-wallet-private-key': {
    asked: ['cast wallet private-key', 'cast wallet new-mnemonic'],
    silent: ['cast --to-wei 1', 'cast block latest'],
  },
  'solana-keygen-recover': { asked: ['solana-keygen recover'], silent: ['solana-keygen list'] },
  'sops-decrypt': {
    asked: ['sops -d s.yaml', 'sops decrypt s.yaml'],
    silent: ['sops -e secrets.yaml', 'sops --encrypt --in-place x.yaml'],
  },
  'ansible-vault-view': {
    asked: ['ansible-vault view x.yml', 'ansible-vault decrypt x.yml'],
    silent: ['ansible-vault create x.yml', 'ansible-vault encrypt secrets.yml'],
  },
  'terraform-output-secret': { asked: ['terraform output -raw db_password'], silent: ['tofu plan', 'tofu validate'] },
  'supabase-projects-api-keys': { asked: ['supabase secrets list'], silent: ['supabase stop', 'supabase start'] },
  'stripe-config-list': { asked: ['stripe config --list'], silent: ['stripe login', 'stripe logs tail'] },
  'docker-login-password': {
    asked: ['docker login -u u -p p', 'docker login --password x'],
    silent: ['docker ps -a', 'docker login'],
  },
  'ps-environment': { asked: ['ps eww', 'ps auxe'], silent: ['ps -ef', 'ps auxww'] },
  'lpass-show': { asked: ['lpass show x', 'bw unlock --raw'], silent: ['bw status'] },
  'pulumi-show-secrets': {
    asked: ['pulumi config --show-secrets', 'pulumi stack export --show-secrets'],
    silent: ['pulumi logs', 'pulumi stack'],
  },
  'chamber-read': { asked: ['chamber read x y'], silent: ['chamber list'] },
  'flyctl-auth-token': { asked: ['flyct auth token'], silent: ['flyctl status'] },
};
