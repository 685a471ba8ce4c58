/** SHA-256 (FIPS 180-4) for the checksums inside keys and mnemonics; core may not import node:crypto. */

const ROUNDS: readonly number[] = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const START: readonly number[] = primes(8).map((prime) => fraction(Math.sqrt(prime)));

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return Math.floor((value % 1) * 2 ** 32) >>> 0;
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** In: bytes. Out: the 32 bytes of their digest. */
export function sha256(data: readonly number[]): number[] {
  const zeros = (119 - (data.length % 64)) % 64;
  const length = Array.from({ length: 8 }, (_, index) => Math.floor((data.length * 8) / 2 ** (8 * (7 - index))) & 0xff);
  const padded = [...data, 0x80, ...Array.from({ length: zeros }, () => 0), ...length];
  let state = [...START];
  for (let at = 0; at < padded.length; at += 64) state = mixed(state, padded.slice(at, at + 64));
  return state.flatMap((word) => [24, 16, 8, 0].map((by) => (word >>> by) & 0xff));
}

function mixed(state: readonly number[], block: readonly number[]): number[] {
  const words = Array.from({ length: 16 }, (_, index) =>
    [0, 1, 2, 3].reduce((word, by) => (word << 8) | (block[index * 4 + by] ?? 0), 0),
  );
  const at = (index: number): number => words[index] ?? 0;
  for (let index = 16; index < 64; index++) {
    const early = at(index - 15);
    const late = at(index - 2);
    words[index] =
      (at(index - 16) +
        (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) +
        at(index - 7) +
        (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10))) |
      0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (const [index, word] of words.entries()) {
    const one =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + (ROUNDS[index] ?? 0) + word) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => ((state[index] ?? 0) + word) >>> 0);
}
