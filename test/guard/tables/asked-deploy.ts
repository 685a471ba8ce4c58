/** Deployment, clusters, clouds, platforms, other machines. */
import { categorised } from './table.js';

export const ASKED_DEPLOY = categorised(String.raw`
# deployment and infrastructure
deploy  kubectl apply --filename=k8s
deploy  kubectl --kubeconfig=/x delete pod a
deploy  kubectl --as=admin delete ns x
deploy  kubectl -v=6 -n x delete svc a
deploy  kubectl delete --all pods
deploy  kubectl delete pods --all -A
deploy  kubectl replace --force -f x.yaml
deploy  kubectl rollout undo deploy/web
deploy  kubectl rollout pause deploy/web
deploy  kubectl scale --replicas 0 deploy/web
deploy  kubectl autoscale deploy web --max 5
deploy  kubectl cordon n1
deploy  kubectl uncordon n1
deploy  kubectl taint nodes n1 k=v:NoExecute
deploy  kubectl label ns x a=b --overwrite
deploy  kubectl annotate pod x a=b
deploy  kubectl set image deploy/web web=acme/app:2
deploy  kubectl set env deploy/web A=b
deploy  kubectl run x --image=alpine -it -- sh
deploy  kubectl debug node/n1 -it --image=alpine
deploy  kubectl cp ./a pod:/a
deploy  kubectl attach x -it
deploy  kubectl expose deploy web --port 80
deploy  kubectl create job x --from=cronjob/y
deploy  kubectl certificate approve x
deploy  kubectl proxy --address=0.0.0.0 --accept-hosts=.*
deploy  kubectl get pods -o name | xargs kubectl delete
deploy  kubectl get ns -o name | xargs -n1 kubectl delete
deploy  kubectl exec deploy/web -- rm -rf /data
deploy  kubectl drain n1 --ignore-daemonsets
deploy  kubectl patch ns x -p '{"metadata":{"finalizers":null}}'
deploy  kubectl krew install x && kubectl neat delete x
deploy  kubectl argo rollouts promote web
deploy  kubectl cnpg promote x
deploy  k delete pod x
deploy  oc delete project x
deploy  oc rollout latest dc/web
deploy  oc adm policy add-cluster-role-to-user cluster-admin u
deploy  oc scale dc/web --replicas=0
deploy  oc new-app x
deploy  oc process -f t | oc apply -f -
deploy  helm upgrade web ./c --atomic
deploy  helm install --generate-name ./c
deploy  helm --kube-context prod uninstall web
deploy  helm rollback web
deploy  helm template . | kubectl apply -f -
deploy  helmfile -e prod sync
deploy  helmfile destroy
deploy  helmsman --apply -f x
deploy  kustomize build | kubectl replace -f -
deploy  skaffold run
deploy  skaffold deploy
deploy  skaffold delete
deploy  tilt up --context=prod
deploy  tilt down
deploy  devspace deploy
deploy  okteto up
deploy  garden deploy
deploy  argocd app delete web
deploy  argocd app set web -p a=b
deploy  argocd app rollback web 1
deploy  argocd cluster add x
deploy  argo submit wf.yaml
deploy  argo delete --all
deploy  flux reconcile kustomization x
deploy  flux suspend kustomization x
deploy  flux delete source git x
deploy  istioctl install -y
deploy  linkerd install | kubectl apply -f -
deploy  velero restore create x
deploy  velero backup delete x
deploy  eksctl create cluster
deploy  eksctl delete cluster x
deploy  kops delete cluster x --yes
deploy  kops update cluster --yes
deploy  kubeadm reset -f
deploy  kubeadm init
deploy  k3d cluster delete prod && k3s kubectl delete pod x
deploy  rancher kubectl delete pod x
deploy  talosctl reset
deploy  talosctl apply-config -f x
deploy  nomad job stop web
deploy  nomad stop web
deploy  nomad run web.nomad
deploy  nomad system gc
deploy  nomad node drain -enable x
deploy  nomad alloc exec x sh
deploy  consul kv put a b
deploy  consul kv delete -recurse a
deploy  consul leave
deploy  consul config write x
deploy  consul acl token create
deploy  vault write secret/x a=b
deploy  vault kv put secret/x a=b
deploy  vault secrets disable kv
deploy  vault operator seal
deploy  vault lease revoke -prefix x
deploy  vault policy write x y.hcl
deploy  bao kv put secret/x a=b
database  etcdctl put a b
deploy  docker service scale web=0
deploy  docker service update --force web
deploy  docker stack rm web
deploy  docker swarm leave --force
deploy  docker swarm init
deploy  docker node rm x
deploy  docker secret create x y
deploy  docker --context prod compose up -d
deploy  docker -H ssh://host ps && docker -H ssh://host rm -f web
deploy  DOCKER_HOST=ssh://prod docker compose up -d
deploy  docker context use prod && docker stack deploy -c x y
deploy  terraform apply -target=x
deploy  terraform -chdir=prod destroy -auto-approve
deploy  terraform apply -destroy
deploy  terraform state mv a b
deploy  terraform state push x
deploy  terraform state replace-provider a b
deploy  terraform taint x
deploy  terraform untaint x
deploy  terraform force-unlock 1
deploy  terraform refresh
deploy  terraform workspace delete x
deploy  terraform import a b
deploy  TF_VAR_x=1 terraform apply
deploy  terraform plan -out p && terraform apply p
deploy  yes | terraform destroy
deploy  tofu destroy
deploy  tofu state rm x
deploy  terragrunt apply-all
deploy  terragrunt run --all destroy
deploy  terragrunt stack run apply
deploy  terramate run -- terraform apply
deploy  atlantis apply
deploy  spacectl stack deploy --id x
deploy  cdktf deploy
deploy  cdktf destroy
deploy  pulumi update -y
deploy  pulumi destroy -y --stack prod
deploy  pulumi -C infra up
deploy  pulumi state delete x
deploy  pulumi stack rm prod --force
deploy  pulumi refresh
deploy  pulumi import a b c
deploy  pulumi config set a b
deploy  pulumi cancel
deploy  cdk bootstrap
deploy  cdk deploy '*' --require-approval never
deploy  cdk destroy --force
deploy  cdk watch
deploy  yarn cdk deploy
deploy  pnpm exec cdk deploy
deploy  sam deploy
deploy  sam delete --no-prompts
deploy  sam sync --stack-name x
deploy  sls deploy function -f x
deploy  npx serverless remove --stage prod
deploy  serverless rollback
deploy  sst deploy --stage prod
deploy  npx sst remove
deploy  sst secret set A b
deploy  amplify push
deploy  amplify publish -y
deploy  amplify delete
deploy  npx ampx pipeline-deploy
deploy  copilot deploy
deploy  copilot svc deploy
deploy  copilot app delete
deploy  eb create x
deploy  eb terminate x
deploy  eb setenv A=b
deploy  chalice deploy
deploy  zappa update prod
deploy  up deploy production
deploy  arc deploy --production
deploy  architect deploy
deploy  claudia update
deploy  apex deploy
deploy  ansible-playbook -i hosts site.yml --become
deploy  ansible web -a reboot
deploy  ansible -m shell -a 'rm -rf /x' all
deploy  ansible-pull -U x
deploy  ansible-console all
deploy  chef-client
deploy  knife node delete x -y
deploy  knife ssh 'role:web' 'sudo reboot'
deploy  knife cookbook upload x
deploy  puppet apply x.pp
deploy  puppet agent -t
deploy  bolt command run 'reboot' -t all
deploy  salt '*' cmd.run 'reboot'
deploy  salt '*' state.apply
deploy  salt-call state.highstate
deploy  packer build x.pkr.hcl
deploy  vagrant destroy -f
deploy  vagrant up --provider=aws
deploy  vagrant push
deploy  nixos-rebuild switch
deploy  nixops deploy
deploy  deploy-rs .
deploy  colmena apply
deploy  pyinfra inventory.py deploy.py
deploy  fab deploy
deploy  mina deploy
deploy  bundle exec cap production deploy
deploy  kamal app stop
deploy  kamal rollback
deploy  kamal setup
deploy  dokku apps:destroy x
scheduler  pm2 deploy production
deploy  aws s3 mv a s3://b
deploy  aws s3 sync . s3://b
deploy  aws s3api delete-object --bucket a --key b
deploy  aws s3api put-bucket-policy --bucket a --policy x
deploy  aws s3api put-bucket-acl --bucket a --acl public-read
deploy  aws ec2 run-instances --image-id x
deploy  aws ec2 stop-instances --instance-ids x
deploy  aws ec2 authorize-security-group-ingress --group-id x
deploy  aws ec2 delete-volume --volume-id x
deploy  aws iam create-user --user-name x
deploy  aws iam delete-role --role-name x
deploy  aws lambda invoke --function-name x out.json
deploy  aws lambda delete-function --function-name x
deploy  aws ecs execute-command --cluster x --task y --command sh
deploy  aws ecs run-task --cluster x
deploy  aws eks update-nodegroup-config --x
deploy  aws rds modify-db-instance --x
deploy  aws rds reboot-db-instance --x
deploy  aws dynamodb put-item --table-name x --item '{}'
deploy  aws dynamodb batch-write-item --request-items file://x
deploy  aws sqs purge-queue --queue-url x
deploy  aws sqs send-message --queue-url x
deploy  aws sns publish --topic-arn x --message y
deploy  aws ses send-email --x
deploy  aws cloudfront create-invalidation --distribution-id x --paths '/*'
deploy  aws cloudformation deploy --stack-name x
deploy  aws cloudformation execute-change-set --x
deploy  aws route53 delete-hosted-zone --id x
deploy  aws kms schedule-key-deletion --key-id x
deploy  aws secretsmanager delete-secret --secret-id x
deploy  aws secretsmanager put-secret-value --secret-id x
deploy  aws ssm put-parameter --name x
deploy  aws logs delete-log-group --log-group-name x
deploy  aws organizations leave-organization
deploy  aws autoscaling set-desired-capacity --x
deploy  aws backup delete-recovery-point --x
deploy  aws events put-rule --x
deploy  aws stepfunctions start-execution --x
deploy  aws glue start-job-run --job-name x
deploy  aws emr terminate-clusters --x
deploy  aws codepipeline start-pipeline-execution --name x
deploy  aws codebuild start-build --project-name x
deploy  aws amplify start-job --x
deploy  aws --endpoint-url https://s3.example.com s3 rm s3://x --recursive
deploy  AWS_PROFILE=prod aws s3 rm s3://x --recursive
deploy  aws-vault exec prod -- aws s3 rm s3://x --recursive
deploy  saml2aws exec -- terraform apply
deploy  gcloud compute instances stop x
deploy  gcloud compute ssh vm -- sudo reboot
deploy  gcloud compute firewall-rules create x
deploy  gcloud sql databases delete x -i y
deploy  gcloud functions deploy f
deploy  gcloud functions call f
deploy  gcloud run services update-traffic web --to-latest
deploy  gcloud run jobs execute x
deploy  gcloud projects delete x
deploy  gcloud projects add-iam-policy-binding x
deploy  gcloud iam service-accounts create x
deploy  gcloud pubsub topics publish t --message x
deploy  gcloud pubsub subscriptions seek x --time y
deploy  gcloud dns record-sets update x
deploy  gcloud services enable x
deploy  gcloud storage rm -r gs://x
deploy  gcloud storage cp a gs://x
deploy  gcloud secrets delete x
deploy  gcloud firestore import gs://x
deploy  gcloud beta run deploy x
deploy  gcloud alpha compute instances delete x
deploy  gcloud -q compute instances delete x
deploy  gcloud container node-pools delete x
deploy  gcloud deploy releases promote --x
deploy  gcloud scheduler jobs run x
deploy  gcloud tasks queues purge x
deploy  gcloud redis instances failover x
deploy  gcloud spanner databases ddl update x --ddl='DROP TABLE t'
deploy  gsutil -m rm -r gs://x/**
deploy  gsutil -m cp a gs://x
deploy  gsutil rsync -d a gs://x
deploy  gsutil iam ch allUsers:objectViewer gs://x
deploy  bq mk ds
deploy  bq load ds.t x.csv
deploy  bq rm -r -f ds
deploy  az webapp up
deploy  az webapp restart -n x -g y
deploy  az functionapp deployment source config-zip --x
deploy  az storage blob delete-batch -s x
deploy  az storage blob upload-batch -s a -d b
deploy  az keyvault secret set --name x
deploy  az aks delete -n x
deploy  az aks command invoke -n x -c 'kubectl delete pod y'
deploy  az sql db delete -n x
deploy  az role assignment create --x
deploy  az ad app delete --id x
deploy  az deployment group create -g x -f y
deploy  az vm run-command invoke --x
deploy  az containerapp up -n x
deploy  az acr build -t x .
deploy  az resource delete --ids x
deploy  az pipelines run --name x
deploy  az devops project delete --id x
deploy  az rest --method delete --url https://management.azure.com/x
deploy  azd up
deploy  azd down --purge
deploy  func azure functionapp publish x
deploy  azcopy sync a https://x.blob.core.windows.net/y --delete-destination=true
deploy  azcopy rm https://x
deploy  azcopy copy a https://x
deploy  doctl apps create-deployment x
deploy  doctl kubernetes cluster delete x
deploy  doctl databases delete x
deploy  linode-cli linodes delete 1
deploy  hcloud server delete x
deploy  hcloud server rebuild x
deploy  vultr-cli instance delete x
deploy  scw instance server terminate x
deploy  oci compute instance terminate --instance-id x
deploy  oci os object bulk-delete -bn x
deploy  ibmcloud ks cluster rm x
deploy  ibmcloud cf push
deploy  aliyun ecs DeleteInstance --InstanceId x
deploy  tccli cvm TerminateInstances --x
deploy  openstack server delete x
deploy  cf push
deploy  cf delete x -f
deploy  s3cmd del s3://x --recursive
deploy  s3cmd sync . s3://x --delete-removed
deploy  s4cmd del -r s3://x
deploy  mc rm --recursive --force prod/bucket
deploy  mc mirror . prod/bucket
deploy  rclone sync . remote:x
deploy  rclone delete remote:x
deploy  rclone move . remote:x
deploy  rclone copy . remote:x
deploy  s5cmd rm 's3://x/*'
deploy  b2 delete-file-version x
deploy  restic forget --prune --keep-last 1
deploy  borg delete repo::x
deploy  duplicity remove-older-than 1D x
deploy  vercel deploy
deploy  vercel --prod --yes
deploy  vercel env add A production
deploy  vercel env rm A -y
deploy  vercel domains rm x
deploy  vercel alias set a b
deploy  vercel promote x
deploy  vercel rollback
deploy  vercel remove x --yes
deploy  bunx vercel --prod
deploy  pnpm dlx vercel deploy --prebuilt --prod
deploy  netlify deploy
deploy  ntl deploy --prod --dir=dist
deploy  netlify env:set A b
deploy  netlify sites:delete x
deploy  netlify build && netlify deploy --build --prod
deploy  npx netlify-cli deploy --prod
deploy  wrangler pages deploy dist
deploy  wrangler delete
deploy  wrangler secret put A
deploy  wrangler kv key put a b --namespace-id x
deploy  wrangler kv:key delete a
deploy  wrangler r2 object delete a/b
deploy  wrangler rollback
deploy  wrangler d1 migrations apply db --remote
deploy  cloudflared tunnel delete x
deploy  flyctl deploy --remote-only
deploy  fly apps destroy x -y
deploy  fly machine destroy x
deploy  fly volumes destroy x
deploy  fly ssh console -C 'rm -rf /data'
deploy  fly postgres connect
deploy  fly scale count 0
deploy  heroku apps:destroy --app x --confirm x
deploy  heroku config:set A=b
deploy  heroku config:unset A
deploy  heroku pg:reset DATABASE
deploy  heroku pg:psql -c 'drop table x'
deploy  heroku run rails db:migrate
deploy  heroku container:release web
deploy  heroku pipelines:promote
deploy  heroku releases:rollback
deploy  heroku maintenance:on
deploy  heroku ps:restart
deploy  railway down
deploy  railway redeploy
deploy  railway variables --set A=b
deploy  railway run npm run migrate
deploy  render deploys create x
deploy  render services delete x
deploy  supabase db push --linked
deploy  supabase functions delete x
deploy  supabase secrets set A=b
deploy  supabase projects delete x
deploy  supabase link --project-ref x && supabase db reset --linked
deploy  supabase config push
deploy  firebase deploy
deploy  firebase hosting:channel:deploy x
deploy  firebase functions:delete f --force
deploy  firebase firestore:delete -r /x
deploy  firebase database:remove /
deploy  firebase use prod && firebase deploy
deploy  npx firebase-tools deploy
deploy  appwrite deploy
deploy  appwrite push functions
deploy  convex deploy
deploy  npx convex deploy -y
deploy  npx convex import --prod x
deploy  pscale branch promote x y
deploy  pscale deploy-request deploy x 1
deploy  turso db destroy x
deploy  neonctl branches delete x
deploy  shopify theme push
deploy  shopify app deploy
deploy  sf project deploy start
deploy  sfdx force:source:deploy -p x
deploy  sf org delete scratch
deploy  databricks bundle deploy
deploy  databricks jobs run-now 1
deploy  airflow dags trigger x
deploy  airflow db reset
deploy  prefect deploy
deploy  dagster-cloud serverless deploy
deploy  modal deploy app.py
deploy  modal run app.py
deploy  bentoml deploy
deploy  sentry-cli releases new x
deploy  datadog-ci synthetics run-tests
deploy  newrelic deployment create
deploy  pd incident create
deploy  statuspage incident create
deploy  launchdarkly flag update x
deploy  ldcli flags toggle-on --flag x
deploy  temporal workflow terminate -w x
deploy  confluent kafka topic delete x
database  kafka-topics.sh --bootstrap-server x --delete --topic y
deploy  rabbitmqadmin delete queue name=x
deploy  nats stream rm x -f
deploy  kcadm.sh delete realms/x
deploy  grafana-cli admin reset-admin-password x
deploy  circleci pipeline trigger x
deploy  jenkins-cli build job
deploy  java -jar jenkins-cli.jar -s http://j/ build x
deploy  buildkite-agent pipeline upload x
deploy  bk build create
deploy  gh workflow run release.yml -f x=y
deploy  gh run rerun 123
deploy  gh run cancel 123
deploy  gh workflow disable ci.yml
remote-deletion  gh variable set A -b c
deploy  gh api repos/a/b/dispatches -f event_type=deploy
deploy  gh api -X POST repos/a/b/pulls/1/merge
deploy  gh api repos/a/b/issues -f title=x
deploy  gh api --method=PATCH repos/a/b -f private=false
deploy  gh deploy-key add x
remote-deletion  gh codespace delete -c x
deploy  glab ci run
deploy  glab ci trigger deploy
deploy  glab pipeline run
remote-deletion  glab variable set A b
deploy  travis restart 1
publish  act -j deploy
deploy  ssh host
deploy  ssh -p 2222 user@host uptime
deploy  ssh -tt host 'sudo systemctl restart x'
deploy  ssh host < script.sh
deploy  sshpass -p x ssh host ls
deploy  autossh -M 0 -N -R 80:localhost:80 host
deploy  ssh -R 80:localhost:3000 serveo.net
deploy  ngrok http 3000
deploy  cloudflared tunnel --url http://localhost:3000
deploy  npx localtunnel --port 3000
deploy  tailscale funnel 3000
deploy  tailscale up --ssh
deploy  bore local 3000 --to bore.pub
deploy  mosh user@host
deploy  sftp user@host <<< 'put x'
deploy  scp -r dist host:/var/www
deploy  rsync -e ssh dist/ host:/x
destructive-delete  rsync -az --delete -e 'ssh -p 2222' dist/ u@h:/x
deploy  rsync dist/ rsync://h/x
deploy  lftp -e 'mirror -R dist /x; quit' ftp://h
deploy  ftp -n h < cmds
deploy  ncftpput h / x
deploy  curl -T dist.tgz ftp://h/x
deploy  pdsh -w web[1-5] uptime
deploy  pssh -h hosts uptime
deploy  mussh -h a b -c uptime
deploy  clush -a reboot
deploy  winrs -r:h cmd
deploy  psexec \\h cmd
deploy  curl -XDELETE https://api.example.com/x
deploy  curl --request DELETE https://api.example.com/x
deploy  curl -X PUT https://prod.example.com/x -d a=b
deploy  curl -X POST https://api.cloudflare.com/client/v4/zones/x/purge_cache --data '{}'
deploy  curl -d '{"text":"x"}' https://hooks.slack.com/services/x
deploy  curl -X POST https://api.vercel.com/v1/integrations/deploy/x
deploy  curl -X POST https://api.render.com/deploy/srv-x?key=y
deploy  curl -X POST https://api.netlify.com/build_hooks/x
deploy  curl -s -X PATCH https://api.github.com/repos/a/b -d '{}'
deploy  curl -X POST https://ci.example.com/job/deploy/build
deploy  curl -X POST https://api.example.com/v1/orders -d '{}'
deploy  curl -X POST https://discord.com/api/webhooks/1/x -d '{}'
deploy  http DELETE https://api.example.com/x
deploy  http POST https://prod.example.com/api a=b
deploy  xh delete https://api.example.com/x
deploy  wget --method=DELETE https://api.example.com/x
deploy  wget --post-data='a=b' https://prod.example.com
deploy  python -c "import requests; requests.delete('https://api.example.com/x')"
deploy  node -e "fetch('https://api.example.com/x',{method:'DELETE'})"
deploy  python -c "import boto3; boto3.client('s3').delete_bucket(Bucket='x')"
deploy  python -c "import boto3; boto3.resource('ec2').instances.terminate()"
deploy  grpcurl -d '{}' prod.example.com:443 x.Y/Delete
deploy  mail -s x a@b.c < body.txt
deploy  sendmail a@b.c < mail.txt
deploy  swaks --to a@b.c
deploy  mosquitto_pub -h broker.example.com -t x -m y
deploy  npm run deploy:prod
deploy  pnpm deploy:staging
deploy  yarn run ship
deploy  make deploy-prod ENV=prod
deploy  make -s provision
deploy  just deploy prod
deploy  task deploy:prod
deploy  rake deploy
deploy  inv deploy --env prod
deploy  ./scripts/deploy-prod.sh
deploy  python deploy.py
deploy  node ./scripts/deploy.js --prod
deploy  git push origin main:production
deploy  git push origin HEAD:production
`);
