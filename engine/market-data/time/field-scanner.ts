const SPACE = 0x20;
const TAB = 0x09;
const ZERO = 0x30;

/** Walks over the bytes of one field. One scanner serves all fields of a file. */
export class FieldScanner {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  /** What readDigits read last. */
  value = 0;

  /** Puts the scanner before the first byte of the field, without blanks around it. */
  begin(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.skipBlanks();
    while (this.end > this.at && isBlank(bytes[this.end - 1]!)) this.end--;
  }

  /** The next byte, or -1 at the end. */
  peek(): number {
    return this.at < this.end ? this.bytes[this.at]! : -1;
  }

  isAtEnd(): boolean {
    return this.at >= this.end;
  }

  /** Steps over blanks; how many there were. */
  skipBlanks(): number {
    const from = this.at;
    while (this.at < this.end && isBlank(this.bytes[this.at]!)) this.at++;
    return this.at - from;
  }

  /** Reads a run of digits, exact up to 15 of them, into `value`; how many there were. */
  readDigits(): number {
    const { bytes, end } = this;
    const from = this.at;
    let at = from;
    let value = 0;
    for (; at < end; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    this.at = at;
    this.value = value;
    return at - from;
  }

  /** Steps over the word where it comes next, in any case of letters. `lower` is in lower-case ASCII. */
  skipWord(lower: string): boolean {
    if (this.end - this.at < lower.length) return false;
    for (let i = 0; i < lower.length; i++) {
      if ((this.bytes[this.at + i]! | 0x20) !== lower.charCodeAt(i)) return false;
    }
    this.at += lower.length;
    return true;
  }
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}
