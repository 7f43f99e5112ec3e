/** A column of UiGrid. */
export interface GridColumn<Key extends string> {
  readonly key: Key;
  readonly title: string;
  /** A track of CSS grid, and the px that it takes at least. */
  readonly width: string;
  readonly least: number;
  readonly isNumber?: boolean;
  readonly isSortable?: false;
}

/** A column that is at least so many px wide and takes `share` of what is left. */
export function column<const Key extends string>(
  key: Key,
  title: string,
  least: number,
  share: number,
  more: Pick<GridColumn<Key>, 'isNumber' | 'isSortable'> = {},
): GridColumn<Key> {
  return { key, title, width: share === 0 ? `${least}px` : `minmax(${least}px, ${share}fr)`, least, ...more };
}
