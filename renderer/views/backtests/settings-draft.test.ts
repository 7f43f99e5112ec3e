import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { backtestRequestSchema, maxGridCells, type BacktestRequest } from '#contract/api/backtests.ts';
import { ruleSchema, sizeSchema } from '#contract/backtest.ts';
import { backtests } from '../../texts/en/backtests.ts';
import {
  changeRule,
  draftOfQuery,
  isSameDraft,
  joinSymbols,
  MOST_CELLS,
  queryOfDraft,
  readAxes,
  readDraft,
  splitSymbols,
  writeDraft,
  type Beginnings,
  type Draft,
} from './settings-draft.ts';
import { costFields, exitFields, gridFields, ruleFields, ruleKinds, sizeFields, sizeKinds } from './settings-form.ts';

const beginnings: Beginnings = { rule: 'ma-crossover', model: 'price-lstm@2', symbols: ['SPY'] };
const problemsOf = (draft: Draft): Record<string, string> =>
  Object.fromEntries(readDraft({ symbols: 'SPY', ...draft }, beginnings).problems);

describe('the form', () => {
  it('has words for every field, choice, rule and size', () => {
    const { fields, help, choices, rules, sizes } = backtests;
    const all = [
      ...[...ruleKinds.flatMap(ruleFields), ...sizeKinds.flatMap(sizeFields), ...exitFields, ...costFields],
    ].map(({ form }) => form);
    for (const { name, type, choices: options } of all) {
      expect(Object.keys(fields)).toContain(name);
      expect(Object.keys(help)).toContain(name);
      if (type === 'choice') expect(Object.keys(choices)).toEqual(expect.arrayContaining([...options]));
    }
    expect(Object.keys(rules).sort()).toEqual([...ruleKinds].sort());
    expect(Object.keys(sizes).sort()).toEqual([...sizeKinds].sort());
  });

  it('has every field of the contract', () => {
    for (const { entries } of ruleSchema.options) {
      const names = Object.keys(entries).filter((name) => name !== 'kind' && name !== 'model');
      expect(ruleFields(entries.kind.literal).map(({ form }) => form.name)).toEqual(names);
    }
    for (const { entries } of sizeSchema.options) {
      const names = Object.keys(entries).filter((name) => name !== 'kind');
      expect(sizeFields(entries.kind.literal).map(({ form }) => form.name)).toEqual(names);
    }
    expect(MOST_CELLS).toBe(maxGridCells);
    expect(gridFields('buy-and-hold')).toEqual([]);
  });

  it.each(ruleKinds)('%s can be run as it is, and means the defaults of the contract', (rule) => {
    const { request, problems } = readDraft({ rule }, beginnings);
    expect([...problems]).toEqual([]);
    const parsed = v.parse(backtestRequestSchema, request);
    expect(parsed.rule).toEqual(
      v.parse(ruleSchema, { kind: rule, ...(rule === 'probability-threshold' && { model: 'price-lstm@2' }) }),
    );
    expect(parsed).toMatchObject({
      symbols: ['SPY'],
      size: { kind: 'fraction', fraction: 1 },
      initialCapital: 100_000,
    });
  });

  it('shows as its defaults those of the contract', () => {
    for (const kind of ruleKinds) {
      const filled = v.parse(ruleSchema, { kind, ...(kind === 'probability-threshold' && { model: 'm' }) });
      for (const field of ruleFields(kind)) {
        const value = (filled as Readonly<Record<string, unknown>>)[field.form.name];
        const shown = field.byDefault === '' ? (field.form.type === 'boolean' ? false : undefined) : field.byDefault;
        expect([
          field.key,
          String(typeof value === 'number' && field.unit === 'percent' ? value * 100 : value),
        ]).toEqual([field.key, String(shown)]);
      }
    }
  });

  it('reads percents, decimal commas and whole days', () => {
    const { request, problems } = readDraft(
      {
        ...{
          rule: 'ma-crossover',
          fastBars: '5',
          stopLoss: '2,5 %',
          feeBasisPoints: '1.5',
          from: '2020-01-01',
          to: '2020-12-31',
        },
        ...{ size: 'volatility-target', 'size.volatility': '12', initialCapital: '5 000', short: '1', average: 'ema' },
      },
      beginnings,
    );
    expect([...problems]).toEqual([]);
    expect(request).toEqual({
      rule: { kind: 'ma-crossover', fastBars: 5, short: true, average: 'ema' },
      size: { kind: 'volatility-target', volatility: 0.12, bars: 60 },
      exits: { stopLoss: 0.025 },
      costs: { feeBasisPoints: 1.5 },
      symbols: ['SPY'],
      from: Date.UTC(2020, 0, 1),
      to: Date.UTC(2021, 0, 1) - 1,
      initialCapital: 5000,
    });
  });

  it.each<[Draft, Record<string, string>]>([
    [{ fastBars: 'many' }, { fastBars: 'number' }],
    [{ fastBars: '2.5' }, { fastBars: 'whole' }],
    [{ fastBars: '0' }, { fastBars: 'low' }],
    [{ stopLoss: '0' }, { stopLoss: 'low' }],
    [{ stopLoss: '101' }, { stopLoss: 'high' }],
    [{ average: 'median' }, { average: 'choice' }],
    [{ from: '2020-13-01' }, { from: 'date' }],
    [{ from: 'yesterday' }, { from: 'date' }],
    [{ from: '2021-01-01', to: '2020-01-01' }, { to: 'order' }],
    [{ initialCapital: '-1' }, { initialCapital: 'number' }],
    [{ initialCapital: 'NaN' }, { initialCapital: 'number' }],
    [{ rule: 'probability-threshold', model: '../x' }, { model: 'model' }],
    // What belongs to another rule is not looked at.
    [{ rule: 'buy-and-hold', fastBars: 'many' }, {}],
    [{ rule: '<script>' }, {}],
  ])('%j has the problems %j', (draft, problems) => {
    expect(problemsOf(draft)).toEqual(problems);
  });

  it('a price rule needs instruments, a model may trade all that it knows', () => {
    expect([...readDraft({ symbols: '' }, { ...beginnings, symbols: [] }).problems]).toEqual([['symbols', 'symbols']]);
    const { request, problems } = readDraft({ rule: 'probability-threshold' }, { ...beginnings, symbols: [] });
    expect(problems.size).toBe(0);
    expect(request.symbols).toBeUndefined();
  });
});

