import { expect, it } from 'vitest';
import { renderSparkline } from './sparkline.ts';

it.each([
  ['a value a character where they fit', [0, 1, 2, 3, 4, 5, 6, 7], 20, '▁▂▃▄▅▆▇█'],
  ['means where they do not', [0, 0, 3, 4, 7, 7], 3, '▁▅█'],
  ['a curve that never moves', [5, 5, 5], 10, '▁▁▁'],
  ['a single value', [5], 10, '▁'],
  ['nothing', [], 10, ''],
])('%s', (_, values, width, line) => {
  expect(renderSparkline(values, width)).toBe(line);
});
