/** One file's worth of bytes: a file itself, what a .gz holds, or one file of a .zip. */
export interface Entry {
  /** Name of the innermost file, such as aapl.csv; the symbol is read from it. */
  readonly name: string;
  /** How messages name it: aapl.csv, or aapl.zip › aapl.csv. */
  readonly label: string;
  /** Path of the outermost file on disk. */
  readonly path: string;
  /**
   * The unpacked bytes in chunks; each call begins anew. Errors: import/… for damaged, truncated or suspicious compression.
   * `onStoredBytes` hears how many bytes of the file on disk have been used so far.
   */
  read(onStoredBytes?: (bytes: number) => void): AsyncIterable<Uint8Array>;
}
