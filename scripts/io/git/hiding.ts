/** Finds what can hide files or edits from a work tree's digest without being part of its content. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../ground/files.js';
import { type Repository, runGitBytes } from './git.js';
import { partsOf, textOf } from './paths.js';
import type { HidingRules } from './tree-name.js';

/** Settings that decide which files git looks at and what it keeps of them. */
const HIDING =
  /^(filter\..*\.(clean|process|required)|core\.(excludesfile|attributesfile|filemode|symlinks|ignorecase))$/i;

/**
 * A digest of everything that can hide files or edits from nameTree and is not itself content: info/exclude,
 * info/attributes, the user's exclude and attributes files, clean filters. The caller pins it and compares it later.
 */
export async function hidingRules(repo: Repository): Promise<string> {
  const settings = partsOf(await runGitBytes(repo, ['config', '--list', '-z'])).filter((setting) =>
    HIDING.test(setting.split('\n')[0] ?? ''),
  );
  const files = [
    path.join(repo.commonDir, 'info', 'exclude'),
    path.join(repo.commonDir, 'info', 'attributes'),
    userFile(repo, settings, 'core.excludesfile', 'ignore'),
    userFile(repo, settings, 'core.attributesfile', 'attributes'),
  ];
  const contents = await Promise.all(files.map(contentOf));
  const hash = createHash('sha256').update(settings.sort().join('\0'));
  for (const content of contents) hash.update('\0').update(createHash('sha256').update(content).digest());
  return `rules/v1:${hash.digest('hex')}`;
}

/**
 * The file to which a setting ("name\nvalue") points; the last one counts. Without the setting, git's default place
 * next to the user's configuration.
 */
function userFile(repo: Repository, settings: string[], setting: string, name: string): string {
  const home = process.env['HOME'] ?? process.env['USERPROFILE'] ?? '';
  const set = textOf(
    settings.findLast((line) => line.toLowerCase().startsWith(`${setting}\n`))?.slice(setting.length + 1) ?? '',
  );
  if (set !== '') return path.resolve(repo.top, set.replace(/^~(?=\/)/, home));
  return path.join(process.env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'git', name);
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}

/**
 * In a nested repository: the settings with which its own configuration can hide an edit (a filter, and attributes that
 * use it).
 */
const FILTERING = /^(filter\..*\.(clean|process|required)|core\.attributesfile)$/i;

/**
 * The same for a nested repository. The user's own configuration is already pinned with the outer repository, and
 * info/exclude of the nested one is not used.
 *
 * @returns [] when it has no such rules
 */
export async function hidingRulesOf(inner: Repository, folder: string): Promise<HidingRules[]> {
  const [listed, attributes] = await Promise.all([
    runGitBytes(inner, ['config', '--list', '--show-scope', '-z']),
    contentOf(path.join(inner.commonDir, 'info', 'attributes')),
  ]);
  // Pairs of scope and "name\nvalue". Settings of an included file have the scope of the file that includes it.
  const settings = partsOf(listed).filter(
    (setting, at, all) =>
      at % 2 === 1 && /^(local|worktree)$/.test(all[at - 1] ?? '') && FILTERING.test(setting.split('\n')[0] ?? ''),
  );
  if (settings.length === 0 && attributes.length === 0) return [];
  const hash = createHash('sha256').update(settings.sort().join('\0')).update('\0').update(attributes);
  return [{ path: folder, digest: `rules/v1:${hash.digest('hex')}` }];
}
