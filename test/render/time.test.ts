import { afterEach, expect, it } from 'vitest';
import { durationText, localTime } from '../../scripts/render/time.js';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

it.each([
  ['UTC', '2026-09-21 20:13:05'],
  ['Asia/Shanghai', '2026-09-22 04:13:05'],
])('a time is shown in the time zone of the reader: %s', (name, shown) => {
  process.env['TZ'] = name;
  expect(localTime('2026-09-21T20:13:05.123Z')).toBe(shown);
});

it('a duration has minutes, hours from an hour on, and never goes back', () => {
  expect(durationText('2026-09-21T20:00:00Z', '2026-09-21T20:01:05Z')).toBe('1:05');
  expect(durationText('2026-09-21T20:00:00Z', '2026-09-21T21:02:03Z')).toBe('1:02:03');
  expect(durationText('2026-09-21T20:00:00Z', '2026-09-21T19:00:00Z')).toBe('0:00');
});
