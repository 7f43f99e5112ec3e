/**
 * A document as JSON: its keys in alphabetical order so that two reports can be
 * compared line by line, its columns as plain arrays. A number that is not finite becomes null.
 */
export function renderJson(document: object): string {
  return `${JSON.stringify(document, (_key, value: unknown) => plain(value), 2)}\n`;
}

function plain(value: unknown): unknown {
  if (value instanceof Float64Array) return Array.from(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
