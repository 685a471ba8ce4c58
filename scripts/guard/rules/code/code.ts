/** Code given to an interpreter on the command line: judged by a few calls that reach outside. */

import { isProgram, lineOf, type Programs, texts, valueOfFlag } from '../../args.js';
import { type Call, type Context, type Finding, readable, UNKNOWN } from '../../model.js';
import { resolved } from '../../paths.js';
import { meets } from '../../patterns.js';
import { unescapedText } from '../../shell/words.js';
import { sqlDanger } from '../database/database.js';
import { judgeTarget } from '../files/files.js';
import { isSecretName, isSecretPath } from '../secrets/secret-paths.js';
import { judgeCalls } from './code-calls.js';

/** The option that code follows, in the same argument (what the pattern captures) or in the next one. */
const LANGUAGES: readonly (readonly [program: Programs, flag: RegExp])[] = [
  [/^(?:python[\d.]*|pypy3?|ipython3?)$/, /^-[bBdEhiIOPqRsSuvVx]*c(.*)$/s],
  ['node|nodejs|bun|tsx|ts-node|electron', /^(?:-[a-z]*[ep]|--eval|--print|-pe)$/],
  ['perl', /^-(?:[acdfglnpstuwWTUX\d]|i(?=[eE]))*[eE](.*)$/s],
  ['ruby|jruby|truffleruby', /^-[alnpswdv\d]*e(.*)$/s],
  ['php', /^-[rBRE](.*)$/s],
  ['lua|luajit|texlua', /^-e(.*)$/s],
  ['elixir|iex|groovy|scala|osascript|guile|racket|swipl|ghc', /^-(?:e|-eval|E)$/],
  ['deno', /^eval$/],
  ['rails|bin/rails', /^(?:runner|r)$/],
  ['artisan', /^--execute$/],
  ['emacs', /^--?eval(?:uate)?$/],
  ['Rscript|R|julia', /^(?:-e|--eval|-E)$/],
  ['manage.py|django-admin', /^(?:-c|--command)$/],
];

const AWK = /^(?:[gmn]|original-|busybox-)?awk$/;

/** An awk program is the first word, unless it is given by an option. */
function awkCodes({ args, documents }: Call): string[] {
  const line = lineOf(args, '-v -F -f -e -i -l --assign --field-separator --file --source --include');
  const source = valueOfFlag(args, '-e', '--source');
  if (source !== null) return [source.text];
  const file = valueOfFlag(args, '-f', '--file');
  if (file !== null) return /^(?:-|\/dev\/stdin)$/.test(file.text) ? [...documents] : [];
  return line.words.slice(0, 1).map(({ text }) => text);
}

/** The code that a call runs: an argument, a here-document, what is piped in. */
function codesOf(call: Call): string[] {
  const { program, args } = call;
  if (AWK.test(program)) return awkCodes(call);
  const language = LANGUAGES.find(([programs]) => isProgram(program, programs));
  if (language === undefined) return [];
  const given = args.flatMap(({ text }, index) => {
    const before = language[1].exec(args[index - 1]?.text ?? '');
    if (before !== null && !before[1]) return [text];
    const attached = language[1].exec(text)?.[1];
    return attached ? [attached] : (/^--(?:eval|print|execute|command)=(.*)$/s.exec(text)?.slice(1) ?? []);
  });
  const isConsole = /(?:^| )(?:\S*manage\.py shell|artisan tinker|(?:bin\/)?rails (?:c|console))(?: |$)/.test(
    texts(args),
  );
  const readsInput =
    isConsole || (given.length === 0 && lineOf(args).words.filter(({ text }) => text !== '-').length === 0);
  return [
    ...given,
    ...(readsInput ? call.documents : []),
    ...(readsInput && call.input.kind === 'text' ? [call.input.text] : []),
  ];
}

const STRING = String.raw`(?:[rbf]?"((?:[^"\\\n]|\\.)*)"|[rbf]?'((?:[^'\\\n]|\\.)*)'|` + '`((?:[^`\\\\]|\\\\.)*)`)';
/** Functions that run a command. */
const RUNNERS = [
  String.raw`system|popen|exec(?:Sync|FileSync|File|vp?|lp?)?|spawn(?:Sync|l|v|lp|vp)?|run|call`,
  String.raw`check_call|check_output|getoutput|getstatusoutput|shell_exec|passthru|sh|\$|qx|cmd`,
  String.raw`Popen|execute|Command|exec[vl]pe?|shell_command|shell-command|shell script|spawn_shell`,
  String.raw`getline|e`,
].join('|');
/** More words of a command that is given as a list. */
const REST = String.raw`((?:\s*,\s*(?:\{\s*args:\s*)?\[?\s*${STRING})*)`;
const RUN = new RegExp(String.raw`\b(?:${RUNNERS})\s*\(?\s*\[?\s*${STRING}${REST}(\s*(?:\+|\.|\$\w))?`, 'g');
const LITERAL = new RegExp(STRING, 'g');