/** Requests as forms make them: all fields, each said or not. */
const requests: fc.Arbitrary<BacktestRequest> = fc
  .record({
    rule: fc.constantFrom(...ruleKinds),
    size: fc.constantFrom(...sizeKinds),
    mask: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    share: fc.integer({ min: 1, max: 999 }),
    symbols: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
    day: fc.integer({ min: 0, max: 20_000 }),
  })
  .map(({ rule, size, mask, share, symbols, day }) => {
    let asked = 0;
    const isSaid = (): boolean => mask[asked++ % mask.length]!;
    const draft: Record<string, string> = { rule, size, symbols: joinSymbols(symbols), model: 'price-lstm@2' };
    for (const field of [...ruleFields(rule), ...sizeFields(size), ...exitFields, ...costFields]) {
      if (!isSaid()) continue;
      const { type, choices } = field.form;
      draft[field.key] =
        type === 'boolean'
          ? '1'
          : type === 'choice'
            ? choices[share % choices.length]!
            : type === 'integer'
              ? String(share)
              : String(share / 10);
    }
    if (isSaid()) draft['from'] = new Date(day * 86_400_000).toISOString().slice(0, 10);
    if (isSaid()) draft['to'] = '2030-01-01';
    if (isSaid()) draft['initialCapital'] = String(share);
    return readDraft(draft, beginnings);
  })
  .filter(({ problems }) => problems.size === 0)
  .map(({ request }) => request);

