import { api } from '../engine.ts';

export const workspaceApi = {
  watch: api.workspace.watch.handler(({ context: { changes }, signal }) => changes.events(signal)),
};
