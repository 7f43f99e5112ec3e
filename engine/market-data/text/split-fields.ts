const DELIMITERS = ['\t', ';', '|', ','] as const;

export type Delimiter = (typeof DELIMITERS)[number];

/** The delimiter that occurs most often in a header or first row; of equally frequent ones a comma comes last. */
export function detectDelimiter(line: string): Delimiter {
  let best: Delimiter = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = line.split(delimiter).length - 1;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

/**
 * The fields of one line (RFC 4180, but a quoted field may not hold a line break), or null when a quote
 * is left open. Lines without a quote, which is nearly all of them, take the fast path.
 */
export function splitFields(line: string, delimiter: Delimiter): string[] | null {
  if (!line.includes('"')) return line.split(delimiter);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (line[at] === '"') {
      for (;;) {
        const quote = line.indexOf('"', at + 1);
        if (quote === -1) return null;
        field += line.slice(at + 1, quote);
        at = quote + 1;
        if (line[at] !== '"') break;
        field += '"'; // a doubled quote stands for one
      }
    }
    const end = line.indexOf(delimiter, at);
    field += line.slice(at, end === -1 ? line.length : end);
    fields.push(field);
    if (end === -1) return fields;
    at = end + 1;
  }
}
