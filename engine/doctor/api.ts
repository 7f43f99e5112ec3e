import { api } from '../engine.ts';
import { runChecks } from './run-checks.ts';

export const systemApi = {
  doctor: api.system.doctor.handler(({ context: { store } }) => runChecks(store)),
};
