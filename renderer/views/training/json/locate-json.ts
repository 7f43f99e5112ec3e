/** Where the fields of a JSON document stand in its text, and where it is no JSON. */
export type LocatedJson =
  | {
      readonly value: unknown;
      /** Line of each field by its path, such as "layers.1.units"; lines count from 1. */
      readonly lines: ReadonlyMap<string, number>;
    }
  | { readonly fault: { readonly line: number; readonly message: string } };

/**
 * Reads a document with the places of its fields. What is JSON and what it says is for JSON.parse to tell; this walks over
 * the same text to find lines, and stops at the first token that does not fit.
 */
export function locateJson(text: string): LocatedJson {
  const lines = new Map<string, number>();
  let at = 0;
  const lineAt = (index: number): number => text.slice(0, index).split('\n').length;
  const skip = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++;
  };
  const readToken = (): string => {
    skip();
    const match = /^(?:[{}[\],:]|"(?:[^"\\\n]|\\.)*"|[^\s{}[\],:"]+)/.exec(text.slice(at, at + 100_000));
    const token = match?.[0] ?? text[at] ?? '';
    at += token.length;
    return token;
  };
  const fail = (): never => {
    throw new RangeError('no value here');
  };

  function readValue(path: string): void {
    skip();
    if (path !== '') lines.set(path, lineAt(at));
    const token = readToken();
    if (token === '{') readMembers(path, '}', () => readKey());
    else if (token === '[') readMembers(path, ']', (index) => String(index));
    else if (token === '' || '}],:'.includes(token)) fail();
  }
  function readKey(): string {
    const key = readToken();
    if (!key.startsWith('"') || readToken() !== ':') fail();
    return JSON.parse(key) as string;
  }
  function readMembers(path: string, end: string, nameOf: (index: number) => string): void {
    skip();
    if (text[at] === end) {
      at++;
      return;
    }
    for (let index = 0; ; index++) {
      skip();
      const start = at;
      const name = nameOf(index);
      const inner = path === '' ? name : `${path}.${name}`;
      const line = lineAt(start);
      readValue(inner);
      lines.set(inner, line);
      const next = readToken();
      if (next === end) return;
      if (next !== ',') fail();
    }
  }

  try {
    readValue('');
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
  }
  try {
    return { value: JSON.parse(text), lines };
  } catch (error) {
    // Where the walk stopped is where the text stops to be JSON, or close behind it.
    return { fault: { line: lineAt(Math.min(at, text.length)), message: (error as SyntaxError).message } };
  }
}

/** The line of a field, or of the nearest thing around it that stands in the text. */
export function findLine(lines: ReadonlyMap<string, number>, path: string): number {
  for (let part = path; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
    const line = lines.get(part);
    if (line !== undefined) return line;
  }
  return 1;
}
