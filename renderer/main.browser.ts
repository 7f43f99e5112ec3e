import { connectEngine } from '#contract/wire/connect.ts';
import { startApp } from './app.ts';
import { createBrowserShell } from './hosts/browser-shell.ts';
import { fetchData } from './hosts/fetch-data.ts';
import { openSocket } from './hosts/open-socket.ts';

const connection = connectEngine({ open: openSocket });
startApp({ engine: connection.client, shell: createBrowserShell(), connection, data: fetchData });
