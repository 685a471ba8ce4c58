/** Reads a file while another process writes to it. */
import { closeSync, openSync, readSync } from 'node:fs';
import { sizeOf } from './files.js';

/** Returns the new complete lines of a growing file. */
export class Tail {
  private readonly file: string;
  private position = 0;
  private rest = Buffer.alloc(0);

  constructor(file: string) {
    this.file = file;
  }

  lines(): string[] {
    // This is called many times per line, so it first compares only the size.
    const size = sizeOf(this.file);
    if (size <= this.position) return [];
    const handle = openSync(this.file, 'r');
    try {
      const chunk = Buffer.alloc(Math.min(size - this.position, 1 << 20));
      for (
        let read = readSync(handle, chunk, 0, chunk.length, this.position);
        read > 0;
        read = readSync(handle, chunk, 0, chunk.length, this.position)
      ) {
        this.rest = Buffer.concat([this.rest, chunk.subarray(0, read)]);
        this.position += read;
      }
    } finally {
      closeSync(handle);
    }
    const end = this.rest.lastIndexOf(10) + 1;
    const complete = this.rest.subarray(0, end).toString('utf8');
    this.rest = this.rest.subarray(end);
    return complete.split('\n').filter(Boolean);
  }
}
