import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeMacdLine } from './macd.ts';
import { computeRsi } from './rsi.ts';

interface Column {
  first: number;
  values: number[];
}

/** From TA-Lib, by tools/golden-talib.py. */
const golden = JSON.parse(readFileSync(new URL('../../../tests/golden/talib.json', import.meta.url), 'utf8')) as {
  close: number[];
  rsi: (Column & { bars: number })[];
  macdLine: (Column & { fastBars: number; slowBars: number })[];
  edges: { name: string; close: number[]; rsi14: Column; macdLine: Column }[];
};
const close = Float64Array.from(golden.close);

/** Equal to 1e-9 wherever TA-Lib has a value, NaN before. */
function expectColumn(ours: Float64Array, theirs: Column): void {
  expect(ours.length).toBe(theirs.first + theirs.values.length);
  ours.forEach((value, t) => {
    if (t < theirs.first) expect(value).toBeNaN();
    else expect(Math.abs(value - theirs.values[t - theirs.first]!)).toBeLessThan(1e-9);
  });
}

describe('on 300 invented closes with a flat and a rising stretch', () => {
  it.each(golden.rsi)('RSI $bars is that of TA-Lib', (column) => {
    expectColumn(computeRsi(close, column.bars), column);
  });

  it.each(golden.macdLine)('the MACD line $fastBars/$slowBars is that of TA-Lib', (column) => {
    expectColumn(computeMacdLine(close, column.fastBars, column.slowBars), column);
  });
});

describe.each(golden.edges)('on a price that is $name', (edge) => {
  it('RSI 14 and MACD 12/26 are those of TA-Lib', () => {
    const prices = Float64Array.from(edge.close);
    expectColumn(computeRsi(prices, 14), edge.rsi14);
    expectColumn(computeMacdLine(prices, 12, 26), edge.macdLine);
  });
});
