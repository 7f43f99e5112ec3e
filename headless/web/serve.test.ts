import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AppError } from '#contract/errors.ts';
import type { Wire } from '#contract/wire/wire.ts';
import { serveWeb, type WebHost, type WebLimits } from './serve.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let host: WebHost;
let wires: Wire[];
let bugs: unknown[];

async function start(limits: Partial<WebLimits> = {}): Promise<void> {
  host = await serveWeb({
    engine: {
      connect: (wire) => wires.push(wire),
      readData(path, query) {
        if (path === '/data/broken') return Promise.reject(new TypeError('secret'));
        if (path !== '/data/bars')
          return Promise.reject(new AppError('data/unknown-path', `No ${path}.`, 'Ask another.'));
        return Promise.resolve(new TextEncoder().encode(`bars of ${query.get('symbol') ?? '?'}`));
      },
      findWorkspace: () => Promise.resolve(join(folder, 'workspace')),
    },
    rendererFolder: join(folder, 'renderer'),
    port: 0,
    logBug: (error) => bugs.push(error),
    limits,
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-web-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  mkdirSync(join(folder, 'workspace'));
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>the page');
  writeFileSync(join(folder, 'renderer', 'assets', 'app-1234.js'), 'export {};');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(folder, 'renderer', 'link.js'));
  wires = [];
  bugs = [];
  await start();
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

/** A request with exactly these headers, as a hostile page or program sends it. */
function ask(path: string, options: RequestOptions & { body?: Buffer } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path, agent: false, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

const origin = (): string => `http://127.0.0.1:${host.port}`;

/** Opens the link, as the user's browser does, and gives the cookie. */
async function logIn(): Promise<string> {
  const answer = await ask(host.createLink().slice(origin().length));
  return answer.headers['set-cookie']![0]!.split(';')[0]!;
}

/** Tries to open a WebSocket; the status of the refusal, or 101. */
async function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
  const status = await new Promise<number>((resolve) => {
    socket.on('open', () => {
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => undefined);
  });
  socket.terminate();
  return status;
}

describe('the link', () => {
  it('opens one browser, once, and leaves no token in the address', async () => {
    const path = host.createLink().slice(origin().length);
    const first = await ask(path);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^almanac-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)),
    ]);
    const again = await ask(path);
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('leads the browser that it opened to the page again', async () => {
    const path = host.createLink().slice(origin().length);
    const cookie = (await ask(path)).headers['set-cookie']![0]!.split(';')[0]!;
    expect((await ask(path, { headers: { cookie } })).status).toBe(303);
  });

  it('is another each time, and the one before no longer works', async () => {
    const before = host.createLink();
    const after = host.createLink();
    expect(new URL(after).searchParams.get('token')).toMatch(/^[\w-]{43}$/);
    expect((await ask(before.slice(origin().length))).status).toBe(401);
    expect((await ask(after.slice(origin().length))).status).toBe(303);
  });

  it.each(['', 'x', 'A'.repeat(43)])('does not take the token %j', async (token) => {
    host.createLink();
    expect((await ask(`/?token=${token}`)).status).toBe(401);
  });
});

describe('a page of another site', () => {
  it.each<[string, string, RequestOptions]>([
    ['without a cookie reads no page', '/', {}],
    ['without a cookie reads no data', '/data/bars?symbol=SPY', {}],
    ['with a made-up cookie reads no data', '/data/bars', { headers: { cookie: 'almanac=x' } }],
    ['without a cookie sends no file', '/files?name=a.csv', { method: 'POST' }],
  ])('%s', async (_what, path, options) => {
    const answer = await ask(path, options);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('bars of');
  });

  it.each<[string, Record<string, string>]>([
    ['another Origin', { origin: 'https://evil.example' }],
    ['a null Origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['no Origin but another site', { 'sec-fetch-site': 'cross-site' }],
    ['another Host (DNS rebinding)', { host: 'evil.example' }],
    ['another Host with our port', { host: 'evil.example:80' }],
    ['the name localhost', { host: 'localhost' }],
  ])('is refused even with our cookie: %s', async (_what, headers) => {
    const cookie = await logIn();
    expect((await ask('/data/bars?symbol=SPY', { headers: { cookie, ...headers } })).status).toBe(403);
    expect((await ask('/files?name=a.csv', { method: 'POST', headers: { cookie, ...headers } })).status).toBe(403);
    expect(await upgrade('/engine', { cookie, origin: origin(), ...headers })).toBe(403);
    expect(wires).toEqual([]);
  });

  it('opens no socket without origin, cookie or the right path', async () => {
    const cookie = await logIn();
    expect(await upgrade('/engine', { cookie })).toBe(403);
    expect(await upgrade('/engine', { origin: origin() })).toBe(401);
    expect(await upgrade('/other', { cookie, origin: origin() })).toBe(401);
    expect(wires).toEqual([]);
    expect(await upgrade('/engine', { cookie, origin: origin() })).toBe(101);
    expect(wires).toHaveLength(1);
  });

  it('sends no file without an Origin', async () => {
    const cookie = await logIn();
    expect((await ask('/files?name=a.csv', { method: 'POST', headers: { cookie } })).status).toBe(403);
  });

  it('may lead to the page by a link', async () => {
    const cookie = await logIn();
    const headers = {
      cookie,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await ask('/instruments/SPY', { headers })).body).toContain('the page');
    expect((await ask('/', { headers: { ...headers, 'sec-fetch-dest': 'iframe' } })).status).toBe(403);
  });
});

describe('our own page', () => {
  it('gets files, data and errors, all with the headers of security', async () => {
    const cookie = await logIn();
    const page = await ask('/watchlists/3', { headers: { cookie } });
    expect(page).toMatchObject({ status: 200, body: '<!doctype html>the page' });
    const script = await ask('/assets/app-1234.js', { headers: { cookie } });
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    });
    const data = await ask('/data/bars?symbol=SPY', { headers: { cookie } });
    expect(data).toMatchObject({ status: 200, body: 'bars of SPY' });
    const unknown = await ask('/data/none', { headers: { cookie } });
    expect(unknown.status).toBe(404);
    expect(JSON.parse(unknown.body)).toEqual({
      code: 'data/unknown-path',
      message: 'No /data/none.',
      hint: 'Ask another.',
    });
    const broken = await ask('/data/broken', { headers: { cookie } });
    expect(broken.status).toBe(500);
    expect(broken.body).not.toContain('secret');
    expect(bugs).toHaveLength(1);
    for (const { headers } of [page, script, data, unknown, broken, await ask('/')]) {
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/,
        ) as string,
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/..%5csecret.js',
    '/%252e%252e/secret.js',
    '//secret.js',
    '/link.js',
    '/assets',
    '/assets/app-1234.js%00.html',
    '/%ff.js',
  ])('reads nothing outside of the renderer: %s', async (path) => {
    const cookie = await logIn();
    const answer = await ask(path, { headers: { cookie } });
    expect(answer.body).not.toContain('secret');
    expect([200, 404]).toContain(answer.status);
    if (answer.status === 200) expect(answer.body).toContain('the page');
  });

  it('sends files, which are kept under a clean name', async () => {
    const cookie = await logIn();
    const headers = { cookie, origin: origin() };
    const answer = await ask('/files?name=..%2F..%2FAAPL.csv', {
      method: 'POST',
      headers,
      body: Buffer.from('date,close\n'),
    });
    expect(answer.status).toBe(201);
    const { path } = JSON.parse(answer.body) as { path: string };
    expect(path).toMatch(/workspace.inbox.[0-9a-f-]{36}.AAPL\.csv$/);
    expect(readFileSync(path, 'utf8')).toBe('date,close\n');
  });

  it('may not send a huge file, and nothing is left of it', async () => {
    await host.close();
    await start({ maxFileBytes: 1000 });
    const cookie = await logIn();
    const answer = await ask('/files?name=a.csv', {
      method: 'POST',
      headers: { cookie, origin: origin() },
      body: Buffer.alloc(50_000),
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'file/too-large' });
    expect(readdirSync(join(folder, 'workspace', 'inbox'))).toEqual([]);
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'POST'])('is not answered to %s', async (method) => {
    const cookie = await logIn();
    expect((await ask('/', { method, headers: { cookie, origin: origin() } })).status).toBe(405);
  });
});

