import { describe, expect, it } from 'vitest';
import { describeGrid, describeRuleOptions, parseFraction, parseSize } from './backtest-options.ts';

describe('describeRuleOptions', () => {
  it('fills in what was given, under the names of the rule', () => {
    expect(describeRuleOptions({ rule: 'ma-crossover', model: 'm', fast: 5, average: 'ema', short: true })).toEqual({
      ...{ kind: 'ma-crossover', fastBars: 5, average: 'ema', short: true },
    });
    expect(describeRuleOptions({ rule: 'forecast', model: 'm@2', enter: 0.6, horizon: 14 })).toEqual({
      ...{ kind: 'probability-threshold', model: 'm@2', enterProbability: 0.6, horizonBars: 14 },
    });
    expect(describeRuleOptions({ rule: 'donchian-breakout', model: 'm', enter: 20, exit: 5 })).toEqual({
      ...{ kind: 'donchian-breakout', enterBars: 20, exitBars: 5 },
    });
    expect(describeRuleOptions({ rule: 'buy-and-hold', model: 'm' })).toEqual({ kind: 'buy-and-hold' });
  });

  it('refuses options of other rules, and names its own', () => {
    expect(() => describeRuleOptions({ rule: 'rsi-reversal', model: 'm', fast: 5 })).toThrow(
      expect.objectContaining({
        code: 'input/invalid',
        message: 'The rule rsi-reversal has no --fast.',
        hint: 'It has --bars, --oversold, --exit, --overbought.',
      }),
    );
    expect(() => describeRuleOptions({ rule: 'buy-and-hold', model: 'm', short: true })).toThrow('no --short');
  });
});

describe('describeGrid', () => {
  it.each([
    ['fast=5..20:5,slow=40..42', { fastBars: [5, 10, 15, 20], slowBars: [40, 41, 42] }],
    ['fast=7', { fastBars: [7] }],
    ['fast=3,7,21,slow=50', { fastBars: [3, 7, 21], slowBars: [50] }],
    ['fast=3,10..30:10', { fastBars: [3, 10, 20, 30] }],
  ])('reads %s', (text, axes) => {
    expect(describeGrid(text, 'ma-crossover')).toEqual(
      Object.entries(axes).map(([parameter, values]) => ({ parameter, values })),
    );
  });

  it('does not gather rounding', () => {
    expect(describeGrid('enter=0.5..0.8:0.1', 'forecast')[0]!.values).toEqual([0.5, 0.6, 0.7, 0.8]);
  });

  it.each(['', 'fast', '5..10', 'fast=', 'fast=x', 'fast=9..5', 'fast=5..9:0', 'fast=1..2:-1', 'fast=1..99999999'])(
    'refuses "%s"',
    (text) => {
      expect(() => describeGrid(text, 'ma-crossover')).toThrow('Expected axes such as');
    },
  );

  it.each(['quick=5', 'average=5'])('refuses the axis %s', (text) => {
    expect(() => describeGrid(text, 'ma-crossover')).toThrow(
      `The rule ma-crossover has no axis ${text.split('=')[0]}.`,
    );
  });
});

describe('shares and sizes', () => {
  it.each([
    ['5%', 0.05],
    ['0.05', 0.05],
    ['12.5 %', 0.125],
  ])('reads %s', (text, share) => {
    expect(parseFraction(text)).toBeCloseTo(share, 14);
  });

  it.each(['0', '-5%', '5%%', 'five', ''])('refuses "%s"', (text) => {
    expect(() => parseFraction(text)).toThrow('expected a share');
  });

  it.each([
    ['fraction:0.5', { kind: 'fraction', fraction: 0.5 }],
    ['amount:10000', { kind: 'amount', amount: 10_000 }],
    ['volatility:10%', { kind: 'volatility-target', volatility: 0.1, bars: 60 }],
    ['volatility:10%:20', { kind: 'volatility-target', volatility: 0.1, bars: 20 }],
  ])('reads the size %s', (text, size) => {
    expect(parseSize(text)).toEqual(size);
  });

  it.each(['half', 'fraction', 'fraction:0.5:3', 'amount:-1', 'volatility:x', 'volatility:10%:20:1'])(
    'refuses the size %s',
    (text) => {
      expect(() => parseSize(text)).toThrow(/expected/);
    },
  );
});
