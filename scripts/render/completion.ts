/** Completions as the script of a shell reads them: one a line, with a description where the shell shows it. */
import type { Completion } from '../core/say/completion.js';
import type { Language } from '../core/say/language.js';
import { isShell, type Shell } from '../core/say/shells.js';
import { catalogOf } from '../text/catalog.js';
import { type VerbHelp, verbHelp } from './help.js';

/** A reply by which the scripts of @pnpm/tabtab have the shell offer files. */
const FILES = '__tabtab_complete_files__';

interface Item {
  name: string;
  about: string;
}

/**
 * Text for the shell.
 *
 * @param current the word at the cursor, as far as it is typed; only what begins with it is offered
 */
export function completionText(completion: Completion, current: string, shell: string, language: Language): string {
  if (completion.kind === 'files') return `${FILES}\n`;
  const items = itemsOf(completion, language).filter(({ name }) => name.startsWith(current));
  return items.map((item) => `${line(item, isShell(shell) ? shell : 'bash')}\n`).join('');
}

function itemsOf(completion: Exclude<Completion, { kind: 'files' }>, language: Language): Item[] {
  switch (completion.kind) {
    case 'verbs':
      return completion.names.map((name) => ({ name, about: catalogOf(language).verbs[name].summary }));
    case 'values':
      return completion.values.map((name) => ({ name, about: '' }));
    case 'words': {
      const help = verbHelp(completion.verb, language, NOWHERE);
      const common: Readonly<Record<string, string>> = catalogOf(language).help.common;
      const about = (name: string): string => summaryIn(help, name) ?? common[name.replace(/^--/, '')] ?? '';
      return [...completion.subverbs, ...completion.options].map((name) => ({ name, about: about(name) }));
    }
    default:
      return completion satisfies never;
  }
}

const summaryIn = ({ subverbs, options }: VerbHelp, name: string): string | undefined =>
  [...subverbs, ...options].find((one) => one.name === name)?.summary;

/** A completion shows no command, so where it would be read does not matter. */
const NOWHERE = { cli: 'cccc', underClaude: false, isSlashHeard: (): boolean => false };

function line({ name, about }: Item, shell: Shell): string {
  if (about === '' || shell === 'bash') return name;
  return shell === 'zsh' ? `${name}:${about.replaceAll(':', String.raw`\:`)}` : `${name}\t${about}`;
}