describe('files for the page', () => {
  const id = '0b4a4b5e-58a7-4f0f-9d6b-0a9a2f6f9c11';
  const other = '1b4a4b5e-58a7-4f0f-9d6b-0a9a2f6f9c22';
  let outbox: string;
  let cookie: string;

  beforeEach(async () => {
    outbox = join(folder, 'workspace', 'outbox');
    mkdirSync(join(outbox, id), { recursive: true });
    mkdirSync(join(outbox, other));
    writeFileSync(join(outbox, id, "Żuk 's (1).pdf"), '%PDF-1.7');
    writeFileSync(join(outbox, id, 'evil.html'), '<script>secret</script>');
    writeFileSync(join(outbox, 'secret.pdf'), 'secret');
    writeFileSync(join(folder, 'workspace', 'secret.pdf'), 'secret');
    writeFileSync(join(folder, 'workspace', 'almanac.db'), 'secret');
    mkdirSync(join(outbox, id, 'folder.pdf'));
    symlinkSync(join(folder, 'workspace', 'almanac.db'), join(outbox, id, 'link.pdf'));
    symlinkSync(join(folder, 'workspace'), join(outbox, '2b4a4b5e-58a7-4f0f-9d6b-0a9a2f6f9c33'));
    cookie = await logIn();
  });

  const good = `/files/${id}/${encodeURIComponent("Żuk 's (1).pdf")}`;

  it('are given to be saved, and run nothing', async () => {
    const answer = await ask(good, { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    expect(answer).toMatchObject({ status: 200, body: '%PDF-1.7' });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''%C5%BBuk%20%27s%20%281%29.pdf",
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const head = await ask(good, { method: 'HEAD', headers: { cookie } });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('8');
  });

  it.each([
    '/files/',
    `/files/${id}`,
    `/files/${id}/`,
    `/files/${id}/none.pdf`,
    `/files/${id}/evil.html`,
    `/files/${id}/folder.pdf`,
    `/files/${id}/link.pdf`,
    '/files/2b4a4b5e-58a7-4f0f-9d6b-0a9a2f6f9c33/secret.pdf',
    '/files/secret.pdf',
    `/files/${id}/../secret.pdf`,
    `/files/${id}/..%2fsecret.pdf`,
    `/files/${id}/..%5csecret.pdf`,
    `/files/${id}/%2e%2e%2f%2e%2e%2fsecret.pdf`,
    `/files/${other}/..%2f${id}%2fevil.html`,
    `/files/${id}/%252e%252e%252fsecret.pdf`,
    `/files/..%2f..%2fworkspace/secret.pdf`,
    `/files/%2e%2e/secret.pdf`,
    `/files/${id}/x%00.pdf`,
    `/files/${id}/%ff.pdf`,
    `/files/${id}/${'x'.repeat(5000)}.pdf`,
    `/files//etc/passwd`,
    `/files/${id.toUpperCase()}/none.pdf`,
    '/files/inbox/secret.pdf',
  ])('are no others than the engine has put there: %s', async (path) => {
    const answer = await ask(path, { headers: { cookie } });
    expect(answer.body).not.toContain('secret');
    expect(answer.status).toBe(404);
  });

  it.each<[string, number, Record<string, string>]>([
    ['without a cookie', 401, { cookie: '' }],
    ['by another site', 403, { 'sec-fetch-site': 'cross-site' }],
    ['by another port of this machine', 403, { 'sec-fetch-site': 'same-site' }],
    ['by another Origin', 403, { origin: 'https://evil.example' }],
    ['under another name of this machine', 403, { host: 'localhost' }],
    [
      'by a link on another site',
      403,
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ],
  ])('are not given %s', async (_how, status, headers) => {
    const answer = await ask(good, { headers: { cookie, ...headers } });
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('%PDF');
  });
});

describe('limits', () => {
  it('cuts off who sends the head of a request slowly', async () => {
    await host.close();
    await start({ headersTimeoutMs: 20, requestTimeoutMs: 20, checkIntervalMs: 5 });
    const socket = connect(host.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: ');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    await once(socket, 'close');
    expect(answer).toContain('408');
  });

  it('refuses a head that is too large', async () => {
    expect((await ask('/', { headers: { cookie: 'x'.repeat(20_000) } })).status).toBe(431);
  });

  it('closes a socket that sends more than a frame may hold', async () => {
    await host.close();
    await start({ maxFrameBytes: 100 });
    const cookie = await logIn();
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/engine`, { headers: { cookie, origin: origin() } });
    await once(socket, 'open');
    socket.send('x'.repeat(101));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
  });
});

it('says which port is in use', async () => {
  const options = { engine: {} as never, rendererFolder: folder, port: host.port, logBug: () => undefined };
  await expect(serveWeb(options)).rejects.toMatchObject({ code: 'host/port-in-use' });
});
