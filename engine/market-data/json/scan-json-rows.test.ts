import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { scanJsonRows } from './scan-json-rows.ts';

interface Found {
  readonly rows: { path: string; first: number; row: unknown }[];
  readonly envelope: unknown;
}

/** What the scanner finds where the bytes come in chunks of the given lengths, the last of which repeats. */
async function scan(bytes: Uint8Array, ...lengths: readonly number[]): Promise<Found> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let at = 0;
    for (let i = 0; at < bytes.length; i++) {
      const length = lengths[Math.min(i, lengths.length - 1)] ?? bytes.length;
      yield await Promise.resolve(bytes.subarray(at, at + length));
      at += length;
    }
  }
  const rows: Found['rows'] = [];
  const envelope = await scanJsonRows(chunks(), 'a.json', (batch, firstRow, path) => {
    batch.forEach((row, i) => rows.push({ path, first: firstRow + i, row }));
  });
  return { rows, envelope };
}

const scanText = (text: string, ...lengths: number[]): Promise<Found> => scan(Buffer.from(text), ...lengths);

/** The same by definition, from the parsed document. */
function findByDefinition(document: unknown): Found {
  const rows: Found['rows'] = [];
  const counts = new Map<string, number>();
  const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const isFlat = (value: object): boolean => Object.keys(value).length > 0 && !Object.values(value).some(isContainer);
  function visit(value: unknown, path: readonly string[]): unknown {
    if (Array.isArray(value)) {
      const left: unknown[] = [];
      for (const item of value) {
        if (isContainer(item) && isFlat(item)) {
          const key = path.join('.');
          const first = counts.get(key) ?? 1;
          counts.set(key, first + 1);
          rows.push({ path: key, first, row: item });
        } else {
          left.push(visit(item, path));
        }
      }
      return left;
    }
    if (!isContainer(value)) return value;
    const left: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      Object.defineProperty(left, key, { value: visit(item, [...path, key]), enumerable: true, configurable: true });
    }
    return left;
  }
  const envelope = isContainer(document) && isFlat(document) ? document : visit(document, []);
  return { rows, envelope };
}

const klines = (count: number): unknown[] => Array.from({ length: count }, (_, t) => [t, `${t}.5`, t / 3, null]);

