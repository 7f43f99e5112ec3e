/** Events that come when they are pushed. */
export function createFeed<Event>(): { push: (event: Event) => void; events: () => AsyncGenerator<Event, void, void> } {
  const waiting: Event[] = [];
  let wake = (): void => undefined;
  return {
    push(event) {
      waiting.push(event);
      wake();
    },
    async *events() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift()!;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
