/** Lines of bash that come to one of the dangers, or only look so. */
import { DANGERS } from './dangers.js';
import { Draw } from './draw.js';
import { anyQuoted, fresh, quoted, type Shell, spelled, spelledCommand } from './spelling.js';

/** What runs a command that is given as words. */
const PREFIXES: readonly string[] = [
  'env',
  'env CI=1',
  'env -u LANG',
  'env -i PATH="$PATH"',
  'command',
  'command -p',
  'exec',
  'exec -a name',
  'timeout 3',
  'timeout -k 1 3',
  'nice',
  'nice -n 5',
  'nohup',
  'setsid -w',
  'stdbuf -oL',
  'flock lock',
  'sudo',
  'sudo -n',
  'sudo -u root',
  'ionice -c 3',
  'time',
  'time -p',
  '!',
  'CI=1',
  'A=1 B=2',
  'xargs',
  'xargs -r -n 9 <<< "" env',
  'find . -maxdepth 0 -exec',
  'coproc',
  'builtin command',
  'builtin exec',
  'eval',
];

const prefixed = (command: string, draw: Draw): string => {
  const prefix = draw.one(PREFIXES);
  return prefix.startsWith('find') ? `${prefix} ${command} \\;` : `${prefix} ${command}`;
};

/** What runs a script that is given as a text. */
const RUNNERS: readonly ((script: string, shell: Shell) => string)[] = [
  (script, { draw }) => `bash -c ${anyQuoted(script, draw)}`,
  (script, { draw }) => `bash -ec ${anyQuoted(script, draw)} name a b`,
  (script, { draw }) => `eval ${anyQuoted(script, draw)}`,
  (script, { draw }) => `eval -- ${anyQuoted(script, draw)}`,
  (script, { draw }) => `builtin eval ${anyQuoted(script, draw)}`,
  (script, { draw }) => `echo ${anyQuoted(script, draw)} | bash`,
  (script, { draw }) => `printf '%s\\n' ${anyQuoted(script, draw)} | bash -s x`,
  (script, { draw }) => `bash <<< ${anyQuoted(script, draw)}`,
  (script) => `bash <<'END'\n${script}\nEND`,
  (script) => `cat <<'END' | bash\n${script}\nEND`,
  (script) => `bash <(cat <<'END'\n${script}\nEND\n)`,
  (script, { draw }) => `source <(echo ${anyQuoted(script, draw)})`,
  (script, { draw }) => `. /dev/stdin <<< ${anyQuoted(script, draw)}`,
  (script) => `. /dev/stdin <<'END'\n${script}\nEND`,
  (script, { draw }) => `trap ${anyQuoted(script, draw)} EXIT`,
  (script, { draw }) => `trap -- ${anyQuoted(script, draw)} EXIT`,
  (script, { draw }) => `trap ${anyQuoted(script, draw)} DEBUG\ntrue\ntrap - DEBUG`,
  (script, { draw }) => `trap ${anyQuoted(script, draw)} ERR\nfalse\ntrap - ERR`,
  (script, { draw }) => `mapfile -C ${anyQuoted(`${script} #`, draw)} -c 1 lines <<< x`,
  (script, { draw }) => `compgen -C ${anyQuoted(`${script} #`, draw)} x`,
  (script, { draw }) => `compgen -W ${quoted(`$(${anyQuoted(script, draw) && script}\n)`)}`,
  (script, { draw }) => `echo ${anyQuoted(script, draw)} > run.sh; bash run.sh`,
  (script, { draw }) => `echo ${anyQuoted(script, draw)} > run.sh; . ./run.sh`,
  (script) => `cat > run.sh <<'END'\n${script}\nEND\nbash ./run.sh`,
  (script, { draw }) => `echo ${anyQuoted(script, draw)} > run.sh; BASH_ENV=run.sh bash -c :`,
  (script, { draw }) => `echo ${anyQuoted(script, draw)} > run.sh; export BASH_ENV=./run.sh; bash -c true`,
  (script, { draw }) => `echo ${anyQuoted(script, draw)} > run.sh; bash --rcfile run.sh -i <<< exit`,
  (script, { draw }) => `PROMPT_COMMAND=${anyQuoted(script, draw)} bash --norc -i <<< ''`,
  (script, { draw }) => `env ${anyQuoted(`PROMPT_COMMAND=${script}`, draw)} bash --norc -i <<< ''`,
  (script, { draw }) => `find . -maxdepth 0 -exec bash -c ${anyQuoted(script, draw)} \\;`,
  (script, { draw }) => `xargs -I{} bash -c ${anyQuoted(script, draw)} <<< x`,
  (script, { draw }) => `echo ${anyQuoted(script, draw)} | xargs -0 bash -c`,
  (script, { draw }) => `timeout 3 bash -c ${anyQuoted(script, draw)}`,
  (script, { draw }) => `env -S "bash -c" ${anyQuoted(script, draw)}`,
  (script, shell) => {
    const name = fresh(shell);
    const use = shell.draw.one(['eval "#"', 'bash -c "#"', 'bash <<< "#"', 'echo "#" | bash']);
    return `${name}=${anyQuoted(script, shell.draw)}; ${use.replaceAll('#', `$${name}`)}`;
  },
  (script, shell) => {
    const name = fresh(shell);
    return `shopt -s expand_aliases\nalias ${name}=${anyQuoted(script, shell.draw)}\n${name}`;
  },
  (script, { draw }) => `PS4=${anyQuoted(`$(${script}\n)`, draw)}; set -x; true; set +x`,
  (script, { draw }) => `p=${anyQuoted(`$(${script}\n)`, draw)}; : "\${p@P}"`,
  (script, { draw }) =>
    `awk ${anyQuoted(`BEGIN{system("${script.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}")}`, draw)}`,
  (script, { draw }) => `perl -e ${anyQuoted(`system(q\u0000${script}\u0000)`.replaceAll('\u0000', '~'), draw)}`,
];

