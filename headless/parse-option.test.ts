import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseDay, parseLag, parsePrice, parseReturn, parseSnapshotNumber } from './parse-option.ts';

const HOUR = 3_600_000;

describe('parseDay', () => {
  it('gives midnight UTC', () => {
    expect(parseDay('2020-02-29')).toBe(Date.UTC(2020, 1, 29));
  });

  it.each([
    '2020-02-31',
    '2019-02-29',
    '2020-04-31',
    '2020-13-01',
    '2020-00-10',
    '31.01.2020',
    '2020-1-1',
    '',
    'today',
  ])('refuses %j', (text) => {
    expect(() => parseDay(text)).toThrow(InvalidArgumentError);
  });
});

describe('parseLag', () => {
  it.each([
    ['0', 0],
    ['0d', 0],
    ['12h', 12 * HOUR],
    ['1.5d', 36 * HOUR],
    ['2w', 14 * 24 * HOUR],
    ['520w', 520 * 7 * 24 * HOUR],
    ['3653d', 3653 * 24 * HOUR],
  ])('reads %j', (text, ms) => {
    expect(parseLag(text)).toBe(ms);
  });

  it.each(['', '1', '00', '-1d', '2 d', '1y', 'd', '1e3d', '3654d', '99999999w'])('refuses %j', (text) => {
    expect(() => parseLag(text)).toThrow(InvalidArgumentError);
  });
});

describe('parseSnapshotNumber', () => {
  it('reads a whole number', () => {
    expect(parseSnapshotNumber('12')).toBe(12);
  });

  it.each(['abc', '', '0', '-1', '1.5', '1e3', '99999999999999999999'])('refuses %j', (text) => {
    expect(() => parseSnapshotNumber(text)).toThrow(/Expected a snapshot number/);
  });
});

describe('parseReturn', () => {
  it.each([
    ['5%', 0.05],
    ['-2.5%', -0.025],
    ['+0 %', 0],
    ['250%', 2.5],
    ['-99.9%', -0.999],
  ])('reads %j', (text, value) => {
    expect(parseReturn(text)).toBeCloseTo(value, 12);
  });

  it.each(['5', '0.05', '%', '', '-100%', '1e3%', 'five%'])('refuses %j', (text) => {
    expect(() => parseReturn(text)).toThrow(InvalidArgumentError);
  });
});

it.each(['', '0', '-5', '1,5', 'abc', '1e400'])('parsePrice refuses %j', (text) => {
  expect(parsePrice('32.50')).toBe(32.5);
  expect(() => parsePrice(text)).toThrow(InvalidArgumentError);
});
