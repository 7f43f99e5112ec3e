import { MessageChannelMain, type IpcMain, type MessagePortMain } from 'electron';
import { isOwnAddress } from './app-origin.ts';

/** The only channel between the page and this process. */
const CHANNEL = 'almanac-port';

/** Those at the other end of a port, by the name that the page asks for. */
export type PortTakers = Readonly<Record<'engine' | 'shell', (port: MessagePortMain) => void>>;

/**
 * Answers the page's request for a port to the engine or to the shell. Only the app's own page at the top of its window is
 * answered.
 */
export function handOverPort(ipcMain: IpcMain, takers: PortTakers): void {
  ipcMain.on(CHANNEL, ({ senderFrame, sender }, to: unknown) => {
    // Null where the frame has gone or moved on since.
    if (senderFrame === null || senderFrame !== sender.mainFrame || !isOwnAddress(senderFrame.url)) return;
    if (to !== 'engine' && to !== 'shell') return;
    const { port1, port2 } = new MessageChannelMain();
    takers[to](port1);
    senderFrame.postMessage(CHANNEL, to, [port2]);
  });
}
