/** The texts that setup puts into a project. Pure, so that a dry run shows exactly what a real run does. */

/** The slash commands by the name of their template. A long alias is the same file under another name. */
export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'cccc.md': ['cccc'],
  'codex-cto.md': ['codex-cto'],
  'cccc-loop-start.md': ['cccc-loop-start', 'cc-codex-collaborate-loop-start'],
  'cccc-loop-stop.md': ['cccc-loop-stop', 'cc-codex-collaborate-loop-stop'],
  'cccc-loop-status.md': ['cccc-loop-status', 'cc-codex-collaborate-loop-status'],
};

/** The name of the skill for Codex itself, and of its folder. Codex is told never to load it in our own calls. */
export const CODEX_SKILL = 'cccc-orchestration';

export type Rendered = { ok: true; text: string } | { ok: false; slots: string[] };

/** Fills a command template's slots, and lists the slots that have no value. */
export function renderCommand(template: string, slots: Readonly<Record<string, string>>): Rendered {
  const unknown = [...template.matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, name]) =>
    name !== undefined && Object.hasOwn(slots, name) ? [] : [name ?? ''],
  );
  if (unknown.length > 0) return { ok: false, slots: unknown };
  return { ok: true, text: template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => slots[name] ?? '') };
}

/**
 * Paths that a project need not commit. Every verb writes the last two; if they were tracked, they would block checkout
 * and rebase.
 */
export const IGNORED = [
  'docs/cccc/logs/',
  'docs/cccc/runtime/',
  'docs/cccc/backups/',
  'docs/cccc/state.json',
  'docs/cccc/context-bundle.md',
] as const;

/** The lines that a .gitignore lacks. */
export function missingIgnored(text: string | null): string[] {
  const bare = (line: string): string => line.trim().replace(/^\//, '').replace(/\/$/, '');
  const present = new Set((text ?? '').split('\n').map(bare));
  return IGNORED.filter((line) => !present.has(bare(line)));
}

/** A .gitignore with the missing lines appended; null when none is missing. */
export function withIgnored(text: string | null): string | null {
  const eol = text !== null && /\r\n/.test(text) ? '\r\n' : '\n';
  const missing = missingIgnored(text);
  if (missing.length === 0) return null;
  const lines = missing.join(eol);
  // A file whose last line has no end keeps it so: withoutIgnored gives back its very bytes.
  return text === null || text === '' || text.endsWith('\n') ? (text ?? '') + lines + eol : text + eol + lines;
}

/** A .gitignore without our lines; null where nothing else is in it. */
export function withoutIgnored(text: string): string | null {
  const ours = new Set<string>(IGNORED);
  const lines = text.split(/(?<=\n)/);
  const kept = lines.filter((line) => !ours.has(line.trim()));
  if (kept.length === 0) return null;
  const hadNoEnd = !text.endsWith('\n') && ours.has(lines.at(-1)?.trim() ?? '');
  return hadNoEnd ? kept.join('').replace(/\r?\n$/, '') : kept.join('');
}

/** Whether a text is a language tag, such as en, zh-CN or pt-BR. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
