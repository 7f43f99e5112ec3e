import { describe, expect, it } from 'vitest';
import { parseNumber, parseNumbers } from './parse-field.ts';

const units = { type: 'integer', min: 1, max: 1024, isMinOpen: false, isMaxOpen: false } as const;
const rate = { type: 'number', min: 0, max: 1, isMinOpen: false, isMaxOpen: true } as const;

describe('the text of a number', () => {
  it.each([
    ['128', units, { value: 128 }],
    [' 1 ', units, { value: 1 }],
    ['0', units, { fault: { key: 'between', min: 1, max: 1024 } }],
    ['1025', units, { fault: { key: 'between', min: 1, max: 1024 } }],
    ['1.5', units, { fault: { key: 'whole' } }],
    ['', units, { fault: { key: 'empty' } }],
    ['12a', units, { fault: { key: 'number' } }],
    ['Infinity', units, { fault: { key: 'number' } }],
    ['0,2', rate, { value: 0.2 }],
    ['1e-3', rate, { value: 0.001 }],
    ['1', rate, { fault: { key: 'between', min: 0, max: 1 } }],
    ['0', { ...rate, isMinOpen: true, max: null }, { fault: { key: 'above', min: 0, max: null } }],
    ['2', { ...rate, min: null }, { fault: { key: 'below', min: null, max: 1 } }],
  ] as const)('%j', (text, bounds, expected) => {
    expect(parseNumber(text, bounds)).toEqual(expected);
  });
});

describe('the text of several numbers', () => {
  it('is cut at spaces, commas and semicolons', () => {
    expect(parseNumbers('1, 5; 14 20', units)).toEqual({ value: [1, 5, 14, 20] });
    expect(parseNumbers('0.025,0.5', rate)).toEqual({ value: [0.025, 0.5] });
  });

  it('says what is wrong with the first that is', () => {
    expect(parseNumbers('1, 0', units)).toEqual({ fault: { key: 'between', min: 1, max: 1024 } });
    expect(parseNumbers('  ', units)).toEqual({ fault: { key: 'empty' } });
  });
});
