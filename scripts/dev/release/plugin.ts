/**
 * Makes the plugin of Claude Code from a built skill folder. The folder is the plugin's root, with what a plugin needs
 * besides: its manifests, its hooks, `bin/cccc`, and each slash command as a skill, because the client knows a plugin's
 * commands only under the plugin's name. The program finds by the manifest that it runs from a plugin.
 */
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { COMMANDS, renderCommand } from '../../core/install/setup.js';
import { manifestOf, NAME } from '../build.js';
import { projectRoot } from '../project.js';

/** How the texts of a copied skill folder call the program, and what is said instead. */
const COPIED = `node .claude/skills/${NAME}/scripts/cccc.mjs`;
const SHORT = 'cccc';

/** Found by its place, since another `cccc` may come first on the PATH of the client's commands. */
const PLACED = '"${CLAUDE_PLUGIN_ROOT}/bin/cccc"';

/**
 * Writes the plugin.
 *
 * @param skill the built skill folder
 * @param out the folder to write; an existing one is replaced
 */
export async function makePlugin(skill: string, out: string): Promise<void> {
  const { version } = JSON.parse(await readFile(path.join(skill, 'manifest.json'), 'utf8'));
  const packaging = path.join(projectRoot(), 'packaging', 'plugin');
  await rm(out, { recursive: true, force: true });
  await cp(skill, out, { recursive: true });
  await cp(packaging, out, { recursive: true });
  for (const name of ['plugin.json', 'marketplace.json'])
    await edit(path.join(out, '.claude-plugin', name), (text) => replaced(text, '0.0.0', version));
  await chmod(path.join(out, 'bin', 'cccc'), 0o755);
  await edit(path.join(out, 'SKILL.md'), skillText);
  await writeSkills(out);
  await writeHooks(out);
  // The manifest holds the digests of the bytes that are released, on every system.
  await writeFile(path.join(out, '.gitattributes'), '* -text\n');
  await rm(path.join(out, 'manifest.json'));
  const manifest = { ...(await manifestOf(projectRoot(), out)), version };
  await writeFile(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function edit(file: string, by: (text: string) => string): Promise<void> {
  await writeFile(file, by(await readFile(file, 'utf8')));
}

/** @throws Error where the text does not hold what is to be replaced */
function replaced(text: string, what: string | RegExp, by: string): string {
  const result = text.replaceAll(what, () => by);
  if (result === text) throw new Error(`nothing to replace: ${String(what)}`);
  return result;
}

/** The skill with the plugin's way of calling the program, without the hook that the plugin itself registers. */
function skillText(text: string): string {
  const named = replaced(text, COPIED, SHORT);
  const placed = replaced(named, `.claude/skills/${NAME}/`, '${CLAUDE_SKILL_DIR}/');
  return replaced(placed, /^hooks:\n(?: .*\n)+(?=---$)/gm, '');
}

/** The slash commands as skills, from the same texts. */
async function writeSkills(out: string): Promise<void> {
  for (const [file, names] of Object.entries(COMMANDS)) {
    const template = await readFile(path.join(out, 'commands-templates', file), 'utf8');
    for (const name of names) {
      const rendered = renderCommand(template, { name, cli: PLACED });
      if (!rendered.ok) throw new Error(`commands-templates/${file} has unknown slots: ${rendered.slots.join(', ')}`);
      const folder = path.join(out, 'skills', name);
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, 'SKILL.md'), commandSkill(rendered.text, name));
    }
  }
}

/** The client's rules name a plugin's skill in full, and messages of the program name it by `cccc`. */
function commandSkill(text: string, name: string): string {
  const named = replaced(text, /^---\n(?=description:)/g, `---\nname: ${name}\n`);
  const granted = named.replace(`Skill(${NAME})`, `Bash(${SHORT} *), Skill(${NAME}:${NAME})`);
  return granted;
}

/** The registration of a copied folder, through the plugin's own check, and with its own way of calling the program. */
async function writeHooks(out: string): Promise<void> {
  const folder = path.join(out, 'hooks');
  const { hooks } = JSON.parse(await readFile(path.join(folder, 'registration.json'), 'utf8'));
  const text = JSON.stringify({ hooks: { ...hooks, PostToolUse: hooks.PostToolUse.map(alsoByName) } }, null, 2);
  const start = String.raw`launcher=\"$CLAUDE_PLUGIN_ROOT/hooks/cccc-hook.sh\"; [ -f \"$launcher\" ] || exit 1;`;
  const first = String.raw`hooks=\"$CLAUDE_PLUGIN_ROOT/hooks\"; [ -f \"$hooks/cccc-plugin.sh\" ] || exit 1;`;
  const gated = text
    .split('\n')
    .map((line) =>
      line.includes(start) && !line.includes('cccc-passed.cjs')
        ? replaced(replaced(line, start, first), String.raw`. \"$launcher\"`, String.raw`. \"$hooks/cccc-plugin.sh\"`)
        : line,
    );
  await writeFile(path.join(folder, 'hooks.json'), `${gated.join('\n')}\n`);
  await nameProgramIn(folder);
}

/** The hook that shows approvals, also after calls that name the program `cccc`. */
function alsoByName(group: { hooks: { if: string }[] }): object {
  return { ...group, hooks: group.hooks.flatMap((hook) => [hook, { ...hook, if: `Bash(${SHORT} *)` }]) };
}

/** What says that there is no Node, or an old one, and how the program is then started in a terminal. */
async function nameProgramIn(folder: string): Promise<void> {
  // Both stand inside a JSON text inside a literal, the one of a shell, the other of JavaScript.
  const inShell = String.raw`node \"'"${'${launcher%/hooks/*}'}"'/scripts/cccc.mjs\"`;
  const inScript = String.raw`node \"" + require("path").dirname(__dirname) + "/scripts/cccc.mjs\"`;
  await edit(path.join(folder, 'cccc-hook.sh'), (text) => replaced(text, COPIED, inShell));
  for (const hook of ['cccc-guard.cjs', 'cccc-stop.cjs'])
    await edit(path.join(folder, hook), (text) => replaced(text, COPIED, inScript));
}
