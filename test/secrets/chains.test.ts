/** Keys of chains: whatever their digits, and with or without the prefix. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { redact } from '../../scripts/core/say/redact.js';

const KEYS = Array.from({ length: 500 }, (_, index) => createHash('sha256').update(`key ${index}`).digest('hex'));

test.each(['0x', ''])('every one of 500 private keys is found (%j before it)', (prefix) => {
  const left = KEYS.filter((key) =>
    redact(`const wallet = new ethers.Wallet("${prefix}${key}", provider);`, null).includes(key),
  );
  expect(left).toEqual([]);
});
