/** Recognises words that fill a field without saying anything; models write them where the schema expects null. */

/** In lower case; punctuation was replaced by single spaces. */
const PLACEHOLDERS = new Set([
  ...['n a', 'na', 'none', 'null', 'nil', 'nothing', 'no', 'yes', 'true', 'false', 'unknown', 'undefined', 'empty'],
  ...['not applicable', 'does not apply', 'not available', 'not known', 'not relevant', 'not reachable', 'unclear'],
  ...['none known', 'none identified', 'none found', 'no failure', 'no known failure', 'no reachable failure'],
  ...['tbd', 'todo', 'to be determined', 'to do', 'placeholder', 'string', 'text', 'see above', 'see explanation'],
  ...['as above', 'same as above', 'see description', 'ditto', 'idem', 'x', 'xxx', 'test', 'example'],
  ...['无', '没有', '不适用', '未知', '不详', '暂无', '待定', '同上', '见上', '见上文', '无此情况', '不明'],
]);

const words = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether a text says nothing: `n/a`, `-`, `TBD`. */
export function isPlaceholder(text: string): boolean {
  const plain = words(text);
  return text.trim() !== '' && (plain === '' || PLACEHOLDERS.has(plain));
}

/** The trimmed text; null when it is empty or only a placeholder. */
export function given(text: string | null): string | null {
  const plain = text?.trim() ?? '';
  return plain === '' || isPlaceholder(plain) ? null : plain;
}
