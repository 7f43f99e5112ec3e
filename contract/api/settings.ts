import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import { settingsSchema, type Settings } from '../settings.ts';

export const settingsContract = {
  get: oc.output(type<Settings>()),

  /** Sets some of the settings and gives all. */
  set: oc.input(v.partial(settingsSchema)).output(type<Settings>()),

  /** All settings, at once and whenever one is set. */
  watch: oc.output(eventIterator(type<Settings>())),
};