describe('rows', () => {
  it('are what the definition says, however the bytes are cut', async () => {
    const documents = fc.jsonValue({ maxDepth: 5, noUnicodeString: false });
    const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(documents, lengths, fc.constantFrom(undefined, 1, '\t'), async (document, sizes, indent) => {
        const text = JSON.stringify(document, null, indent);
        expect(await scanText(text, ...sizes)).toEqual(findByDefinition(JSON.parse(text)));
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('are found where they are nearly all of it', async () => {
    const row = fc.oneof(
      fc.array(
        fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'binary' }), fc.constant(null)),
      ),
      fc.dictionary(fc.string(), fc.constantFrom(1, '[{"\\', null)),
      fc.constantFrom(5, 'text', { a: { b: [] } }, [[1], 2, [3]]),
    );
    const documents = fc.oneof(
      fc.array(row),
      fc.record({ a: fc.integer(), 'b"c': fc.array(row), d: fc.dictionary(fc.string(), fc.array(row)) }),
    );
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: 1, max: 40 }), async (document, size) => {
        const text = JSON.stringify(document);
        expect(await scanText(text, size)).toEqual(findByDefinition(JSON.parse(text)));
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('come in batches, numbered by their array', async () => {
    const document = { before: [[1], [2]], result: { XBTUSDT: klines(20_000), last: 5 } };
    const batches: number[] = [];
    const seen: unknown[] = [];
    const bytes = Buffer.from(JSON.stringify(document, null, 4));
    const envelope = await scanJsonRows(toChunks(bytes), 'a.json', (rows, firstRow, path) => {
      if (path !== 'result.XBTUSDT') return;
      expect(firstRow).toBe(seen.length + 1);
      batches.push(rows.length);
      seen.push(...rows);
    });
    expect(envelope).toEqual({ before: [], result: { XBTUSDT: [], last: 5 } });
    expect(seen).toEqual(klines(20_000));
    expect(batches.length).toBeGreaterThan(10);
    expect(Math.max(...batches)).toBeLessThan(2000);
  });

  it('may be objects one a line', async () => {
    const lines = '{"t":1,"c":2}\n{"t":2,"c":3}\n\n{"t":3,"c":"}"}\n';
    const rows = [
      { t: 1, c: 2 },
      { t: 2, c: 3 },
      { t: 3, c: '}' },
    ].map((row, first) => ({ path: '', first: first + 1, row }));
    expect(await scanText(lines, 7)).toEqual({ rows, envelope: [] });
  });

  it('are not made of columns', async () => {
    const chart = { chart: { result: [{ timestamp: [1, 2], quote: [{ open: [1, 2] }] }], error: null } };
    expect(await scanText(JSON.stringify(chart))).toEqual({ rows: [], envelope: chart });
  });

  it('longer than 64 KiB stay where they are', async () => {
    const long = Array.from({ length: 20_000 }, (_, i) => i);
    const { rows, envelope } = await scanText(JSON.stringify([[1], long, [2], [`[${'x'.repeat(70_000)}]`]]), 1000);
    expect(rows.map(({ row }) => row)).toEqual([[1], [2]]);
    expect(envelope).toEqual([long, [`[${'x'.repeat(70_000)}]`]]);
  });

  it('may follow a byte order mark', async () => {
    const bytes = Buffer.from('\uFEFF[[1],[2]]');
    expect((await scan(bytes, 1)).rows).toHaveLength(2);
    expect((await scan(bytes, 2, 100)).rows).toHaveLength(2);
  });
});

async function* toChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield await Promise.resolve(bytes.subarray(at, at + 65_536));
}

describe('damaged JSON', () => {
  it.for([
    ['[[1],[2]', /ends in the middle, after 8 bytes and 2 whole rows/],
    ['{"a":[[1],["x', /ends in the middle/],
    ['[[1],[2,],[3]]', /row 2, which begins at byte 5,/],
    ['[[1] [2]]', /a bracket stands at byte 5, after 1 rows/],
    ['[[1],,[2]]', /a comma stands at byte 5/],
    ['[[1],[2],]', /a closing bracket stands at byte 9/],
    ['[[1],[2}]', /closes what was not opened stands at byte 7/],
    ['[[1]]]', /closes what was not opened stands at byte 5/],
    ['[[1],5 [2]]', /a bracket stands at byte 7/],
    ['[[1]5,[2]]', /a value stands at byte 4/],
    ['{"a":[[1]],}', /what stands around its 1 rows/],
    ['[[1]] [[2]]', /what stands around its 2 rows/],
    ['{"a":1} {"b":{}}', /several values/],
    ['', /what stands around its 0 rows/],
    ['['.repeat(70), /more than 64 levels/],
  ] as const)('%s is refused with the place', async ([text, message]) => {
    await expect(scanText(text)).rejects.toMatchObject({
      code: 'import/damaged-json',
      message: expect.stringMatching(message) as unknown,
    });
  });

  it('is refused where it is not UTF-8', async () => {
    await expect(scan(Buffer.from('[["\xff"]]', 'latin1'))).rejects.toMatchObject({ code: 'import/damaged-json' });
    await expect(scan(Buffer.from('{"\xff":[[1]]}', 'latin1'))).rejects.toMatchObject({ code: 'import/damaged-json' });
  });

  it('is refused with more than 64 MiB beside its rows', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('{"a":"'));
      for (;;) yield piece;
    }
    await expect(scanJsonRows(endless(), 'a.json', () => undefined)).rejects.toMatchObject({
      code: 'import/json-too-large',
    });
  });

  it('is told from good JSON as JSON.parse tells it', async () => {
    const text = JSON.stringify({
      s: 'a"\\ü',
      results: [[1, '2'], { c: -1.5e3 }, [], { d: [true] }, 7],
      n: [[null], [[]], 'x'],
    });
    const byte = fc.constantFrom(...Buffer.from('[]{},:"\\ 019eE+-.tn\u0000\n\u00fc'));
    const change = fc.record({
      at: fc.nat(text.length + 1),
      kind: fc.constantFrom('set', 'insert', 'cut', 'end'),
      byte,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 50 }),
        async (changes, size) => {
          let bytes = Buffer.from(text);
          for (const { at, kind, byte: value } of changes) {
            const [head, tail] = [bytes.subarray(0, at), bytes.subarray(kind === 'insert' ? at : at + 1)];
            bytes = Buffer.concat([
              head,
              ...(kind === 'set' || kind === 'insert' ? [Buffer.of(value)] : []),
              ...(kind === 'end' ? [] : [tail]),
            ]);
          }
          let expected: unknown;
          try {
            expected = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
          } catch {
            await expect(scan(bytes, size)).rejects.toBeInstanceOf(AppError);
            return;
          }
          // Keys that occur twice are one in the parsed document and two on the way.
          const found = await scan(bytes, size);
          expect(found.envelope).toEqual(findByDefinition(expected).envelope);
        },
      ),
      { seed: 7, numRuns: 3000 },
    );
  });
});
