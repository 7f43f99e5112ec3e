import { createPortWire } from '#contract/wire/port-wire.ts';
import type { Wire } from '#contract/wire/wire.ts';
import './bridge.ts';

/** Opens a wire to the engine or to the shell, by a port that the main process hands over. */
export function createPortOpener(): (to: 'engine' | 'shell') => Promise<Wire> {
  const takers = { engine: [], shell: [] } as Record<'engine' | 'shell', ((port: MessagePort) => void)[]>;
  window.addEventListener('message', ({ source, data, ports: [port] }: MessageEvent<unknown>) => {
    // Only this window posts to itself: no page frames it.
    if (source !== window || port === undefined) return;
    if (typeof data !== 'object' || data === null || !('almanacPort' in data)) return;
    const { almanacPort: to } = data;
    if (to === 'engine' || to === 'shell') takers[to].shift()?.(port);
  });
  return (to) =>
    new Promise((resolve) => {
      takers[to].push((port) => {
        resolve(createPortWire(port));
      });
      window.almanac.connect(to);
    });
}
