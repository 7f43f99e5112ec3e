export interface Sorting<Key extends string> {
  readonly key: Key;
  readonly isDescending: boolean;
}

/** What a click on a heading leads to: ascending, descending, and then the order that was there before. */
export function nextSorting<Key extends string>(now: Sorting<Key> | null, key: Key): Sorting<Key> | null {
  if (now?.key !== key) return { key, isDescending: false };
  return now.isDescending ? null : { key, isDescending: true };
}

/** Sorted by a value of each row; equal ones keep their order, and those without a value come last either way. */
export function sortRows<Row, Key extends string>(
  rows: readonly Row[],
  sorting: Sorting<Key> | null,
  valueOf: (row: Row, key: Key) => string | number | null,
): readonly Row[] {
  if (sorting === null) return rows;
  const direction = sorting.isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: valueOf(row, sorting.key) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return direction * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}
