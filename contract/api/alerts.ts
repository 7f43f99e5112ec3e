import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import { alertConditionSchema, type AlertEvent, type AlertRule } from '../alert.ts';

const id = v.pipe(v.number(), v.integer());
const symbol = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** Rules are looked at after every import and forecast. Errors of all that take an id: alert/unknown. */
export const alertsContract = {
  /** All rules, or those of an instrument, in the order in which they were made. */
  rules: oc.input(v.strictObject({ symbol: v.optional(symbol) })).output(type<AlertRule[]>()),

  /** Adds a rule; it speaks of what comes from now on. Errors: data/unknown-instrument. */
  add: oc.input(v.strictObject({ symbol, condition: alertConditionSchema })).output(type<AlertRule>()),

  /** Gives a rule another condition; it speaks of what comes from then on. */
  change: oc.input(v.strictObject({ id, condition: alertConditionSchema })).output(type<AlertRule>()),

  /** Switches a rule on or off; one that is switched on again speaks of what comes from then on. */
  enable: oc.input(v.strictObject({ id, isEnabled: v.boolean() })).output(type<AlertRule>()),

  /** Removes a rule; its events stay. `bringBack` undoes it. */
  remove: oc.input(v.strictObject({ id })).output(type<AlertRule>()),

  bringBack: oc.input(v.strictObject({ id })).output(type<AlertRule>()),

  /** What has happened, newest first. */
  events: oc
    .input(
      v.strictObject({
        symbol: v.optional(symbol),
        unseenOnly: v.optional(v.boolean(), false),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 200),
      }),
    )
    .output(type<AlertEvent[]>()),

  /** Notes that the user has seen events; without ids, all. */
  markSeen: oc.input(v.strictObject({ ids: v.optional(v.array(id)) })).output(type<{ marked: number }>()),

  /** Events as they happen, until the listener leaves. */
  watch: oc.output(eventIterator(type<AlertEvent>())),
};
