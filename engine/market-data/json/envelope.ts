import { jsonTooLarge } from './json-errors.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** What is left of a JSON document when its rows are cut out, as it grows. */
export class Envelope {
  length = 0;
  private bytes = new Uint8Array(4096);
  private readonly label: string;

  constructor(label: string) {
    this.label = label;
  }

  /** Errors: import/json-too-large. */
  append(part: Uint8Array): void {
    if (part.length === 0) return;
    const length = this.length + part.length;
    if (length > MAX_BYTES) throw jsonTooLarge(this.label, MAX_BYTES / 1024 ** 2);
    if (length > this.bytes.length) {
      const larger = new Uint8Array(Math.min(MAX_BYTES, Math.max(length, 2 * this.bytes.length)));
      larger.set(this.view());
      this.bytes = larger;
    }
    this.bytes.set(part, this.length);
    this.length = length;
  }

  /** Turns a byte into a blank. */
  blank(at: number): void {
    this.bytes[at] = 0x20;
  }

  view(start = 0, end = this.length): Uint8Array {
    return this.bytes.subarray(start, end);
  }
}
