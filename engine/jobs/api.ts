import { api } from '../engine.ts';

export const jobsApi = {
  enqueue: api.jobs.enqueue.handler(({ input, context: { jobs } }) => jobs.enqueue(input.kind, input.input)),
  list: api.jobs.list.handler(({ input, context: { jobs } }) => jobs.list(input.ended)),
  get: api.jobs.get.handler(({ input, context: { jobs } }) => jobs.get(input.id)),
  output: api.jobs.output.handler(({ input, context: { jobs } }) => jobs.output(input.id)),
  watch: api.jobs.watch.handler(({ input, context: { jobs }, signal }) => jobs.watch(input.ended, signal)),
  cancel: api.jobs.cancel.handler(({ input, context: { jobs } }) => jobs.cancel(input.id)),
  resume: api.jobs.resume.handler(({ input, context: { jobs } }) => jobs.resume(input.id)),
  reorder: api.jobs.reorder.handler(({ input, context: { jobs } }) => jobs.reorder(input.ids)),
};
