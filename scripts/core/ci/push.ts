/** What git tells a pre-push hook, and the hook's own text. Pure. */
import { shellPath } from '../say/packet-text.js';

/** One ref of a push; without a commit, the ref is deleted. */
export interface PushedRef {
  /** The commit that is pushed; null for a deletion. */
  commit: string | null;
  /** The branch on the remote; null for a tag or another ref. */
  branch: string | null;
  /** Where the branch is on the remote; null where it is new. */
  before: string | null;
}

const idOf = (text: string | undefined): string | null =>
  text === undefined || !/^[0-9a-f]{40,64}$/.test(text) || /^0+$/.test(text) ? null : text;

/** The lines that git writes to the hook: local ref, its commit, remote ref, its commit. */
export const refsIn = (input: string): PushedRef[] =>
  input
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, commit, ref = '', before] = line.split(' ');
      const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
      return { commit: idOf(commit), branch, before: idOf(before) };
    });

/** Whether one of the patterns, in which `*` stands for any text, names the branch. */
export const isNamed = (branch: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(branch);
  });

const MARK = '# cc-codex-collaborate: pre-push';

/**
 * The hook: a shell script that starts this program, and lets go where it is gone.
 *
 * @param gone what it says then
 */
export const hookText = (program: string, gone: string): string =>
  [
    '#!/bin/sh',
    MARK,
    `program=${shellPath(program)}`,
    `[ -f "$program" ] || { echo ${shellPath(gone)} >&2; exit 0; }`,
    'exec node "$program" ci pushed "$@"',
    '',
  ].join('\n');

/** Whether a text is a hook of this program that nobody edited, whatever language it was written in. */
export const isHookOf = (text: string, program: string): boolean => {
  const [shell, mark, place, guard, start, end, ...more] = text.split('\n');
  return (
    [shell, mark, place, start, end].join('\n') ===
      ['#!/bin/sh', MARK, `program=${shellPath(program)}`, 'exec node "$program" ci pushed "$@"', ''].join('\n') &&
    /^\[ -f "\$program" \] \|\| \{ echo '[^']*' >&2; exit 0; \}$/.test(guard ?? '') &&
    more.length === 0
  );
};