/** A string without its escapes. */
const plainText = (source: string): string => unescapedText(source).replace(/\\([\s\S])/g, (_, char: string) => char);

const AWK_SYSTEM = /\bsystem\s*\(([^()]*)\)/g;
const AWK_TOKEN = /"((?:[^"\\]|\\.)*)"|[A-Za-z_]\w*|\$\w+/g;
const AWK_FILE = /\bprintf?\b[^;}\n"]*(?:"(?:[^"\\]|\\.)*"[^;}\n">]*)*>>?\s*"((?:[^"\\]|\\.)*)"/g;

/** `system(c " -rf src")`: awk puts texts that stand side by side together. */
const awkJoined = (code: string): string[] =>
  [...code.matchAll(AWK_SYSTEM)]
    .map(([, inside = '']) => [...inside.matchAll(AWK_TOKEN)])
    .filter((tokens) => tokens.length > 1)
    .map((tokens) =>
      tokens
        .map(([name, text]) => (text === undefined ? (literalsOf(name, code)[0] ?? UNKNOWN) : plainText(text)))
        .join(''),
    );

/** `print > "file"` */
const awkFiles = (code: string): string[] =>
  [...code.matchAll(AWK_FILE)].map(([, file = '']) => `: >> '${plainText(file).replaceAll("'", '')}'`);

/** Perl's `system(q(…))`, with any mark for a parenthesis. */
const PERL_RUN = new RegExp(
  [
    String.raw`\b(?:system|exec|readpipe)\s*\(?\s*qq?`,
    String.raw`(?:\(([^)]*)\)|\{([^}]*)\}|\[([^\]]*)\]|([^\w\s(){}[\]=,;])((?:(?!\4)[\s\S])*)\4)`,
  ].join(''),
  'g',
);

/** Shell commands inside the code. */
export function codeScripts(call: Call): string[] {
  return codesOf(call).flatMap((code) => {
    const scripts: string[] = [];
    for (const found of code.matchAll(RUN)) {
      const [, one, two, three, rest = ''] = found;
      // What is joined to it is only known when it runs.
      scripts.push(
        [plainText(one ?? two ?? three ?? ''), ...strings(rest), ...(found.at(-1) === undefined ? [] : [UNKNOWN])].join(
          ' ',
        ),
      );
    }
    if (/^(?:perl|ruby|php)$/.test(call.program))
      for (const [, inside = ''] of code.matchAll(/`([^`]+)`|qx[{(]([^})]+)[})]|%x[{([]([^})\]]+)/g))
        scripts.push(inside);
    if (call.program === 'perl')
      for (const [, round, curly, square, , other] of code.matchAll(PERL_RUN))
        scripts.push(round ?? curly ?? square ?? other ?? '');
    if (AWK.test(call.program)) scripts.push(...awkJoined(code), ...awkFiles(code));
    if (AWK.test(call.program))
      for (const [, name = ''] of code.matchAll(/\bsystem\s*\(\s*([A-Za-z_]\w*)\s*\)/g))
        scripts.push(...literalsOf(name, code));
    if (AWK.test(call.program))
      for (const [, from, to] of code.matchAll(/"([^"\n]+)"\s*\|\s*getline|\|\s*"([^"\n]+)"/g))
        scripts.push(from ?? piped(to ?? ''));
    return scripts
      .filter((script) => script.trim() !== '')
      .map((script) => script.replaceAll(/\$\{[^}]*\}|\{[a-z_]\w*\}/g, UNKNOWN));
  });
}

/** A program that awk gives lines to: a shell, or one that takes them as arguments. */
const piped = (command: string): string =>
  /^(?:ba|z|da)?sh$/.test(command.trim()) ? `eval "$AWK"` : `echo ${UNKNOWN} | ${command}`;

function strings(code: string): string[] {
  return [...code.matchAll(LITERAL)].map(([, one, two, three]) => one ?? two ?? three ?? '');
}

/** Functions that delete a folder with what is in it. */
const TREE_DELETERS = [
  'rmtree|rm_rf?|rm_r|remove_tree|remove_entry(?:_secure)?|rmdirSync|rmSync|del(?:Sync)?|removeSync|emptyDirSync',
  String.raw`rimraf(?:\.sync)?|remove_dir_all|deleteDirectory|delete_tree|RemoveAll|FileUtils\.rm_\w+`,
  String.raw`(?:fs|promises)\.(?:promises\.)?(?:rm|rmSync|rmdir|remove|emptyDir)`,
  String.raw`delete-directory|Deno\.remove(?:Sync)?`,
].join('|');
const DELETES_TREE = new RegExp(String.raw`\b(?:${TREE_DELETERS})\b(?:\.sync)?\s*\(?\s*`, 'g');
const DELETES_ONE =
  /\b(?:os\.(?:remove|unlink|removedirs)|unlinkSync|fs\.(?:promises\.)?unlink|unlink|File\.delete)\b\s*\(?\s*/g;

const FETCHED_CODE = [
  /\b(?:exec|eval)\s*\(\s*(?:requests\.get|urllib|urlopen|fetch|await fetch|base64|Buffer\.from|atob|open-uri)/,
  /\b(?:exec|eval)\s*\(\s*(?:URI\.open|compile\(.*urlopen)/,
];

export function judgeCode(call: Call, context: Context): Finding[] {
  return codesOf(call).flatMap((code) =>
    code.trim() === UNKNOWN
      ? [{ category: 'unclear', kind: 'computed-script', subject: call.program }]
      : [
          ...deletions(code, call, context),
          ...judgeCalls(code, call, context),
          ...secrets(code, call, context),
          ...databases(code),
          ...(meets(FETCHED_CODE, code) ? [netCode(call)] : []),
        ],
  );
}

const netCode = (call: Call): Finding => ({ category: 'net-to-shell', kind: 'net-shell', subject: call.program });

/**
 * What a name in the code stands for, where all that sets it is a literal, a list of them or a fresh temporary folder;
 * else nothing.
 */
function literalsOf(name: string, code: string): string[] {
  if (
    /\b(?:def|function|lambda)\b|=>/.test(code) ||
    new RegExp(`(?<![.\\w])${name}\\s*(?:[-+*/|]=|[,)][^=\\n]*\\)?\\s=\\s)`).test(code)
  )
    return [];
  const loops = [
    ...code.matchAll(
      new RegExp(`\\bfor\\s*\\(?(?:const |let |var )?${name}\\s+(?:in|of)\\s*[(\\[]?([^()\\[\\]:]*)`, 'g'),
    ),
  ].map(([, list = '']) => list);
  const sets = [...code.matchAll(new RegExp(`(?<![.\\w])${name}\\s*=(?!=)\\s*([^\\n;]*)`, 'g'))].map(
    ([, value = '']) =>
      /^(?:tempfile\.mkdtemp\(|(?:fs\.)?mkdtempSync\((?:path\.join\()?(?:os\.)?tmpdir\(\))/.test(value)
        ? "'/tmp/made'"
        : value,
  );
  const isPlain = (value: string): boolean =>
    !/[{}]/.test(value) && value.trim() !== '' && value.replace(LITERAL, '').replace(/[\s,]/g, '') === '';
  return [...loops, ...sets].every(isPlain) ? [...loops, ...sets].flatMap(strings) : [];
}

function deletions(code: string, call: Call, context: Context): Finding[] {
  const found: Finding[] = [];
  for (const [pattern, isTree] of [
    [DELETES_TREE, true],
    [DELETES_ONE, false],
  ] as const) {
    for (const match of code.matchAll(pattern)) {
      const rest = code.slice(match.index + match[0].length);
      // Only named, as where it is imported.
      if (/^(?:,[^}]*)?\}\s*(?:=|from\b)/.test(rest)) continue;
      const literal = new RegExp(`^${STRING}`).exec(rest);
      const [, one, two, three] = literal ?? [];
      const named = /^([A-Za-z_]\w*)\s*[,)]/.exec(rest)?.[1];
      const text = one ?? two ?? three;
      const targets = text !== undefined ? [text] : named === undefined ? [] : literalsOf(named, code);
      for (const target of targets)
        found.push(
          ...judgeTarget(
            { text: target.replace(/^~(?=\/|$)/, context.places.home), glob: /[*?]/.test(target), names: [] },
            isTree || /^.{0,80}recursive\s*[=:]\s*true/i.test(rest),
            call.cwd,
            context,
          ),
        );
      if (targets.length === 0 && isTree)
        found.push({
          category: 'destructive-delete',
          kind: 'delete-unknown',
          subject: readable(match[0].trim() + rest.slice(0, 40)),
        });
    }
  }
  return found;
}

const PRINTED_ENVIRONMENT = [
  /(?:print|console\.\w+|puts|p|echo)\s*\(?[^;\n]*(?<!\b(?:in |len\())os\.environ\b(?!\s*(?:\.get|\.keys|\[))/m,
  /var_dump\s*\(?[^;\n]*(?<!\b(?:in |len\())os\.environ\b(?!\s*(?:\.get|\.keys|\[))/m,
  /(?:print_r|pprint|dumps|stringify)\s*\(?[^;\n]*(?<!\b(?:in |len\())os\.environ\b(?!\s*(?:\.get|\.keys|\[))/m,
  /(?:print|console\.\w+|puts|p|echo|var_dump)\s*\(?[^;\n]*(?<!\bkeys\(|["'`] in )process\.env\b(?!\s*[.[]|\?\.)/m,
  /(?:print_r|pprint|dumps|stringify)\s*\(?[^;\n]*(?<!\bkeys\(|["'`] in )process\.env\b(?!\s*[.[]|\?\.)/m,
  /(?:print|console\.\w+|puts|p|echo|var_dump|print_r|pprint|dumps)\s*\(?[^;\n]*(?:\bENV\b(?!\s*[[.])|\$_ENV)/m,
  /stringify\s*\(?[^;\n]*(?:\bENV\b(?!\s*[[.])|\$_ENV)/m,
  /(?:print|console\.\w+|puts|p|echo|var_dump|print_r|pprint|dumps|stringify)\s*\(?[^;\n]*getenv\(\)/m,
  /^\s*(?:process\.env|os\.environ|ENV\.to_h|%ENV)\s*;?\s*$/m,
];

const NAMED_VARIABLE = new RegExp(
  String.raw`(?:process\.env\.|process\.env\[['"]|os\.environ\[['"]|os\.environ\.get\(['"]|os\.getenv\(['"]|` +
    String.raw`ENV\[['"]|ENV\.fetch\(['"]|getenv\(['"]|\$ENV\{)(\w+)`,
  'g',
);

function secrets(code: string, call: Call, context: Context): Finding[] {
  if (meets(PRINTED_ENVIRONMENT, code))
    return [{ category: 'secrets', kind: 'secret-environment', subject: readable(code).slice(0, 80) }];
  // Whether it is set is no secret.
  const shownCode = code.replace(
    /(?:\b(?:bool|len|Boolean)\(\s*|!!?\s*|\btypeof )(?:process\.env|os\.)[\w.]*(?:[[(]\s*["']\w+["']\s*[\])])?/g,
    '',
  );
  const named = [...shownCode.matchAll(NAMED_VARIABLE)].map(([, name = '']) => name).find(isSecretName);
  if (
    named !== undefined &&
    /\b(?:print|console\.\w+|puts|echo|fetch|requests?|urlopen|http)|^\s*process\.env/.test(code)
  )
    return [{ category: 'secrets', kind: 'secret-variable', subject: named }];
  const file = strings(code)
    .map((text) => text.replace(/^~(?=\/)/, context.places.home))
    .find((text) => !/\s/.test(text) && text !== '' && isSecretPath(resolved(text, call.cwd), context.places));
  const reads =
    /\b(?:open|read\w*|getline|Path|load|copy\w*|File|IO|slurp|cat|fs|createReadStream|file_get_contents|file)\b/.test(
      code,
    );
  return file !== undefined && reads && !/dotenv|load_dotenv/.test(code)
    ? [{ category: 'secrets', kind: 'secret-file', subject: file }]
    : [];
}

const DROPS = [
  /\b(?:dropDatabase|drop_database|flushall|flushdb|drop_all|delete_all|destroy_all|drop_collection)\b/i,
  /\bdeleteMany\(\s*(?:\{\s*\})?\s*\)|objects\.all\(\)\.delete\(|::truncate\(/i,
  /->(?:truncate|delete|forceDelete)\(\)/i,
];

function databases(code: string): Finding[] {
  if (meets(DROPS, code)) return [{ category: 'database', kind: 'sql-drop', subject: readable(code).slice(0, 80) }];
  if (!/\b(?:execute|query|raw|exec|run|prepare|connect|cursor|sql)\b/i.test(code)) return [];
  const kind = [...strings(code), ...(code.match(/"""[\s\S]*?"""/g) ?? [])]
    .map(sqlDanger)
    .find((danger) => danger !== null && danger !== undefined);
  return kind === undefined || kind === null || /:memory:|\bsqlite3?\.connect\(\s*["']\/tmp\//.test(code)
    ? []
    : [{ category: 'database', kind, subject: readable(code).slice(0, 80) }];
}

export const isInterpreted = (call: Call): boolean => codesOf(call).length > 0 && texts(call.args) !== '';
