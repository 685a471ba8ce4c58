/** Tokens of many makers with nothing beside them, values with a telling name, and ordinary lines. */
import { describe, expect, test } from 'vitest';
import { redact } from '../../scripts/core/say/redact.js';
import { findSecrets } from '../../scripts/secrets/index.js';
import { chars, hex } from '../helpers/secrets/make.js';
import { BARE, filled, MAKERS, REPORTED } from '../helpers/secrets/makers.js';
import { NAMED } from '../helpers/secrets/named.js';
import { ORDINARY } from '../helpers/secrets/ordinary.js';
import { WAYS, WAYS_BUT_HEX } from '../helpers/secrets/ways.js';

/** The random end of a token, without the words of an address behind it. */
const endOf = (token: string): string => token.replace(/\/sendMessage$|_yrucrem$|_api$/, '').slice(-10);
const titled = (text: string): string => JSON.stringify(text).slice(1, 60);

describe('a token of a known maker goes wherever it stands', () => {
  test.each(REPORTED.map(([kind, template], index) => ({ kind, template, title: `${index} ${kind}` })))(
    'reported: $title',
    ({ kind, template }) => {
      for (const place of BARE) {
        const token = filled(template);
        expect(redact(place(token)), place(token)).not.toContain(endOf(token));
        expect(findSecrets(place(token)).map((found) => found.kind)).toContain(kind);
      }
    },
  );

  test.each(MAKERS.map(([maker, template], index) => ({ template, title: `${index} ${maker}` })))(
    '$title',
    ({ template }) => {
      for (const place of BARE) {
        const token = filled(template);
        expect(redact(place(token)), place(token)).not.toContain(endOf(token));
      }
    },
  );

  test('and a word with the same beginning stays', () => {
    for (const [, template] of MAKERS) {
      const mark = /^[A-Za-z]+[_-]/.exec(template)?.[0];
      if (mark === undefined) continue;
      const word = `${mark}configuration_for_the_next_release_of_the_service`;
      expect(redact(`see ${word} there`)).toContain(word);
    }
  });
});

describe('a random value goes where a name calls it a key', () => {
  test.each(NAMED.map((row, index) => ({ ...row, title: `${index} ${titled(row.text)}` })))(
    '$title',
    ({ text, secret, file }) => {
      expect(text).toContain(secret);
      expect(redact(text, file ?? null)).not.toContain(secret.slice(-8));
    },
  );
});

describe('a way to give a value to a name is known', () => {
  test.each([...WAYS, ...WAYS_BUT_HEX].map((way, index) => ({ way, title: `${index} ${titled(way)}` })))(
    '$title',
    ({ way }) => {
      const values = WAYS.includes(way) ? [chars(32), hex(40)] : [chars(32)];
      for (const value of values) expect(redact(way.replaceAll('§', value))).not.toContain(value.slice(-8));
    },
  );
});

describe('ordinary lines stay', () => {
  test('there are enough of them for one in 200 to be seen', () => {
    expect(new Set(ORDINARY).size).toBeGreaterThanOrEqual(250);
  });

  test.each(ORDINARY.map((text, index) => [`${index} ${titled(text)}`, text]))('%s', (_title, text) => {
    expect(findSecrets(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)).toEqual([]);
  });
});

test('text that was made to be slow for these rules is not', () => {
  const parts = [
    'key=',
    'API_KEY=a',
    'api_key: ',
    'api_key:',
    'api_keys = ["',
    'the api key is ',
    'token for a ',
    '密钥',
    '?key=',
    '?X-Amz-Signature=',
    'a_sk_',
    'sk-a-',
    'a:a.',
    'prod:a',
    'secret-token:',
    'eyJaaaaaaaaaa..',
    'https://hook.',
    'createHmac("a", ',
    'jwt.sign(a, ',
    'value: "a", name: ',
    'key: |\n ',
  ];
  for (const one of parts) expect(redact(one.repeat(100_000 / one.length))).not.toBe('');
}, 60_000);
