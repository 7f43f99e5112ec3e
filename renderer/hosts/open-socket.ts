import { AppError } from '#contract/errors.ts';
import { createSocketWire } from '#contract/wire/socket-wire.ts';
import type { Wire } from '#contract/wire/wire.ts';

/**
 * Opens a WebSocket to the host that served the page.
 * Errors: connection/unavailable; host/session-ended where the host no longer knows this browser.
 */
export async function openSocket(): Promise<Wire> {
  const socket = new WebSocket('/engine');
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => {
      resolve(true);
    });
    socket.addEventListener('close', () => {
      resolve(false);
    });
  });
  if (isOpen) return createSocketWire(socket);
  // A browser does not say why a socket was refused; a plain request tells.
  const response = await fetch('/', { method: 'HEAD' }).catch(() => null);
  if (response?.status === 401) {
    throw new AppError(
      'host/session-ended',
      'Almanac was started again and does not know this window.',
      'Open the address that it printed.',
    );
  }
  throw new AppError('connection/unavailable', 'Almanac cannot be reached.', 'Is it still running?');
}
