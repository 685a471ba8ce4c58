/**
 * What stands before the program so that it is never started with a Node that cannot run it: the launchers of the
 * hooks with their sentences, and the beginnings of the hooks and of the scripts, in a syntax that old ones read.
 */
import { call } from '../core/call.js';
import { NEEDED_NODE } from '../core/install/tried.js';
import { bashLine } from '../core/say/command-text.js';
import type { Language } from '../core/say/language.js';
import { catalogOf } from '../text/catalog.js';
import { launcherText } from '../text/launcher.js';
import type { LauncherWords, NodeFault } from '../text/types/launcher.js';

/** The installed program, from the project's folder. */
const CLI = 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs';

/** Placeholder for the version of the running Node, which is known only at run time. */
const FOUND = '\u0001';

const faultOf = (found: string | null): NodeFault => ({
  found,
  needed: NEEDED_NODE,
  record: bashLine(call('loop', 'start'), CLI),
  stop: bashLine(call('loop', 'stop'), CLI),
});

/** A text as JSON in plain ASCII: the same bytes in any shell and on any code page. */
const asciiJson = (text: string): string =>
  JSON.stringify(text).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A launcher with its sentences in place of `{{guard en}}` and the like. */
export function filledLauncher(template: string, kind: 'sh' | 'cmd'): string {
  const text = template.replace(/\{\{(guard|stop) (en|zh-CN)\}\}/g, (_, who: keyof LauncherWords, tag: Language) => {
    const said = asciiJson(launcherText[tag][who](faultOf(null)));
    return kind === 'cmd' ? said : `'${said.replaceAll("'", String.raw`'\''`)}'`;
  });
  const filled = text.replace('{{needed}}', String(NEEDED));
  // cmd finds labels only if lines end as it expects.
  return kind === 'cmd' ? filled.replaceAll('\n', '\r\n') : filled;
}

/** The sentence of each language, as an expression that inserts the running version. */
const sentenceIn = (text: string): string =>
  text
    .split(FOUND)
    .map((part) => asciiJson(part))
    .join(' + process.versions.node + ');

/** A version as one number: 20019. */
const NEEDED = NEEDED_NODE.split('.')
  .slice(0, 2)
  .reduce((all, part) => all * 1000 + Number(part), 0);

/** True in a Node that is too old. */
const TOO_OLD =
  'process.versions.node.split(".").map(Number).reduce(function (all, part, at) ' +
  '{ return at < 2 ? all * 1000 + part : all; }, 0)' +
  ` < ${NEEDED}`;

/**
 * What a hook's file begins with: in an old Node it answers as the launcher does where there is none, and ends. The
 * launcher hands on the user's language.
 */
export function hookGate(who: keyof LauncherWords | null): string {
  const said = ([en, zh]: readonly string[]): string => `/^zh/.test(process.argv[2] || "") ? ${zh} : ${en}`;
  const words = who === null ? null : [launcherText.en[who], launcherText['zh-CN'][who]];
  const sentence = words === null ? null : said(words.map((word) => sentenceIn(word(faultOf(FOUND)))));
  return `if (${TOO_OLD}) {
${sentence === null ? '' : answerOf(who, sentence)}  process.exit(0);
}`;
}

const answerOf = (who: keyof LauncherWords | null, sentence: string): string =>
  who === 'stop'
    ? `  require("fs").writeSync(1, JSON.stringify({ systemMessage: ${sentence} }));\n`
    : `  var gateEvent = JSON.parse(require("fs").readFileSync(0, "utf8")).hook_event_name;
  var gateReason = ${sentence};
  require("fs").writeSync(1, JSON.stringify(gateEvent === "UserPromptExpansion" ? { systemMessage: gateReason } : {
    hookSpecificOutput: { hookEventName: gateEvent, permissionDecision: "deny", permissionDecisionReason: gateReason }
  }));
`;

/** A whole script: refuses an old Node, and loads the program otherwise. Old ones read dynamic imports, but no more. */
export function scriptGate(program: string): string {
  const [en, zh] = (['en', 'zh-CN'] as const).map((language) =>
    sentenceIn(catalogOf(language).notices['node-too-old']({ found: FOUND, needed: NEEDED_NODE })),
  );
  return `#!/usr/bin/env node
if (${TOO_OLD}) {
  var given = process.argv;
  var tag = given[given.indexOf("--language") + 1 || given.length] || process.env.LC_ALL || process.env.LC_MESSAGES ||
    process.env.LANG || "";
  var said = /^(zh|cmn)([-_.]|$)/i.test(tag) ? ${zh} : ${en};
  var finding = { code: "node-too-old", args: { found: process.versions.node, needed: "${NEEDED_NODE}" },
    message: said, command: null };
  if (given.indexOf("--json") < 0) console.error(said);
  else console.log(JSON.stringify({ ok: false, code: 3, findings: [finding], next: null, data: null }, null, 2));
  process.exitCode = 3;
} else {
  import(${JSON.stringify(program)});
}
`;
}
