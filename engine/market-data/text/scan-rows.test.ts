import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from './row-view.ts';
import { createRowScanner, detectNewline, MAX_LINE_BYTES, type ScanLayout } from './scan-rows.ts';

interface Scanned {
  readonly rows: readonly (readonly [row: number, ...fields: string[]])[];
  readonly broken: readonly (readonly [row: number, reason: string])[];
}

function scan(text: string, chunkBytes = 1 << 20, layout: Partial<ScanLayout> = {}): Scanned {
  const rows: [number, ...string[]][] = [];
  const broken: [number, string][] = [];
  const scanner = createRowScanner(
    { delimiter: ',', newline: 0x0a, skippedLines: 0, label: 'a.csv', ...layout },
    (view) => rows.push([view.row, ...Array.from({ length: view.count }, (_, i) => textOf(view, i))]),
    (row, reason) => broken.push([row, reason]),
  );
  const bytes = new TextEncoder().encode(text);
  const buffer = new Uint8Array(chunkBytes);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    // One buffer for all chunks, as a stream may use it.
    const chunk = bytes.subarray(at, at + chunkBytes);
    buffer.set(chunk);
    scanner.push(buffer.subarray(0, chunk.length));
  }
  scanner.end();
  return { rows, broken };
}

describe('createRowScanner', () => {
  it('gives fields without blanks and quotes, and counts blank and skipped lines', () => {
    const text = 'Date,Close\n\n 2020-01-02 ,\t10 \r\n   \n"2020-01-03","1,000"\n2020-01-04,,\nlast,1';
    for (const chunkBytes of [1, 2, 7, 1000]) {
      expect(scan(text, chunkBytes, { skippedLines: 1 })).toEqual({
        rows: [
          [3, '2020-01-02', '10'],
          [5, '2020-01-03', '1,000'],
          [6, '2020-01-04', '', ''],
          [7, 'last', '1'],
        ],
        broken: [],
      });
    }
  });

  it('keeps empty fields of a table that is separated by tabs', () => {
    expect(scan('a\t\tb\t\n', 3, { delimiter: '\t' }).rows).toEqual([[1, 'a', '', 'b', '']]);
  });

  it('lines that end with CR alone', () => {
    expect(scan('a,1\rb,2\r', 2, { newline: 0x0d }).rows).toEqual([
      [1, 'a', '1'],
      [2, 'b', '2'],
    ]);
  });

  it('tells the lines that cannot be split, and goes on', () => {
    const { rows, broken } = scan(`"a,1\n${','.repeat(1024)}\n${'"",'.repeat(1024)}\nb,2\n`, 50);
    expect(rows).toEqual([[4, 'b', '2']]);
    expect(broken).toEqual([
      [1, 'a quotation mark is left open'],
      [2, 'the row has more than 1024 fields'],
      [3, 'the row has more than 1024 fields'],
    ]);
  });

  it('refuses an endless line, and names it', () => {
    expect(() => scan(`a,1\n${'x'.repeat(MAX_LINE_BYTES + 2)}`, 1000)).toThrow(
      expect.objectContaining({
        code: 'import/line-too-long',
        message: expect.stringContaining('Line 2 of a.csv') as string,
      }),
    );
  });

  it('reads back what was written, whatever the chunks', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '1', '.', ',', '"', ' ', 'ż', '-'), maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 30 }),
        (table, chunkBytes) => {
          const text = table
            .map((row) => `${row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\n`)
            .join('');
          expect(scan(text, chunkBytes).rows).toEqual(
            table.map((row, i) => [i + 1, ...row.map((value) => value.trim())]),
          );
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });
});

it('detectNewline: LF unless there is only CR', () => {
  const detect = (text: string): number => detectNewline(new TextEncoder().encode(text));
  expect([detect('a\r\nb'), detect('a\nb'), detect('a\rb'), detect('a')]).toEqual([0x0a, 0x0a, 0x0d, 0x0a]);
});