const ELEMENTS: readonly ((inner: string) => string)[] = [
  (inner) => `(( a[${inner}] ))`,
  (inner) => `: $(( a[${inner}] ))`,
  (inner) => `: "\${a[${inner}]}"`,
  (inner) => `let 'a[${inner}]=1'`,
  (inner) => `[[ -v 'a[${inner}]' ]]`,
  (inner) => `test -v 'a[${inner}]'`,
  (inner) => `printf -v 'a[${inner}]' x`,
  (inner) => `read -r 'a[${inner}]' <<< 1`,
  (inner) => `a=(1); unset 'a[${inner}]'`,
  (inner) => `declare -a 'a[${inner}]=1'`,
  (inner) => `a[${inner}]=1`,
  (inner) => `x='a[${inner}]'; (( x ))`,
  (inner) => `x='a[${inner}]'; : $(( x + 1 ))`,
  (inner) => `x='a[${inner}]'; [[ x -eq 0 ]]`,
  (inner) => `x='a[${inner}]'; : "\${!x}"`,
  (inner) => `declare -i n='a[${inner}]'`,
  (inner) => `s=abc; : "\${s:a[${inner}]:1}"`,
  (inner) => `declare -n r='a[${inner}]'; : "$r"`,
  (inner) => `[[ 'a[${inner}]' -gt 0 ]]`,
];

