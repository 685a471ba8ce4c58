/** Runs a piece of code once for every combination of the alternatives that it asks for. */
const LIMIT = 32;

export class Choices {
  readonly #chosen: { index: number; count: number }[] = [];
  #at = 0;
  #runs = 0;

  /** Chooses one of `count` alternatives: the same one throughout a run, another in a later run. */
  pick(count: number): number {
    const known = this.#chosen[this.#at];
    this.#at += 1;
    if (known !== undefined) return known.index;
    this.#chosen.push({ index: 0, count });
    return 0;
  }

  /** Moves to the next combination; false when there is none, or when enough have been tried. */
  next(): boolean {
    this.#at = 0;
    this.#runs += 1;
    let last = this.#chosen.at(-1);
    while (last !== undefined && last.index + 1 >= last.count) {
      this.#chosen.pop();
      last = this.#chosen.at(-1);
    }
    if (last === undefined || this.#runs >= LIMIT) return false;
    last.index += 1;
    return true;
  }
}
