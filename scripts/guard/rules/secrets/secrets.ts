/** Reading, printing, copying and sending secrets. */

import { lineOf, texts } from '../../args.js';
import { type Call, type Context, type Finding, shown } from '../../model.js';
import { findingOf, type Rule, RuleTable, says } from '../rule.js';
import { commands as commandRules } from './commands.js';
import { secretFiles } from './secret-files.js';
import { judgeSecretTools, listsNames } from './secret-tools.js';
import { environment, isPasswordInput, variables } from './secret-variables.js';

export function judgeSecrets(call: Call, context: Context): Finding[] {
  const tools = commands(call);
  return [
    ...secretFiles(call, context),
    ...environment(call),
    ...variables(call),
    ...(tools.length > 0 ? tools : judgeSecretTools(call)),
  ];
}

export const COMMAND_RULES = new RuleTable<Rule>({ commands: commandRules });

function commands(call: Call): Finding[] {
  const rules = COMMAND_RULES.of(call.program);
  if (rules.length === 0 || (isPasswordInput(call) && call.program !== 'aws' && call.program !== 'gh')) return [];
  const { words, flags } = lineOf(call.args, '--profile --region -n --namespace --context --project -C -c');
  const line = [texts(words), ...flags].join(' ').trim();
  const raw = texts(call.args);
  if (listsNames(call.program, raw)) return [];
  const found = rules.find(({ asks }) => says(asks, line) || says(asks, raw));
  return found === undefined ? [] : [findingOf(found, shown(call))];
}
