/** The file behind the `cccc` command of a user's terminal. It finds the program of the project that one is in. */

/** What the command says when it starts nothing. */
export interface TerminalCommandWords {
  outside: string;
  /** Printed above the path of a program that belongs to another user. */
  notYours: string;
}

/** Set for the program by the command, so that messages name the command as the user typed it. */
export const TYPED = 'CCCC_TYPED';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const assigned = ({ outside, notYours }: TerminalCommandWords): string =>
  `outside=${quoted(outside)} not_yours=${quoted(notYours)}`;

/**
 * The shell script. It starts only files that belong to the user: a folder above the project may be everybody's.
 *
 * @param words in both languages, since one file serves all projects
 */
export const terminalCommand = (words: { en: TerminalCommandWords; 'zh-CN': TerminalCommandWords }): string =>
  `#!/bin/sh
# Starts cc-codex-collaborate of the project around the current folder. Its setup wrote this; its uninstall removes it.
case \${LC_ALL:-\${LC_MESSAGES:-\${LANG-}}} in
  zh* | cmn*) ${assigned(words['zh-CN'])} ;;
  *) ${assigned(words.en)} ;;
esac
dir=$PWD
while :; do
  cli=$dir/.claude/skills/cc-codex-collaborate/scripts/cccc.mjs
  if [ -O "$cli" ]; then
    export ${TYPED}=1
    exec node "$cli" "$@"
  elif [ -f "$cli" ]; then
    printf '%s\\n' "$not_yours" "  $cli" >&2
    exit 3
  fi
  [ -n "$dir" ] || break
  dir=\${dir%/*}
done
printf '%s\\n' "$outside" >&2
exit 3
`;
