import type { shellContract } from '#contract/shell.ts';
import { connectEngine, connectTo } from '#contract/wire/connect.ts';
import { startApp } from './app.ts';
import { createElectronShell } from './hosts/electron-shell.ts';
import { fetchData } from './hosts/fetch-data.ts';
import { createPortOpener } from './hosts/open-port.ts';

const openPort = createPortOpener();
const connection = connectEngine({ open: () => openPort('engine') });
const { client } = connectTo<typeof shellContract>({
  open: () => openPort('shell'),
  // What is asked of the user or the system is asked once.
  mayRepeat: ([, verb]) => verb === 'routes' || verb === 'openedFiles',
});
startApp({ engine: connection.client, shell: createElectronShell(client.shell), connection, data: fetchData });