/** What the grammar puts around statements; `@` is where they stand. */
const AROUND: readonly string[] = [
  '( @\n)',
  '{ @\n}',
  'if true; then @\nfi',
  'if false; then :; else @\nfi',
  'if @\nthen :; fi',
  'while @\nbreak; do :; done',
  'while true; do @\nbreak; done',
  'until false; do @\nbreak; done',
  'for i in 1; do @\ndone',
  'for i; do :; done; @',
  'for ((i = 0; i < 1; i++)); do @\ndone',
  'for ((i = 0; i < 1; i++)) { @\n}',
  'case x in y) : ;; x) @\n;; esac',
  'case x in x) : ;& y) @\n;; esac',
  'case x in x) : ;;& *) @\n;; esac',
  'case "$(@\n)" in *) : ;; esac',
  'select s in a b; do @\nbreak; done <<< 1',
  'true && { @\n}',
  'false || { @\n}',
  ': | { @\n}',
  '{ @\n} | cat',
  '{ @\n} > out.txt 2>&1',
  '{ @\n} &',
  'coproc { @\n}; wait',
  'coproc N { @\n}; wait',
  '! { @\n}',
  'time { @\n}',
  'x=$(@\n)',
  'echo "$(@\n)"',
  'cat <(@\n)',
  ': > >(@\n)',
  'cat <<END\n$(@\n)\nEND',
  'cat <<< "$(@\n)"',
  'f() { @\n}; f',
  'f() ( @\n); f',
  'function f { @\n}; f',
  'function f() { @\n}\nf "$@"',
  'f() { g() { @\n}; }; f; g',
  'ls() { @\n}; ls',
  'cd() { @\n}; cd src',
  'command_not_found_handle() { @\n}; nosuch',
  'f() { return 0; }; f && { @\n}',
  'export x=$(@\n)',
  'local_() { local x; x=$(@\n); }; local_',
  ': "${x:=$(@\n)}"',
  ': $((1 + $(@\n) 1))',
  '[[ -n $(@\n) ]]',
  '[[ -z "$(@\n)" && 1 -eq 1 ]]',
  'declare x="$(@\n)"',
  'a=($(@\n))',
  'declare -A m=([k]="$(@\n)")',
  'exec 3< <(@\n); cat <&3',
  'exec 3>&1; { @\n} >&3',
  'set -e; @',
  'set -- a b; @',
  'shopt -s extglob; @',
  'echo hi # no\n@',
  'cd src && cd ..; @',
  'cd src; cd "$OLDPWD"; @',
  'pushd src; popd; @',
  'false; @',
  'true & @',
  'unset IFS; @',
  'f() { true; }; f; @',
  '(exit 1) || @',
  'wait; @',
  '@\ntrue',
  '@\nexit 0',
  'read -r x <<< y; @',
  'rm() { command rm "$@"; }; @',
  'git() { command git "$@"; }; @',
  'alias ls="ls -l"; @',
  'hash -r; @',
  'enable -n test; @',
  'false && cd /tmp; @',
  'true || cd /tmp; @',
  '(cd /tmp); @',
  '{ cd /tmp; } | cat; @',
  'cd /tmp & @',
  'if false; then cd /tmp; fi; @',
  'while false; do cd /tmp; done; @',
  'case a in b) cd /tmp ;; esac; @',
  'f() { cd /tmp; }; @',
  'x=$(cd /tmp); @',
  'cd /tmp && cd - && { @\n}',
  'cd() { :; }; cd /tmp; @',
  'alias cd=:; @',
  'pushd /tmp > x; popd > x; @',
  'set -x; @',
  'exec 2> err.txt; @',
  'exec < /dev/null; @',
  'f() { ls() { :; }; }; @',
  'rm() { :; }; unset -f rm; @',
  'git() { :; }; false && git() { :; }; unset -f git; @',
  'npm() { :; }; command npm; unset -f npm; @',
  'f() if true; then @\nfi; f',
  'f() for i in 1; do @\ndone; f',
  'f() { @\n} > out.txt; f',
  'for i in $(echo a b); do [[ $i == a ]] && continue; @\ndone',
  'while read -r l; do @\ndone < <(echo x)',
  'while read -r l; do @\ndone <<END\nx\nEND',
  'until ! true; do @\nbreak; done',
  'if ! false; then @\nfi',
  'if [ a = b ]; then :; elif [[ a = a ]]; then @\nfi',
  'test a = a && { @\n}',
  '[ a = b ] || { @\n}',
  '(( 1 )) && { @\n}',
  '(( 0 )) || { @\n}',
  'true; } 2> /dev/null || { @\n}'.replace('true; } 2> /dev/null', '{ false; } 2> /dev/null'),
  '( ( @\n) )',
  '$( @\n)',
  'eval "$( : )"; @',
  'local x 2> /dev/null; @',
  'let x=1; @',
  'printf -v x %s y; @',
  'set -o posix; @',
  'shopt -s nullglob globstar; @',
  'PATH=$PATH:/opt; @',
  'umask 022; @',
  ': <<END\n$(@\n)\nEND',
  ": <<'END'\n$(false)\nEND\n@",
  '[[ a == a ]] && { @\n}',
  '[[ a == @(a|b) ]]; @',
  'echo $((1 << 2)); @',
];

function simple(words: readonly string[], shell: Shell): string {
  let command = spelledCommand(words, shell);
  while (shell.draw.once(3)) command = prefixed(command, shell.draw);
  return command;
}

const simply = (words: readonly string[]): string =>
  words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');

