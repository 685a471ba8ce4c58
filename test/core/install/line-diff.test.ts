import { expect, test } from 'vitest';
import { lineDiff } from '../../../scripts/core/install/line-diff.js';

test.each<[string, string | null, string | null, string[]]>([
  ['a new file', null, 'a\nb\n', ['+ a', '+ b']],
  ['a removed file', 'a\n', null, ['- a']],
  ['lines between others', 'a\nb\nc\nd\ne\n', 'a\nb\nc\nx\nd\ne\n', ['  b', '  c', '+ x', '  d', '  e']],
  ['a line that becomes longer', '{\r\n"a"\r\n}', '{\r\n"a",\r\n"b"\r\n}', ['  {', '- "a"', '+ "a",', '+ "b"', '  }']],
  ['the same line twice', 'a\na\n', 'a\na\na\n', ['  a', '  a', '+ a']],
  ['Chinese', '值\n', '值\n新\n', ['  值', '+ 新']],
  ['nothing', 'a\n', 'a\n', []],
])('%s', (_, before, after, lines) => {
  expect(lineDiff(before, after)).toEqual(lines);
});
