import * as v from 'valibot';
import {
  alertConditionSchema,
  type AlertCondition,
  type AlertEvent,
  type AlertOccurrence,
  type AlertRule,
} from '#contract/alert.ts';
import type { EpochMs } from '#contract/bars.ts';
import { damaged } from './damaged.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** A rule, and where the last look at it ended. */
export interface StoredAlertRule extends AlertRule {
  /** Time of the last bar, or moment of the last forecast, that was looked at. */
  readonly seenUntil: EpochMs;
  /** The probability or grade that was seen there; null while there was none, and for prices, which bars tell. */
  readonly lastValue: number | string | null;
}

interface RuleRecord {
  readonly id: number;
  readonly symbol: string;
  readonly body: string;
  readonly isEnabled: number;
  readonly seenUntil: number;
  readonly lastValue: string | null;
  readonly createdAt: number;
}

const ruleFields = `id, symbol, body, is_enabled AS isEnabled, seen_until AS seenUntil, last_value AS lastValue,
  created_at AS createdAt`;

function toRule({ body, isEnabled, lastValue, ...row }: RuleRecord): StoredAlertRule {
  const condition = v.safeParse(v.pipe(v.string(), v.parseJson(), alertConditionSchema), body);
  if (!condition.success) throw damaged(`What is stored about alert ${row.id} is not readable.`);
  return {
    ...row,
    condition: condition.output,
    isEnabled: isEnabled === 1,
    lastValue: lastValue === null ? null : (JSON.parse(lastValue) as number | string),
  };
}

/** The rules that were not removed, in the order in which they were made. Errors: store/damaged. */
export function listAlertRules({ read }: ReadDatabase, symbol?: string): StoredAlertRule[] {
  return read
    .prepare<[string | null, string | null], RuleRecord>(
      `SELECT ${ruleFields} FROM alert_rules WHERE removed_at IS NULL AND (? IS NULL OR symbol = ?) ORDER BY id`,
    )
    .all(symbol ?? null, symbol ?? null)
    .map(toRule);
}

/** The rule with this id, also one that was removed, or undefined. Errors: store/damaged. */
export function findAlertRule({ read }: ReadDatabase, id: number): StoredAlertRule | undefined {
  const row = read.prepare<[number], RuleRecord>(`SELECT ${ruleFields} FROM alert_rules WHERE id = ?`).get(id);
  return row && toRule(row);
}

/** Adds a rule and returns its id. */
export function addAlertRule({ write }: WriteDatabase, rule: Omit<StoredAlertRule, 'id'>): number {
  const { lastInsertRowid } = write
    .prepare(
      `INSERT INTO alert_rules (symbol, body, is_enabled, seen_until, last_value, created_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      rule.symbol,
      JSON.stringify(rule.condition),
      rule.isEnabled ? 1 : 0,
      rule.seenUntil,
      rule.lastValue === null ? null : JSON.stringify(rule.lastValue),
      rule.createdAt,
    );
  return Number(lastInsertRowid);
}

export function setAlertCondition({ write }: WriteDatabase, id: number, condition: AlertCondition): void {
  write.prepare('UPDATE alert_rules SET body = ? WHERE id = ?').run(JSON.stringify(condition), id);
}

export function setAlertEnabled({ write }: WriteDatabase, id: number, isEnabled: boolean): void {
  write.prepare('UPDATE alert_rules SET is_enabled = ? WHERE id = ?').run(isEnabled ? 1 : 0, id);
}

/** Removes a rule, or, with null, brings it back. */
export function setAlertRemoved({ write }: WriteDatabase, id: number, removedAt: EpochMs | null): void {
  write.prepare('UPDATE alert_rules SET removed_at = ? WHERE id = ?').run(removedAt, id);
}

/** Notes where a look at a rule has ended. */
export function noteAlertLook(
  { write }: WriteDatabase,
  id: number,
  { seenUntil, lastValue }: Pick<StoredAlertRule, 'seenUntil' | 'lastValue'>,
): void {
  write
    .prepare('UPDATE alert_rules SET seen_until = ?, last_value = ? WHERE id = ?')
    .run(seenUntil, lastValue === null ? null : JSON.stringify(lastValue), id);
}

interface EventRecord {
  readonly id: number;
  readonly ruleId: number;
  readonly symbol: string;
  readonly body: string;
  readonly createdAt: number;
  readonly seenAt: number | null;
}

/** Adds an event and returns it. */
export function addAlertEvent(
  { write }: WriteDatabase,
  event: Pick<AlertEvent, 'ruleId' | 'symbol' | 'occurrence' | 'createdAt'>,
): AlertEvent {
  const { lastInsertRowid } = write
    .prepare('INSERT INTO alert_events (rule_id, symbol, body, created_at) VALUES (?, ?, ?, ?)')
    .run(event.ruleId, event.symbol, JSON.stringify(event.occurrence), event.createdAt);
  return { ...event, id: Number(lastInsertRowid), seenAt: null };
}

/** Events, newest first. */
export function listAlertEvents(
  { read }: ReadDatabase,
  { symbol, unseenOnly, limit }: { symbol?: string | undefined; unseenOnly: boolean; limit: number },
): AlertEvent[] {
  return read
    .prepare<Record<string, string | number | null>, EventRecord>(
      `SELECT id, rule_id AS ruleId, symbol, body, created_at AS createdAt, seen_at AS seenAt FROM alert_events
       WHERE (@symbol IS NULL OR symbol = @symbol) AND (@unseenOnly = 0 OR seen_at IS NULL)
       ORDER BY id DESC LIMIT @limit`,
    )
    .all({ symbol: symbol ?? null, unseenOnly: unseenOnly ? 1 : 0, limit })
    .map(({ body, ...event }) => ({ ...event, occurrence: JSON.parse(body) as AlertOccurrence }));
}

/** Notes that events were seen, all of them where no ids are given; returns how many were not before. */
export function markAlertEventsSeen(
  { write }: WriteDatabase,
  ids: readonly number[] | undefined,
  seenAt: EpochMs,
): number {
  return write
    .prepare(
      `UPDATE alert_events SET seen_at = @seenAt
       WHERE seen_at IS NULL AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))`,
    )
    .run({ seenAt, ids: ids ? JSON.stringify(ids) : null }).changes;
}
