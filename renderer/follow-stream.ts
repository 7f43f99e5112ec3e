/** Reads a stream of events to its end and gives its result. Errors: those of the stream. */
export async function followStream<Event, Result>(
  stream: AsyncIterator<Event, Result>,
  onEvent: (event: Event) => void,
): Promise<Result> {
  for (;;) {
    const step = await stream.next();
    if (step.done === true) return step.value;
    onEvent(step.value);
  }
}
