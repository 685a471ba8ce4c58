/** Secrets in sentences, in English and Chinese, and tokens of makers that no list knows. */
import { type Found, isSealed, matches } from './found.js';
import { sortOf } from './names.js';
import { group, inSequence } from './pattern.js';
import { isLongRandom, isPassword, isReference } from './values.js';

export function* inProse(text: string): Generator<Found> {
  const isSaid = (secret: string, match: RegExpExecArray): boolean =>
    isValue(secret, match) && !isSealed(text, match.index);
  const isSaidDirectly = (secret: string, match: RegExpExecArray): boolean =>
    isSaid(secret, match) && isLongRandom(secret, 24) && !/^[0-9a-f]+$/i.test(secret);
  // The patterns are long, and most texts of a command are short: without such a word none is compiled.
  if (ANY_WORD.test(text)) {
    yield* matches(text, SAID, 'secret-value', false, isSaid);
    yield* matches(text, SAID_IN_QUOTES, 'secret-value', false, isSaid);
    yield* matches(text, SAID_DIRECTLY, 'secret-value', false, isSaidDirectly);
  }
  if (NOT_ASCII.test(text)) yield* matches(text, SAID_IN_CHINESE, 'secret-value', false, isSaid);
  yield* matches(text, MARKED, 'secret-value', false, isUnlisted);
}

/** What a sentence calls a secret; of a key, also the word before it, which may make it one of another kind. */
const WORDS = group(
  /(?:(?:api|access|auth|bearer|refresh|bot|deploy|personal access|session) )?(?:tokens?|secrets?)/,
  /(?<word>pass(?:word|wd|phrase|code))s?|credentials?|(?:app|client) ?secret|access ?key(?: ?secret)?/,
  /(?<which>\w{1,20}[ -])?keys?/,
);
/** Each of the words contains one of these, and each of the Chinese ones a character beyond ASCII. */
const ANY_WORD = /token|secret|pass|credential|key/i;
const NOT_ASCII = /[^\0-\x7f]/;
/** What may stand between the word and the value: a verb, a sign, who it is for. */
const BETWEEN = group(/(?: (?:for|of|to|on|in) [\w.'-]{1,40}(?: [\w.'-]{1,40})?)?/, /(?: \([^()\n]{1,40}\))?/);
const VERB = group(
  / (?:is|was|are|as|be|=|->|to|set to|now|here)(?: now| still| just)?:?/,
  /[ \t]?(?:是|为|為|：)|[ \t]?[:=|]/,
  /\*{0,2}:\*{0,2}/,
);
const VALUE = /[ \t]*[`"'*(|]{0,3}[ \t]*(?<secret>[^\s"'`,;|<>，。；、]{8,400})/;
/** A value may follow directly: in quotes any, without them only one that is certainly random. */
const QUOTED = / ["'`](?<secret>[^\s"'`,;|<>]{8,400})["'`]/;
const SAID_IN_QUOTES = inSequence('gi', /(?<![\w:./-])/, WORDS, QUOTED);
const SAID_DIRECTLY = inSequence('gi', /(?<![\w:./-])/, WORDS, / (?<secret>[A-Za-z0-9_-]{24,400})(?![\w-])/);
const SAID = inSequence('gi', /(?<![\w:./-])/, WORDS, BETWEEN, BETWEEN, VERB, VALUE);
const SAID_IN_CHINESE = inSequence(
  'gi',
  group(
    /密钥|秘钥|密匙|私钥|令牌|凭证|凭据|(?<word>密码|口令|密碼|パスワード|비밀번호|пароль)/,
    /密鑰|金鑰|私鑰|權杖|トークン|秘密鍵|APIキー|授权码|访问码/,
  ),
  /[^\n\w"'`：:=]{0,10}["']?[ \t]*(?:是|为|為|：|:|=|→|\||は|->)?\s{0,3}/,
  /[`"'“「『（(|]{0,3}[ \t]*(?<secret>[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x5f\x61-\x7b\x7d\x7e]{8,400})/,
);

/** Words before `key` that say nothing about it. */
const ANY = /^(?:the|this|that|my|our|your|his|a|an|new|old|same|right|current|following|use|with|and|is|'s|s)[ -]$/i;

/** A key without any word before it, as in a map, whose hexadecimal value is the key of a cache as often. */
const IN_A_MAP = /^keys?[ \t]?[:=|]/i;

function isValue(secret: string, { 0: all, groups }: RegExpExecArray): boolean {
  const which = groups?.['which'];
  if (IN_A_MAP.test(all) && /^[0-9a-f]+$/i.test(secret)) return false;
  if (which !== undefined && !ANY.test(which) && sortOf(`${which.slice(0, -1)}_key`) === null) return false;
  const value = secret.replace(/[.!?)\]*]+$/, '');
  if (isReference(secret) || /[(){}[\]]/.test(value) || /^[a-z]+:\/\//i.test(value)) return false;
  return isLongRandom(value, 16) || (groups?.['word'] !== undefined && isPassword(secret));
}

/** Short words and, behind a dash or a low line, something long. */
const MARKED = /(?<![\w.+/-])[a-z][a-z0-9]{0,11}[_-][A-Za-z0-9_-]{20,250}(?![\w/+-])/g;
/** Words in the mark of a token by which makers tell it from an id. */
const TELLING = new Set('sk secret sec pat oat api apikey token tok priv private access bearer auth key'.split(' '));
const OF_IDS = new Set('pk pub public id ids hash sha sha1 sha256 md5 cache commit digest etag uuid ref'.split(' '));

/** Whether a token of an unknown maker says by its mark what it is, as in `acme_secret_…`. */
function isUnlisted(token: string): boolean {
  const parts = token.split(/[_-]/);
  const words = parts
    .slice(
      0,
      Math.max(
        1,
        parts.findIndex((part) => !/^[a-z]{1,8}\d?$/.test(part)),
      ),
    )
    .slice(0, 4);
  if (!words.some((word) => TELLING.has(word)) || words.some((word) => OF_IDS.has(word))) return false;
  const body = token.slice(words.join('_').length + 1);
  return isLongRandom(body, 20) && !/^[0-9a-f]{8}(?:[_-][0-9a-f]{4}){3}/.test(body);
}
