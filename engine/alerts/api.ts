import type { AlertCondition, AlertRule } from '#contract/alert.ts';
import { AppError } from '#contract/errors.ts';
import { api } from '../engine.ts';
import { findHistory } from '../market-data/load-history.ts';
import {
  addAlertRule,
  findAlertRule,
  listAlertEvents,
  listAlertRules,
  markAlertEventsSeen,
  noteAlertLook,
  setAlertCondition,
  setAlertEnabled,
  setAlertRemoved,
  type StoredAlertRule,
} from '../store/alerts.ts';
import { findInstrument } from '../store/instruments.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../store/open-store.ts';
import { beginLook } from './evaluate-alerts.ts';

const { alerts } = api;

export const alertsApi = {
  rules: alerts.rules.handler(({ input, context: { store } }) =>
    listAlertRules(store.database, input.symbol).map(describeRule),
  ),

  add: alerts.add.handler(({ input, context: { store, clock } }) =>
    transact(store.database, (database) => {
      const { symbol, condition } = input;
      requireInstrument(database, symbol, condition);
      const { seenUntil, lastValue } = beginLook(database, { symbol, condition });
      const rule = { symbol, condition, isEnabled: true, seenUntil, lastValue, createdAt: clock.now() };
      return describeRule(find(database, addAlertRule(database, rule)));
    }),
  ),

  change: alerts.change.handler(({ input, context: { store } }) =>
    transact(store.database, (database) => {
      const { symbol } = find(database, input.id);
      requireInstrument(database, symbol, input.condition);
      setAlertCondition(database, input.id, input.condition);
      passOver(database, input.id);
      return describeRule(find(database, input.id));
    }),
  ),

  enable: alerts.enable.handler(({ input, context: { store } }) =>
    transact(store.database, (database) => {
      find(database, input.id);
      if (input.isEnabled) passOver(database, input.id);
      setAlertEnabled(database, input.id, input.isEnabled);
      return describeRule(find(database, input.id));
    }),
  ),

  remove: alerts.remove.handler(({ input, context: { store, clock } }) =>
    transact(store.database, (database) => {
      const rule = find(database, input.id);
      setAlertRemoved(database, input.id, clock.now());
      return describeRule(rule);
    }),
  ),

  bringBack: alerts.bringBack.handler(({ input, context: { store } }) =>
    transact(store.database, (database) => {
      find(database, input.id);
      passOver(database, input.id);
      setAlertRemoved(database, input.id, null);
      return describeRule(find(database, input.id));
    }),
  ),

  events: alerts.events.handler(({ input, context: { store } }) => listAlertEvents(store.database, input)),

  markSeen: alerts.markSeen.handler(({ input, context: { store, clock } }) => ({
    marked: markAlertEventsSeen(store.database, input.ids, clock.now()),
  })),

  watch: alerts.watch.handler(({ context: { alertEvents }, signal }) => alertEvents.events(signal)),
};

/** Errors, which say which instruments there are: data/unknown-instrument, data/unknown-timeframe. */
function requireInstrument(database: ReadDatabase, symbol: string, condition: AlertCondition): void {
  if (condition.kind === 'price' || !findInstrument(database, symbol)) {
    findHistory(database, symbol, condition.kind === 'price' ? condition.timeframe : '1d');
  }
}

/** What came while a rule was off does not count. */
function passOver(database: WriteDatabase, id: number): void {
  noteAlertLook(database, id, beginLook(database, find(database, id)));
}

function describeRule({ id, symbol, condition, isEnabled, createdAt }: StoredAlertRule): AlertRule {
  return { id, symbol, condition, isEnabled, createdAt };
}

function find(database: ReadDatabase, id: number): StoredAlertRule {
  const rule = findAlertRule(database, id);
  if (rule) return rule;
  throw new AppError('alert/unknown', `There is no alert ${id}.`, 'It may have been removed elsewhere.');
}
