import { describe, expect, it } from 'vitest';
import { priceFormats } from './registry.ts';

describe.each(priceFormats)('the format $id', (format) => {
  it('is the one that its own example header is read as', () => {
    const header = format.exampleHeader.split(',');
    expect(priceFormats.find((candidate) => candidate.locateColumns(header) !== null)?.id).toBe(format.id);
  });

  it('finds a column of its own for each price, whatever the case', () => {
    const columns = format.locateColumns(format.exampleHeader.toUpperCase().split(','));
    const indices = [columns?.date, columns?.open, columns?.high, columns?.low, columns?.close];
    expect(indices).not.toContain(undefined);
    expect(new Set(indices).size).toBe(5);
  });

  it('does not take a header that lacks a price', () => {
    const header = format.exampleHeader.split(',');
    const close = format.locateColumns(header)?.close;
    expect(format.locateColumns(header.filter((_, index) => index !== close))).toBeNull();
  });
});

it('no two formats share an id', () => {
  expect(new Set(priceFormats.map((format) => format.id)).size).toBe(priceFormats.length);
});
