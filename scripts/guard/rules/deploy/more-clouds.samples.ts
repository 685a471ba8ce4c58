/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'gcloud-seek': {
    asked: ['gcloud scheduler jobs run x', 'gcloud pubsub subscriptions seek x --time y'],
    silent: ['gcloud auth list', 'gcloud auth login'],
  },
  'az-config-zip': { asked: ['az acr build -t x .', 'az pipelines run --name x'], silent: ['az login', 'az vm list'] },
  'azcopy-rm': { asked: ['azcopy rm https://x'], silent: ['azcopy list'] },
  'scw-terminate': {
    asked: ['scw instance server terminate x', 'oci os object bulk-delete -bn x'],
    silent: ['doctl apps list', 'hcloud server list'],
  },
  's4cmd-del': { asked: ['s4cmd del -r s3://x'], silent: ['swift build', 'mc ls local'] },
  'cloudflared-tunnel': {
    asked: ['cloudflared tunnel delete x', 'cloudflared tunnel --url http://localhost:3000'],
    silent: ['cloudflared list'],
  },
  'supabase-secrets': { asked: ['supabase secrets set A=b'], silent: ['supabase stop', 'supabase start'] },
  'sf-project-deploy': {
    asked: ['sf org delete scratch', 'sf project deploy start'],
    silent: ['sf org list', 'sf project retrieve start'],
  },
  'databricks-jobs-run-now': { asked: ['databricks jobs run-now 1'], silent: ['databricks clusters list'] },
  'dagster-cloud-serverless-deploy': {
    asked: ['dagster-cloud serverless deploy', 'modal run app.py'],
    silent: ['modal setup'],
  },
  'sentry-cli-releases-new': { asked: ['sentry-cli releases new x'], silent: ['sentry-cli info'] },
  'datadog-ci-run-tests': {
    asked: ['datadog-ci synthetics run-tests', 'pd incident create'],
    silent: ['datadog-ci version', 'dd if=/dev/zero of=test.img bs=1M count=10'],
  },
  'temporal-workflow-terminate': {
    asked: ['temporal workflow terminate -w x'],
    silent: ['temporal workflow list', 'temporal server start-dev'],
  },
  'confluent-create': {
    asked: ['confluent kafka topic delete x', 'nats stream rm x -f'],
    silent: ['rpk topic list', 'nats stream ls'],
  },
  'mosquitto-pub-host': {
    asked: ['mosquitto_pub -h broker.example.com -t x -m y'],
    silent: ['mosquitto_pub -h localhost -t a -m b'],
  },
  'kcadm-sh-create': { asked: ['kcadm.sh delete realms/x'], silent: ['kcadm.sh list'] },
  'circleci-pipeline-trigger': {
    asked: ['circleci pipeline trigger x', 'bk build create'],
    silent: ['drone lint', 'circleci local execute'],
  },
  java: { asked: ['java -jar jenkins-cli.jar -s http://j/ build x'], silent: ['java -jar target/app.jar'] },
  'gh-run-rerun': { asked: ['gh run rerun 123', 'gh run cancel 123'], silent: ['gh pr list', 'gh run list'] },
  'gh-field': {
    asked: ['gh api repos/a/b/issues -f title=x', 'gh api repos/a/b/dispatches -f event_type=deploy'],
    silent: ['gh pr list', 'gh run list'],
  },
  'gh-api-graphql': {
    asked: ['gh api graphql -f query=\'mutation { deleteRef(input:{refId:"x"}) { clientMutationId } }\''],
    silent: ['gh pr list', 'gh run list'],
  },
  'glab-ci-run': { asked: ['glab ci run', 'glab mr delete 1'], silent: ['glab mr list', 'glab ci view'] },
  'hub-delete': { asked: ['hub delete a/b', 'tea repo delete a/b'], silent: ['hub list'] },
};