/** Commands that give their words to another one. */
function fed(words: readonly string[], shell: Shell): string {
  const last = words.at(-1) ?? '';
  const rest = words.slice(0, -1);
  const all = words.map((word) => (/\s/.test(word) ? quoted(quoted(word)) : word)).join(' ');
  const { draw } = shell;
  const name = fresh(shell);
  return draw.one([
    () => `echo ${spelled(last, shell)} | xargs -d '\\n' ${spelledCommand(rest, shell)}`,
    () => `printf '%s\\0' ${spelled(last, shell)} | xargs -0 ${spelledCommand(rest, shell)}`,
    () => `xargs -I{} ${spelledCommand(rest, shell)} {} <<< ${quoted(quoted(last))}`,
    () => `xargs -I@ -- ${spelledCommand(rest, shell)} @ < <(echo ${quoted(quoted(last))})`,
    () => `echo ${all} | xargs xargs -a /dev/null`.replace('xargs xargs -a /dev/null', 'xargs env'),
    () => `for ${name} in ${spelled(last, shell)}; do ${spelledCommand(rest, shell)} "$${name}"; done`,
    () => `while read -r ${name}; do ${spelledCommand(rest, shell)} "$${name}"; done <<< ${quoted(last)}`,
    () => `echo ${quoted(last)} | while IFS= read -r ${name}; do ${spelledCommand(rest, shell)} "$${name}"; done`,
    () => `${name}() { ${spelledCommand(rest, shell)} "$@"; }; ${name} ${spelled(last, shell)}`,
    () => `${name}() { ${spelledCommand(rest, shell)} "$1"; }; ${name} ${spelled(last, shell)}`,
    () => `${name}() { "$@"; }; ${name} ${spelledCommand(words, shell)}`,
    () => `${name}() { local c=$1; shift; "$c" "$@"; }; ${name} ${spelledCommand(words, shell)}`,
    () => `bash -c '"$@"' _ ${spelledCommand(words, shell)}`,
    () => `bash -c '${simply(rest)} "$1"' _ ${spelled(last, shell)}`,
    () => `bash -c '$0 "$@"' ${spelledCommand(words, shell)}`,
    () => `shopt -s expand_aliases\nalias ${name}=${quoted(simply(rest))}\n${name} ${spelled(last, shell)}`,
    () => `find . -maxdepth 0 -exec bash -c '"$@"' _ ${spelledCommand(words, shell)} \\;`,
    () => `find . -maxdepth 0 -exec ${spelledCommand(rest, shell)} ${spelled(last, shell)} {} +`,
    () => `hash -p "$(type -P ${words[0]})" ${name}; ${name} ${spelledCommand(words.slice(1), shell)}`,
    () => `command -v ${words[0]} > /dev/null && ${spelledCommand(words, shell)}`,
    () => `"$(command -v ${words[0]})" ${spelledCommand(words.slice(1), shell)}`,
    () => `$(type -P ${words[0]}) ${spelledCommand(words.slice(1), shell)}`,
    () => `(cd src && cd - && ${spelledCommand(words, shell)})`,
    () => `true ${spelled(last, shell)}; ${spelledCommand(rest, shell)} "$_"`,
    () => `coproc ${spelledCommand(words, shell)}; wait`,
  ])();
}

function script(shell: Shell, depth: number): string {
  const { draw } = shell;
  if (depth > 0 && !draw.once(3)) {
    const inner: Shell = { draw, before: [], names: shell.names + 20 * depth };
    const text = withBefore(script(inner, depth - 1), inner);
    const kind = draw.below(10);
    if (kind === 0) return draw.one(ELEMENTS)(`$(${text.replaceAll("'", '"')}\n)`);
    if (kind < 4) return draw.one(RUNNERS)(text, shell);
    return draw.one(AROUND).replace('@', () => text);
  }
  const words = draw.one(DANGERS);
  return draw.once(3) ? fed(words, shell) : simple(words, shell);
}

const withBefore = (text: string, { before }: Shell): string => [...before, text].join('\n');

/** In: a seed. Out: a line. */
export function lineOf(seed: number): string {
  const shell: Shell = { draw: new Draw(seed), before: [], names: 0 };
  const text = script(shell, shell.draw.below(4));
  return withBefore(text, shell);
}
