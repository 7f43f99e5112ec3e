const CHUNK = 65_536;

/** A column of unknown length: values are kept in chunks, so that growing never copies what is there. */
export class GrowingColumn {
  private readonly full: Float64Array[] = [];
  private last = new Float64Array(1024);
  private used = 0;

  get length(): number {
    return this.full.reduce((sum, chunk) => sum + chunk.length, 0) + this.used;
  }

  push(value: number): void {
    if (this.used === this.last.length) {
      this.full.push(this.last);
      this.last = new Float64Array(CHUNK);
      this.used = 0;
    }
    this.last[this.used++] = value;
  }

  /** All values as one array; the column is empty afterwards, so that both are in memory for one column at a time. */
  take(): Float64Array {
    const all = new Float64Array(this.length);
    let at = 0;
    for (const chunk of this.full) {
      all.set(chunk, at);
      at += chunk.length;
    }
    all.set(this.last.subarray(0, this.used), at);
    this.full.length = 0;
    this.last = new Float64Array(1024);
    this.used = 0;
    return all;
  }
}
