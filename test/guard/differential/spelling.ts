/** How bash lets one write a word: quotes, escapes, expansions, and statements before it that set what it needs. */
import type { Draw } from './draw.js';

/** Statements that must have run before, and a counter for names. */
export interface Shell {
  draw: Draw;
  before: string[];
  names: number;
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const doubleQuoted = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
const hex = (char: string): string => (char.codePointAt(0) ?? 0).toString(16).padStart(2, '0');
const octal = (char: string): string => (char.codePointAt(0) ?? 0).toString(8).padStart(3, '0');
const reversed = (text: string): string => [...text].reverse().join('');
const isPlain = (text: string): boolean => /^[\w./:=@%,+~-]+$/.test(text) && !/^~|^\w+=/.test(text);
const plain = (text: string): string => (isPlain(text) ? text : quoted(text));

/** Quotes that say a text whatever it is. */
export function anyQuoted(text: string, draw: Draw): string {
  switch (draw.below(4)) {
    case 0:
      return doubleQuoted(text);
    case 1:
      return `$'${text.replace(/[\\']/g, '\\$&')}'`;
    default:
      return quoted(text);
  }
}

type Spelling = (word: string, shell: Shell) => string;

export const fresh = (shell: Shell): string => {
  shell.names += 1;
  return `v${shell.names}`;
};

/** Sets a variable by one statement, and reads it. */
const byVariable =
  (statement: (name: string, word: string, shell: Shell) => string, read = '$#'): Spelling =>
  (word, shell) => {
    const name = fresh(shell);
    shell.before.push(statement(name, word, shell));
    const text = read.replaceAll('#', name);
    return /\s/.test(word) || shell.draw.once(2) ? `"${text}"` : text;
  };

const QUOTES: readonly Spelling[] = [
  plain,
  plain,
  plain,
  quoted,
  doubleQuoted,
  (word) => `${plain(word.slice(0, 1))}''${plain(word.slice(1))}`,
  (word) => `""${plain(word)}`,
  (word) => [...word].map((char) => `\\${char}`).join(''),
  (word) => `$'${[...word].map((char) => `\\x${hex(char)}`).join('')}'`,
  (word) => `$'${[...word].map((char) => `\\${octal(char)}`).join('')}'`,
  (word) => `$'${[...word].map((char) => `\\u00${hex(char)}`).join('')}'`,
  (word) => (word.length < 2 ? plain(word) : `${plain(word.slice(0, 1))}\\\n${plain(word.slice(1))}`),
  (word) => `$${doubleQuoted(word)}`,
  (word) => `{${plain(word)},}`,
];

const EXPANSIONS: readonly Spelling[] = [
  (word) => `"\${unset:-${plain(word)}}"`,
  (word) => `"\${unset-${doubleQuoted(word)}}"`,
  (word) => `"\${HOME:+${plain(word)}}"`,
  (word) => `"$(echo ${plain(word)})"`,
  (word) => `"\`echo ${plain(word)}\`"`,
  (word) => `"$(printf %s ${plain(word)})"`,
  (word) => `"$(printf '${[...word].map((char) => `\\${octal(char)}`).join('')}')"`,
  (word) => `"$(printf '%b' '${[...word].map((char) => `\\x${hex(char)}`).join('')}')"`,
  (word) => `"$(echo -e '${[...word].map((char) => `\\x${hex(char)}`).join('')}')"`,
  (word) => `"$(echo ${quoted(reversed(word))} | rev)"`,
  (word) => `"$(rev <<< ${quoted(reversed(word))})"`,
  (word) => `"$(echo ${Buffer.from(word).toString('base64')} | base64 -d)"`,
  (word) => `"$(cat <<< ${plain(word)})"`,
  (word) => `"$(printf '%s\\n' a ${plain(word)} | tail -n 1)"`,
  (word) => `"$(sed s/^x// <<< ${quoted(`x${word}`)})"`,
  (word) => `"$(echo ${quoted(word.replaceAll('r', 'Q'))} | tr Q r)"`,
  (word) => `"$(cut -d: -f2 <<< ${quoted(`a:${word}`)})"`,
  (word) => `"$(awk 'BEGIN{print "${word}"}')"`,
  (word) => `"$(exec echo ${plain(word)})"`,
  (word) => `"$(cat <<'END'\n${word}\nEND\n)"`,
  (word) => `"$(set -- ${plain(word)}; echo "$1")"`,
];

const VARIABLES: readonly Spelling[] = [
  byVariable((name, word) => `${name}=${plain(word)}`),
  byVariable((name, word) => `${name}=${plain(word)}`, '${#}'),
  byVariable((name, word) => `export ${name}=${plain(word)}`),
  byVariable((name, word) => `declare ${name}=${plain(word)}`),
  byVariable((name, word) => `readonly ${name}=${plain(word)}`),
  byVariable((name, word) => `printf -v ${name} %s ${plain(word)}`),
  byVariable((name, word) => `read -r ${name} <<< ${plain(word)}`),
  byVariable((name, word) => `read -r _ ${name} <<< ${quoted(`x ${word}`)}`),
  byVariable((name, word) => `IFS=: read -r _ ${name} <<< ${quoted(`x:${word}`)}`),
  byVariable((name, word) => `IFS= read -r ${name} < <(echo ${plain(word)})`),
  byVariable((name, word) => `echo ${plain(word)} > tmp.txt; read -r ${name} < tmp.txt`),
  byVariable((name, word) => `echo ${plain(word)} > tmp.txt; ${name}=$(< tmp.txt)`),
  byVariable((name, word) => `echo ${plain(word)} > tmp.txt; ${name}=$(cat tmp.txt)`),
  byVariable((name, word) => `exec 3<<< ${plain(word)}; read -r -u 3 ${name}`),
  byVariable((name, word) => `mapfile -t ${name} <<< ${plain(word)}`, '${#[0]}'),
  byVariable((name, word) => `read -r -a ${name} <<< ${quoted(`x ${word}`)}`, '${#[1]}'),
  byVariable((name, word) => `${name}=(x ${plain(word)})`, '${#[1]}'),
  byVariable((name, word) => `${name}=(x ${plain(word)})`, '${#[-1]}'),
  byVariable((name, word) => `${name}=(x ${plain(word)})`, '${#[@]:1:1}'),
  byVariable((name, word) => `${name}=([3]=${plain(word)})`, '${#[3]}'),
  byVariable((name, word) => `${name}[2]=${plain(word)}`, '${#[2]}'),
  byVariable((name, word) => `declare -A ${name}=([k]=${plain(word)})`, '${#[k]}'),
  byVariable((name, word) => `declare -A ${name}; ${name}[k]=${plain(word)}`, '${#[k]}'),
  byVariable((name, word) => `${name}=${quoted(`${word}.bak`)}`, '${#%.bak}'),
  byVariable((name, word) => `${name}=${quoted(`pre:${word}`)}`, '${##*:}'),
  byVariable((name, word) => `${name}=${quoted(`pre:${word}`)}`, '${##pre:}'),
  byVariable((name, word) => `${name}=${quoted(`x${word}`)}`, '${#:1}'),
  byVariable((name, word) => `${name}=${quoted(word.replaceAll('r', 'QQ'))}`, '${#//QQ/r}'),
  byVariable((name, word) => `${name}=${quoted(`Q${word}`)}`, '${#/#Q}'),
  byVariable((name, word) => `${name}=${quoted(`${word}Q`)}`, '${#/%Q/}'),
  byVariable((name, word) => `: \${${name}:=${plain(word)}}`),
  byVariable((name, word) => `${name}=${plain(word.slice(0, 1))}; ${name}+=${plain(word.slice(1))}`),
  byVariable((name, word) => `p${name}=${name}; ${name}=${plain(word)}`, '${!p#}'),
  byVariable((name, word) => `declare -n r${name}=${name}; ${name}=${plain(word)}`, '$r#'),
  byVariable((name, word) => `declare -n r${name}=${name}; r${name}=${plain(word)}`),
  byVariable((name, word) => `case ${plain(word)} in *) ${name}=${plain(word)} ;; esac`),
  byVariable((name, word) => `for ${name} in a ${plain(word)}; do :; done`),
  byVariable((name, word) => `f${name}() { ${name}=$1; }; f${name} ${plain(word)}`),
  byVariable((name, word) => `f${name}() { echo ${plain(word)}; }; ${name}=$(f${name})`),
  byVariable((name, word) => `f${name}() { local -n out=$1; out=${plain(word)}; }; f${name} ${name}`),
  byVariable((name, word) => `eval ${quoted(`${name}=${plain(word)}`)}`),
  byVariable((name, word) => `while read -r ${name}; do break; done <<< ${plain(word)}`),
  byVariable((name, word) => `${name}=echo; ${name}=${plain(word)}; false && ${name}=echo`),
  byVariable((name, word) => `${name}=${plain(word)}; (${name}=echo)`),
  byVariable((name, word) => `${name}=${plain(word)}; if false; then ${name}=echo; fi`),
  byVariable((name, word) => `${name}=${plain(word)}; while false; do ${name}=echo; done`),
  byVariable((name, word) => `${name}=${plain(word)}; case a in b) ${name}=echo ;; esac`),
  byVariable((name, word) => `${name}=${plain(word)}; f${name}() { local ${name}=echo; }; f${name}`),
  byVariable((name, word) => `${name}=${plain(word)}; echo x | read -r ${name}`),
  byVariable((name, word) => `${name}=${plain(word)}; ${name}=echo true`),
  byVariable((name, word) => `${name}=${plain(word)}; for ${name} in; do :; done`),
  byVariable((name, word) => `${name}=${plain(word)}; x=$(${name}=echo)`),
  byVariable((name, word) => `${name}=${plain(word)}; ${name}=echo &`),
  (word, shell) => {
    shell.before.push(`set -- x ${plain(word)}`);
    return shell.draw.one(['"$2"', '"${2}"', '"${@:2:1}"', '"${!#}"']);
  },
  (word, shell) => {
    const [first, second] = [fresh(shell), fresh(shell)];
    shell.before.push(`${first}=${plain(word.slice(0, 1))} ${second}=${plain(word.slice(1))}`);
    return `"$${first}$${second}"`;
  },
  (word, shell) => {
    const name = fresh(shell);
    const upper = word.toUpperCase();
    shell.before.push(`${name}=${quoted(upper)}`);
    return upper.toLowerCase() === word ? `"\${${name},,}"` : plain(word);
  },
  (word, shell) => {
    const name = fresh(shell);
    shell.before.push(`${name}=${quoted(word)}`);
    return `"\${${name}@P}"`;
  },
];

/** One word, somehow. */
export function spelled(word: string, shell: Shell): string {
  const kinds = [QUOTES, QUOTES, QUOTES, QUOTES, EXPANSIONS, VARIABLES];
  return shell.draw.one(shell.draw.one(kinds))(word, shell);
}

/** Programs and words in one text, in a variable or an array. */
const WHOLE: readonly ((words: readonly string[], shell: Shell) => string)[] = [
  byWhole((name, words) => `${name}=${quoted(words.join(' '))}`, '$#'),
  byWhole((name, words) => `${name}=(${words.map(plain).join(' ')})`, '"${#[@]}"'),
  byWhole((name, words) => `${name}=(${words.map(plain).join(' ')})`, '${#[*]}'),
  byWhole((name, words) => `${name}=(); ${words.map((word) => `${name}+=(${plain(word)})`).join('; ')}`, '"${#[@]}"'),
  byWhole((name, words) => `read -r -a ${name} <<< ${quoted(words.join(' '))}`, '"${#[@]}"'),
  byWhole((name, words) => `IFS=, read -r -a ${name} <<< ${quoted(words.join(','))}`, '"${#[@]}"'),
  byWhole((name, words) => `mapfile -t ${name} < <(printf '%s\\n' ${words.map(plain).join(' ')})`, '"${#[@]}"'),
  byWhole((name, words) => `${name}=${quoted(words.join(','))}; IFS=,`, '$#'),
  byWhole((name, words) => `printf -v ${name} '%s ' ${words.map(plain).join(' ')}`, '$#'),
  byWhole((name, words) => `${name}=${quoted(words.join(' '))}; set -- $${name}`, '"$@"'),
  byWhole((_, words) => `set -- ${words.map(plain).join(' ')}`, '"$@"'),
  byWhole((_, words) => `set -- ${words.map(plain).join(' ')}`, '$*'),
  byWhole((_, words) => `set -- x y ${words.map(plain).join(' ')}; shift 2`, '"$@"'),
  byWhole((_, words) => `set -- x ${words.map(plain).join(' ')}`, '"${@:2}"'),
  (words) => `$(echo ${words.map(plain).join(' ')})`,
  (words) => `{${words.map(plain).join(',')}}`,
  (words) => `\${unset:-${words.join(' ')}}`,
];

function byWhole(statement: (name: string, words: readonly string[]) => string, read: string) {
  return (words: readonly string[], shell: Shell): string => {
    const name = fresh(shell);
    shell.before.push(statement(name, words));
    return read.replaceAll('#', name);
  };
}

/** The words of a command, somehow. */
export function spelledCommand(words: readonly string[], shell: Shell): string {
  const isSplittable = words.every((word) => isPlain(word) && !word.includes(','));
  if (isSplittable && shell.draw.once(6)) {
    const at = shell.draw.once(2) ? 0 : 1;
    return [...words.slice(0, at).map(plain), shell.draw.one(WHOLE)(words.slice(at), shell)].join(' ');
  }
  return words.map((word) => spelled(word, shell)).join(' ');
}
