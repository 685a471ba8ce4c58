/** Reads a file while another process writes it. */
import { closeSync, openSync, readSync } from 'node:fs';
import { isMissing } from './files.js';

/** New complete lines of a file that another process writes. */
export class Tail {
  private readonly file: string;
  private position = 0;
  private rest = Buffer.alloc(0);

  constructor(file: string) {
    this.file = file;
  }

  lines(): string[] {
    let handle: number;
    try {
      handle = openSync(this.file, 'r');
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
    try {
      const chunk = Buffer.alloc(1 << 20);
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
