import { api } from '../engine.ts';
import { describeStatus } from './describe-status.ts';
import { probeProvider, runChecks } from './run-checks.ts';

export const systemApi = {
  status: api.system.status.handler(({ context: { store, startedAt } }) => describeStatus(store, startedAt)),

  probeProvider: api.system.probeProvider.handler(() => probeProvider()),

  doctor: api.system.doctor.handler(({ context: { store } }) => runChecks(store)),
};
