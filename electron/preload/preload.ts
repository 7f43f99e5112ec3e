/**
 * All that the page gets of Electron: message ports, and the paths of files that the user dropped. Runs sandboxed, in a
 * world of its own.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';

/** What `window.almanac` is in the page; renderer/hosts/bridge.ts says the same. */
export interface AlmanacBridge {
  /** Asks for a port. It comes as a message to the window, whose data is `{ almanacPort: to }`. */
  connect(to: 'engine' | 'shell'): void;
  /** Where a file lies that was dropped or chosen; empty for one that lies nowhere. */
  pathOf(file: File): string;
}

ipcRenderer.on('almanac-port', ({ ports }, to: unknown) => {
  window.postMessage({ almanacPort: to }, window.location.origin, ports);
});

contextBridge.exposeInMainWorld('almanac', {
  connect(to) {
    ipcRenderer.send('almanac-port', to);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
} satisfies AlmanacBridge);
