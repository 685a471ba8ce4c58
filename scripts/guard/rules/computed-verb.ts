/** A verb that is only known when the command runs says as little as a program that is only known then. */
import { isProgram, lineOf } from '../args.js';
import { type Call, type Finding, shown, UNKNOWN } from '../model.js';

/** Programs whose first word decides what they do. */
const WITH_VERBS = [
  'git|npm|pnpm|yarn|cargo|gem|twine|poetry|docker|podman|kubectl|helm|terraform|tofu|pulumi|aws|gcloud|az|gh|glab',
  'vercel|netlify|firebase|heroku|fly|flyctl|wrangler|supabase|prisma|redis-cli|systemctl|launchctl|vault|doctl',
];
const VALUED =
  '-C -c -n -f -H -p --context --namespace --kube-context --profile --region --git-dir --work-tree --prefix';

export function judgeVerb(call: Call): Finding[] {
  if (!isProgram(call.program, WITH_VERBS)) return [];
  const [verb] = lineOf(call.args, VALUED, true).words;
  return verb?.text === UNKNOWN ? [{ category: 'unclear', kind: 'computed-command', subject: shown(call) }] : [];
}
