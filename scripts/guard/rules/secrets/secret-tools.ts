/** Less common programs that reveal secrets, and the addresses at which a cloud does. */
import { isProgram, lineOf, texts } from '../../args.js';
import { type Call, type Finding, shown } from '../../model.js';
import { findingOf, type Rule, RuleTable, says } from '../rule.js';
import { moreCommands } from './more-commands.js';

export const MORE_COMMAND_RULES = new RuleTable<Rule>({ moreCommands });

/** Addresses at which a cloud gives the credentials of a machine to any program on it. */
const METADATA = /\b169\.254\.(?:169\.254|170\.2)\b|metadata\.google\.internal|\[fd00:ec2::254\]|100\.100\.100\.200/;

/** Whether a command only lists names of secrets, which are not secrets themselves. */
export const listsNames = (program: string, line: string): boolean =>
  /^(?:kubectl|oc|k)$/.test(program) && /(?:^| )get .*(?:-o|--output)[ =]?(?:name|wide)$/.test(line);

export function judgeSecretTools(call: Call): Finding[] {
  const rules = MORE_COMMAND_RULES.of(call.program);
  const isClient = isProgram(call.program, 'curl|wget|http|https|xh|nc|python|python3|node|fetch');
  if (rules.length === 0 && !isClient) return [];
  const raw = texts(call.args);
  const finding: Finding = { category: 'secrets', kind: 'secret-command', subject: shown(call) };
  if (isClient && METADATA.test(raw)) return [finding];
  if (rules.length === 0 || /(?:^| )--help(?: |$)/.test(raw)) return [];
  if (listsNames(call.program, raw)) return [];
  const { words, flags } = lineOf(call.args, '--profile --region -n --namespace --context --project -C -c');
  const line = [texts(words), ...flags].join(' ').trim();
  const found = rules.find(({ asks }) => says(asks, line) || says(asks, raw));
  return found === undefined ? [] : [findingOf(found, shown(call))];
}
