/**
 * The files in the work tree that the program wrote itself. They are left out of the tree's digest, or normalised in
 * it. A file counts as the program's own only if it is a known document of docs/cccc, or if it holds exactly what the
 * running version wrote. Any other file in the same folders is part of the change.
 */
import path from 'node:path';
import { isOwnDocument } from '../../core/install/own-documents.js';
import { once } from '../../core/once.js';
import type { Repository } from '../../io/git/git.js';
import type { Owned } from '../../io/git/owned.js';
import { type ProjectPaths, storedPath } from '../../io/ground/workspace.js';
import { HOOK_FILES, holdsOnlyAnswers, withoutRegistration } from '../../io/install/claude.js';
import { withoutSharedPermissions } from '../../io/install/permissions.js';
import { ownFiles } from '../../io/install/skill-files.js';
import { withoutOurLine } from '../../io/install/status-line.js';
import { renderedCodexSkill } from '../install/codex-skill.js';
import { renderedCommands } from '../install/setup-plan.js';

/** The program's own files in a work tree, in the form that nameTree expects. */
export function ownedPaths(repository: Repository, paths: ProjectPaths): Owned {
  const below = (file: string): string => storedPath(repository.top, file);
  const commands = once(() => renderedCommands(paths));
  const codexSkill = once(() => renderedCodexSkill(paths).map(({ content }) => Buffer.from(content)));
  const own = once(ownFiles);
  const known = new Map<string, readonly Uint8Array[]>();
  // Each of the two hundred files is asked about twice: in the work tree and in a commit.
  const written = (name: string): readonly Uint8Array[] => {
    const found = known.get(name) ?? contents(own()(name));
    known.set(name, found);
    return found;
  };
  return {
    paths: [],
    rewrite: {
      [below(paths.settings)]: (content) => {
        const text = withoutRegistration(content.toString('utf8'));
        const bare = text === null ? null : withoutSharedPermissions(text, paths);
        return bare === null ? null : Buffer.from(bare);
      },
      [below(path.join(paths.claude, 'settings.local.json'))]: (content) => {
        const text = withoutOurLine(content.toString('utf8'));
        return text === null || holdsOnlyAnswers(text) ? null : Buffer.from(text);
      },
    },
    below: {
      [below(paths.docs)]: isOwnDocument,
      [below(paths.skill)]: written,
      [below(paths.hooks)]: (name) => HOOK_FILES.some((hook) => hook === name) && written(`hooks/${name}`),
      [below(paths.commands)]: (name) => commands().get(name) ?? false,
      [below(path.dirname(paths.codexSkill))]: codexSkill,
    },
  };
}

const contents = (content: Uint8Array | null): readonly Uint8Array[] => (content === null ? [] : [content]);
