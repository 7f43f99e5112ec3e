/** Runs through the events of long work and gives its result. */
export async function followJob<Event, Result>(
  job: { next(): Promise<IteratorResult<Event, Result>> },
  onEvent: (event: Event) => void,
): Promise<Result> {
  for (;;) {
    const step = await job.next();
    if (step.done) return step.value;
    onEvent(step.value);
  }
}
