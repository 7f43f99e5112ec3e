import type { AlertEvent, AlertRule } from '#contract/alert.ts';
import { AppError } from '#contract/errors.ts';
import type { EngineClient } from '../host.ts';
import type { Answers } from './answers.ts';
import { createFeed } from './feed.ts';
import type { InventedInstrument } from './invent-market.ts';

const NOW = Date.UTC(2026, 10, 28, 10);
const HOUR = 3_600_000;

/** Rules and events in memory: what the view changes, it sees. `tell` plays a crossing of the last price. */
export function createAlertsDouble(market: readonly InventedInstrument[]): {
  readonly answers: NonNullable<Answers['alerts']>;
  readonly tell: () => void;
} {
  const symbols = market.slice(0, 4).map(({ symbol }) => symbol);
  const [first = 'ALPH', second = 'BORA', third = 'CEDR', fourth = 'DUNE'] = symbols;
  const last = (symbol: string): number => market.find((each) => each.symbol === symbol)?.bars.close.at(-1) ?? 100;
  const rule = (id: number, symbol: string, condition: AlertRule['condition'], isEnabled = true): AlertRule => ({
    id,
    symbol,
    condition,
    isEnabled,
    createdAt: NOW - id * 40 * HOUR,
  });
  const level = (symbol: string, factor: number): number => Math.round(last(symbol) * factor);
  let rules: AlertRule[] =
    market.length === 0
      ? []
      : [
          rule(1, first, { kind: 'price', timeframe: '1d', crosses: 'above', price: level(first, 1.04) }),
          rule(2, second, { kind: 'price', timeframe: '1d', crosses: 'either', price: level(second, 0.97) }),
          rule(3, third, { kind: 'probability-up', crosses: 'above', probability: 0.6, model: 'price-lstm' }),
          rule(4, fourth, { kind: 'grade', to: ['STRONG SELL', 'SELL'] }, false),
        ];
  const removed: AlertRule[] = [];
  let events: AlertEvent[] =
    market.length === 0
      ? []
      : [
          {
            id: 12,
            ruleId: 2,
            symbol: second,
            occurrence: {
              kind: 'price',
              crossed: 'below',
              price: level(second, 0.97),
              before: level(second, 0.97) * 1.01,
              after: level(second, 0.97) * 0.995,
              barTime: NOW - 26 * HOUR,
            },
            createdAt: NOW - 2 * HOUR,
            seenAt: null,
          },
          {
            id: 11,
            ruleId: 3,
            symbol: third,
            occurrence: {
              kind: 'probability-up',
              crossed: 'above',
              probability: 0.6,
              before: 0.57,
              after: 0.63,
              forecastId: 'f',
            },
            createdAt: NOW - 30 * HOUR,
            seenAt: null,
          },
          {
            id: 10,
            ruleId: 99,
            symbol: first,
            occurrence: { kind: 'grade', before: 'HOLD', after: 'STRONG BUY', forecastId: 'g' },
            createdAt: NOW - 200 * HOUR,
            seenAt: NOW - 190 * HOUR,
          },
        ];
  const news = createFeed<AlertEvent>();
  const find = (id: number): AlertRule => {
    const found = [...rules, ...removed].find((each) => each.id === id);
    if (!found) throw new AppError('alert/unknown', `There is no alert ${id}.`, 'It may have been removed elsewhere.');
    return found;
  };
  const replace = (changed: AlertRule): Promise<AlertRule> => {
    rules = rules.map((each) => (each.id === changed.id ? changed : each));
    return Promise.resolve(changed);
  };
  const answers: Partial<EngineClient['alerts']> = {
    rules: ({ symbol }) => Promise.resolve(rules.filter((each) => symbol === undefined || each.symbol === symbol)),
    add: ({ symbol, condition }) => {
      if (!market.some((each) => each.symbol === symbol)) {
        return Promise.reject(
          new AppError('data/unknown-instrument', `The workspace has no instrument ${symbol}.`, 'Import it.'),
        );
      }
      const made = rule(
        Math.max(0, ...[...rules, ...removed].map(({ id }) => id)) + 1,
        symbol,
        condition as AlertRule['condition'],
      );
      rules = [...rules, { ...made, createdAt: NOW }];
      return Promise.resolve(made);
    },
    change: ({ id, condition }) => replace({ ...find(id), condition: condition as AlertRule['condition'] }),
    enable: ({ id, isEnabled }) => replace({ ...find(id), isEnabled }),
    remove: ({ id }) => {
      const gone = find(id);
      removed.push(gone);
      rules = rules.filter((each) => each !== gone);
      return Promise.resolve(gone);
    },
    bringBack: ({ id }) => {
      const back = find(id);
      rules = [...rules, back].sort((a, b) => a.id - b.id);
      return Promise.resolve(back);
    },
    events: ({ unseenOnly = false, limit = 200 }) =>
      Promise.resolve(events.filter(({ seenAt }) => !unseenOnly || seenAt === null).slice(0, limit)),
    markSeen: ({ ids }) => {
      const before = events.filter(({ seenAt }) => seenAt === null).length;
      events = events.map((each) =>
        each.seenAt === null && (ids === undefined || ids.includes(each.id)) ? { ...each, seenAt: NOW } : each,
      );
      return Promise.resolve({ marked: before - events.filter(({ seenAt }) => seenAt === null).length });
    },
  };
  return {
    answers: { ...answers, watch: () => Promise.resolve(news.events()) },
    tell() {
      const occurrence = {
        kind: 'price',
        crossed: 'above',
        price: 139,
        before: 138,
        after: 140,
        barTime: NOW,
      } as const;
      const event = { id: 100 + events.length, ruleId: 1, symbol: first, occurrence, createdAt: NOW, seenAt: null };
      events = [event, ...events];
      news.push(event);
    },
  };
}
