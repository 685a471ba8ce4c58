/** Tools whose sub-commands say what they do outside this machine: publishing, deploying, the cloud, money. */
import { isProgram, texts } from '../../args.js';
import { type Call, type Finding, shown } from '../../model.js';
import { clouds } from '../deploy/clouds.js';
import { clusters } from '../deploy/clusters.js';
import { infrastructures } from '../deploy/infrastructure.js';
import { moreClouds } from '../deploy/more-clouds.js';
import { moreClusters } from '../deploy/more-clusters.js';
import { moreMachines } from '../deploy/more-machines.js';
import { platforms } from '../deploy/platforms.js';
import { chains } from '../money/chains.js';
import { moreMoney } from '../money/more-money.js';
import { morePackages } from '../publish/more-packages.js';
import { moreReleases } from '../publish/more-releases.js';
import { packages } from '../publish/packages.js';
import { releases } from '../publish/releases.js';
import { findingOf, RuleTable } from '../rule.js';
import { judgeRequest } from './requests.js';
import { isAbout, type Tool } from './tool.js';

/** Only the first rule that matches speaks, so the order matters where several match the same words. */
export const TOOL_RULES = new RuleTable<Tool>({
  moreMoney,
  packages,
  releases,
  clusters,
  infrastructures,
  platforms,
  clouds,
  chains,
  morePackages,
  moreReleases,
  moreClusters,
  moreClouds,
  moreMachines,
});

const CLIENTS = 'curl|http|https|xh|wget|httpie|hurl|curlie|grpcurl|iwr|irm|invoke-webrequest|invoke-restmethod';

export function judgeTools(call: Call): Finding[] {
  const found = TOOL_RULES.of(call.program).find((rule) => isAbout(rule, call));
  if (found !== undefined) return [findingOf(found, shown(call))];
  if (worksElsewhere(call)) return [{ category: 'deploy', kind: 'remote-host', subject: shown(call) }];
  return isProgram(call.program, CLIENTS) ? judgeRequest(call) : [];
}

/** Whether docker works on another machine. */
const worksElsewhere = ({ program, env, args }: Call): boolean =>
  program === 'docker' &&
  /^(?:ssh|tcp):\/\/(?!localhost|127\.)/.test(env.get('DOCKER_HOST') ?? '') &&
  /(?:^| )(?:up|down|rm|run|restart|stop|kill|exec|prune|build|pull)\b/.test(texts(args));
