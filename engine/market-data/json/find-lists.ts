import { asObject } from './json-values.ts';

/** An array of the envelope that rows were cut out of. */
export interface JsonList {
  /** The object that holds it, null at the top. */
  readonly owner: Readonly<Record<string, unknown>> | null;
  /** What is left in it. */
  readonly left: readonly unknown[];
}

/** The arrays that a path of scanJsonRows leads to. Arrays on the way have no part in a path: there may be several. */
export function findLists(envelope: unknown, path: string): JsonList[] {
  const lists: JsonList[] = [];
  function visit(value: unknown, keys: readonly string[], owner: JsonList['owner']): void {
    const here = keys.join('.');
    if (Array.isArray(value)) {
      if (here === path) lists.push({ owner, left: value });
      else for (const item of value as readonly unknown[]) visit(item, keys, owner);
      return;
    }
    const object = asObject(value);
    if (object === null || (keys.length > 0 && !path.startsWith(`${here}.`))) return;
    for (const [key, item] of Object.entries(object)) visit(item, [...keys, key], object);
  }
  visit(envelope, [], null);
  return lists;
}
