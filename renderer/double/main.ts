import { startApp } from '../app.ts';
import { createHostDouble } from './host-double.ts';

const query = new URLSearchParams(location.search);
const host = createHostDouble({ instruments: Number(query.get('instruments') ?? 20) });
Object.assign(window, { hostDouble: host });
startApp(host);
