/** Names that every object has: as a field of a document they are a slip or an attack, and never read as a field. */
const namesOfObjects = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON.parse for documents that people write. A byte order mark before the text is passed over, as RFC 8259 allows.
 * JSON.parse takes the last of two fields with one name; here that is refused, because nobody means it.
 * Errors: SyntaxError, which names the field and its place.
 */
export function parseStrictJson(text: string): unknown {
  const plain = text.startsWith('\u{feff}') ? text.slice(1) : text;
  const document: unknown = JSON.parse(plain);
  refuseFieldNames(plain);
  return document;
}

/** Walks through the tokens that names depend on; the text is known to be JSON. */
function refuseFieldNames(text: string): void {
  /** Names of each open object from the outermost in; null for an array. */
  const open: (Set<string> | null)[] = [];
  for (const { 0: token, index } of text.matchAll(/[{}[\]]|"(?:[^"\\]|\\.)*"(\s*:)?/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token.endsWith(':')) {
      const name = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      const names = open.at(-1);
      if (names?.has(name))
        throw new SyntaxError(`the field "${name}" stands twice in one object, ${placeOf(text, index)}`);
      if (namesOfObjects.has(name)) throw new SyntaxError(`no field is named "${name}", ${placeOf(text, index)}`);
      names?.add(name);
    }
  }
}

function placeOf(text: string, index: number): string {
  return `line ${text.slice(0, index).split('\n').length}`;
}
