/** Values by key, up to a number of bytes; the one that was not asked for the longest goes first. */
export interface ByteCache<T extends { readonly bytes: number }> {
  /** The value of the key, made where it is not there. One that is larger than the limit is made and not kept. */
  get(key: string, make: () => T): T;
  /** Forgets the values whose key this holds for. */
  forget(isOld: (key: string) => boolean): void;
  readonly bytes: number;
}

export function createByteCache<T extends { readonly bytes: number }>(limitBytes: number): ByteCache<T> {
  // A Map goes through its keys in the order in which they were set.
  const values = new Map<string, T>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= values.get(key)?.bytes ?? 0;
    values.delete(key);
  };
  return {
    get(key, make) {
      const known = values.get(key);
      const value = known ?? make();
      drop(key);
      if (value.bytes > limitBytes) return value;
      values.set(key, value);
      bytes += value.bytes;
      for (const oldest of values.keys()) {
        if (bytes <= limitBytes) break;
        drop(oldest);
      }
      return value;
    },
    forget(isOld) {
      for (const key of [...values.keys()]) if (isOld(key)) drop(key);
    },
    get bytes() {
      return bytes;
    },
  };
}
