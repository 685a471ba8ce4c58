/** Files of statements, and scripts, whose name says what they do to a database. */

import { isProgram, texts } from '../../args.js';
import { type Call, UNKNOWN } from '../../model.js';
import { meets } from '../../patterns.js';

const SCRIPT = [
  /(?:^|[/_.-])(?:drop|reset|wipe|truncate|destroy|purge|nuke|delete[-_]all)(?:[-_.]?\w*)*\.(?:sql|cql|js|ddl|psql)$/i,
  /(?:^|[/_.-])(?:clean[-_]?db|teardown)(?:[-_.]?\w*)*\.(?:sql|cql|js|ddl|psql)$/i,
];

/** A file of statements whose name says what it does. */
export function namedScript(call: Call): boolean {
  return [...call.args, ...call.reads].some(({ text }) => meets(SCRIPT, text.replaceAll(UNKNOWN, '')));
}

const SCRIPT_FILE = [
  /(?:^|[/_.-])(?:drop|reset|wipe|nuke|destroy|purge)[-_]?(?:the[-_])?(?:db|database|tables|data|prod)(?:[-_.]\w+)*$/i,
  /(?:^|[/_.-])truncate[-_]?(?:the[-_])?(?:db|database|tables|data|prod)(?:[-_.]\w+)*$/i,
  /(?:^|[/_.-])(?:db|database)[-_](?:drop|reset|wipe|nuke|destroy|purge)(?:[-_.]\w+)*$/i,
];

/** Options with which a program reads a script and runs none of it, by the program. */
const ONLY_READS: readonly (readonly [program: RegExp, option: RegExp])[] = [
  [/^(?:ba|z|da|k)?sh$/, /^-n$/],
  [/^node$/, /^(?:-c|--check)$/],
  [/^ruby$/, /^-c$/],
  [/^php$/, /^(?:-l|--syntax-check)$/],
];

const isOnlyRead = ({ program, args }: Pick<Call, 'program' | 'args'>): boolean =>
  ONLY_READS.some(([one, option]) => one.test(program) && option.test(args[0]?.text ?? ''));

/** `./scripts/reset-db.sh` */
export function isDatabaseScript(call: Pick<Call, 'program' | 'word' | 'args'>): boolean {
  const { program, word, args } = call;
  const file = isProgram(program, 'sh|bash|zsh|dash|ksh|python|python3|node|bun|tsx|ts-node|ruby|php|deno')
    ? (args.find(({ text }) => !text.startsWith('-') && text !== 'run')?.text ?? '')
    : word.text.includes('/')
      ? word.text
      : '';
  return (
    !/\s/.test(file) &&
    /\.(?:sh|bash|zsh|py|[cm]?[jt]s|rb|php)$/.test(file) &&
    meets(SCRIPT_FILE, file) &&
    !isOnlyRead(call) &&
    !/--(?:help|dry-run)/.test(texts(args))
  );
}
