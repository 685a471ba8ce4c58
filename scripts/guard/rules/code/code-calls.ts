/**
 * What code on the command line does besides running programs: many deletions, writes, requests, payments, whole
 * environments.
 */

import { type Call, type Context, type Finding, readable } from '../../model.js';
import { expandedPath } from '../../paths.js';
import { meets } from '../../patterns.js';
import { judgeTarget } from '../files/files.js';
import { judgeWrite } from '../machine/system.js';
import { findingOf, says } from '../rule.js';
import { CODE_RULES } from './code-rules.js';

const LISTS = [
  /\b(?:glob|listdir|walk|scandir|iterdir|rglob|readdirSync|readdir|globSync)\b/,
  /\b(?:Dir\.(?:glob|entries|children|each_child)|Dir\[|find_by|opendir)\b|Dir\[|<\*|<[\w./]*\*/,
];
const DELETES =
  /\b(?:os\.(?:remove|unlink)|unlink(?:Sync)?|rmdir|File\.delete|\.unlink\(|removedirs|fs\.rm\w*)\b|["']unlink["']/;

/** A deletion in a loop over the content of a folder; the loop's pattern is judged if it is there. */
function swept(code: string, call: Call, context: Context): Finding[] {
  if (!meets(LISTS, code) || !DELETES.test(code)) return [];
  const patterns = [...code.matchAll(/(["'])([^"'\n]*\*[^"'\n]*)\1|<([^>\s]*\*[^>\s]*)>/g)].map(
    ([, , quoted, angle]) => quoted ?? angle ?? '',
  );
  const folders = [
    ...code.matchAll(
      /(?:listdir|walk|scandir|readdirSync|readdir|Path|entries|children|opendir)\(\s*(["'])([^"'\n]*)\1/g,
    ),
  ].map(([, , folder]) => folder ?? '');
  const targets =
    patterns.length > 0
      ? patterns.map((pattern) =>
          folders[0] === undefined || pattern.includes('/') ? pattern : `${folders[0]}/${pattern}`,
        )
      : folders.map((folder) => `${folder}/*`);
  if (targets.length === 0)
    return [{ category: 'destructive-delete', kind: 'delete-unknown', subject: readable(code).slice(0, 80) }];
  return targets.flatMap((text) =>
    judgeTarget({ text: expandedPath(text, context.places), glob: true, names: [] }, false, call.cwd, context),
  );
}

const OPENED = String.raw`\b(?:open|fopen|File\.open|openSync)\(\s*(["'])([^"'\n]+)\1\s*,\s*(["'])[^"'\n]*[wax+]`;
const WRITERS = [
  'writeFile(?:Sync)?',
  'appendFile(?:Sync)?',
  'file_put_contents',
  'createWriteStream',
  String.raw`File\.write`,
  String.raw`IO\.write`,
  String.raw`Bun\.write`,
  String.raw`Deno\.writeTextFile(?:Sync)?`,
  // Of those that copy, the second argument.
  String.raw`(?:copyFile(?:Sync)?|copy|copyfile|move)\([^,]+,`,
].join('|');
const WRITTEN = String.raw`\b(?:${WRITERS})\s*\(?\s*(["'])([^"'\n]+)\4`;
const PATH_WRITTEN = String.raw`\bPath\(\s*(["'])([^"'\n]+)\6\s*\)\.(?:write_text|write_bytes|touch)`;
const WRITES = new RegExp(`${OPENED}|${WRITTEN}|${PATH_WRITTEN}`, 'g');

function written(code: string, call: Call, context: Context): Finding[] {
  return [...code.matchAll(WRITES)].flatMap(([, , one, , , two, , three]) =>
    judgeWrite(
      { text: expandedPath(one ?? two ?? three ?? '', context.places), glob: false, names: [] },
      call.cwd,
      context,
    ),
  );
}

const FETCHES = [
  /urlopen|__import__\(\s*["'](?:requests|urllib|httpx)|requests\.get|\bfetch\(|https?\.get\(|URI\.open/,
  /open-uri|LWP|file_get_contents\(\s*["']https?:|curl_exec|httpx\.get|axios|Net::HTTP|wget|getstore/,
];
/** @param code the text that an interpreter is given */
export function judgeCalls(code: string, call: Call, context: Context): Finding[] {
  const found = [...swept(code, call, context), ...written(code, call, context)];
  for (const rule of CODE_RULES.all) {
    const isPrinted = rule.kind !== 'secret-variable' || /\b(?:puts|print|p|dump|echo|log|write|pp)\b/.test(code);
    if (isPrinted && says(rule.asks, code)) found.push(findingOf(rule, readable(code).slice(0, 80)));
  }
  const runs =
    /\b(?:exec|eval|instance_eval|new Function|vm\.run\w+|compile|source)\b/.test(code) && meets(FETCHES, code);
  const isRun =
    runs &&
    (/\b(?:exec|eval|instance_eval|Function|compile)\s*[( ]|\bthen\(\s*eval\s*\)|vm\.run/.test(code) ||
      /source\(\s*["']https?:/.test(code));
  if (isRun || /\bsource\(\s*["']https?:/.test(code))
    found.push({ category: 'net-to-shell', kind: 'net-shell', subject: call.program });
  return found;
}