describe('a link', () => {
  it('brings back what a request asked for', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const through = draftOfQuery(queryOfDraft({ tab: 'trades' }, writeDraft(request)));
        const again = readDraft(through, { ...beginnings, symbols: [] }).request;
        expect(v.parse(backtestRequestSchema, again)).toEqual(v.parse(backtestRequestSchema, request));
      }),
    );
  });

  it('keeps what belongs to others, and takes nothing that is not of the form', () => {
    const query = { tab: 'trades', fastBars: '5', evil: 'x', rule: ['a', 'b'], 'grid.fastBars': '1..3', slowBars: '' };
    expect(draftOfQuery(query)).toEqual({ fastBars: '5', 'grid.fastBars': '1..3' });
    expect(queryOfDraft(query, { slowBars: '9', average: '' })).toEqual({ tab: 'trades', evil: 'x', slowBars: '9' });
  });

  it('symbols may hold anything', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), (symbols) => {
        expect(splitSymbols(joinSymbols(symbols))).toEqual(symbols);
      }),
    );
    expect(splitSymbols('A%,B')).toEqual(['A%', 'B']);
  });

  it('garbage is read without harm', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.string(), fc.string(), (query, text, other) => {
        const draft = draftOfQuery({ ...query, fastBars: text, symbols: other, rule: text, 'grid.fastBars': other });
        expect(typeof readDraft(draft, beginnings).request.rule.kind).toBe('string');
        expect(readAxes(draft, 'ma-crossover').cells).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('another rule leaves behind what the old one was set to', () => {
    const draft = {
      rule: 'ma-crossover',
      fastBars: '5',
      'grid.slowBars': '1..9',
      stopLoss: '5',
      'size.volatility': '9',
    };
    expect(changeRule(draft, 'rsi-reversal')).toEqual({ rule: 'rsi-reversal', stopLoss: '5', 'size.volatility': '9' });
  });

  it('is the same in any order, and with empty fields', () => {
    expect(isSameDraft({ a: '1', b: '2', c: '' }, { b: '2', a: '1' })).toBe(true);
    expect(isSameDraft({ a: '1' }, { a: '2' })).toBe(false);
  });
});

describe('axes', () => {
  const axesOf = (fast: string, slow = ''): ReturnType<typeof readAxes> =>
    readAxes({ 'grid.fastBars': fast, 'grid.slowBars': slow }, 'ma-crossover');

  it.each<[string, readonly number[]]>([
    ['5..20:5', [5, 10, 15, 20]],
    ['5 .. 19 : 5', [5, 10, 15]],
    ['3..5', [3, 4, 5]],
    ['21, 7;14 7', [7, 14, 21]],
    ['9', [9]],
  ])('%s are %j', (text, values) => {
    expect(axesOf(text).axes).toEqual([{ parameter: 'fastBars', values }]);
  });

  it('percents are typed as percents, steps do not gather noise', () => {
    const { axes } = readAxes({ 'grid.enterProbability': '50..56:0.5' }, 'probability-threshold');
    expect(axes[0]!.values).toEqual([
      0.5, 0.505, 0.51, 0.515, 0.52, 0.525, 0.53, 0.535, 0.54, 0.545, 0.55, 0.555, 0.56,
    ]);
  });

  it.each([
    ['20..5:5', 'axis'],
    ['5..20:0', 'axis'],
    ['1..9999999', 'axis'],
    ['a, b', 'number'],
    ['0, 5', 'low'],
    ['1.5, 2', 'whole'],
  ])('%s is wrong: %s', (text, problem) => {
    expect(axesOf(text).problems.get('grid.fastBars')).toBe(problem);
  });

  it('come back from what a grid was asked for', () => {
    const rule = { kind: 'probability-threshold', model: 'm@1' } as const;
    const axes = [{ parameter: 'enterProbability', values: [0.52, 0.555] }];
    const draft = writeDraft({ rule, axes });
    expect(draft['grid.enterProbability']).toBe('52, 55.5');
    expect(readAxes(draft, 'probability-threshold').axes).toEqual(axes);
  });

  it('count their combinations, up to what the engine takes', () => {
    expect(axesOf('1..10', '11..30').cells).toBe(200);
    expect(axesOf('1..200', '1..200').problems.get('cells')).toBe('cells');
    expect(axesOf('').cells).toBe(0);
  });
});
