import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { WebSocketServer } from 'ws';
import { AppError, statusOf } from '#contract/errors.ts';
import { MAX_FILE_BYTES } from '#contract/max-file-bytes.ts';
import { describeBug, writeErrorDocument } from '#contract/wire/error-document.ts';
import { createSocketWire } from '#contract/wire/socket-wire.ts';
import type { Wire } from '#contract/wire/wire.ts';
import { openInbox, type Inbox } from '#engine/serving/inbox.ts';
import { findOutgoingFile } from '#engine/serving/outgoing-files.ts';
import { pageHeaders } from '#engine/serving/page-policy.ts';
import { findStaticFile, openStaticFile } from '#engine/serving/static-files.ts';
import { comesFromHere } from './security.ts';
import { createSessions } from './session.ts';

/** What the web host needs of the engine. */
export interface ServedEngine {
  connect(wire: Wire): void;
  readData(path: string, query: URLSearchParams): Promise<Uint8Array>;
  findWorkspace(): Promise<string>;
}

export interface WebHostOptions {
  readonly engine: ServedEngine;
  /** The folder of the built renderer. */
  readonly rendererFolder: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Takes a failure of this host that nobody expected. */
  readonly logBug: (error: unknown) => void;
  readonly limits?: Partial<WebLimits>;
}

export interface WebLimits {
  /** Until the head of a request is there, and until all of it is, in ms: who sends slowly is cut off. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** How often the two are looked at, in ms. */
  readonly checkIntervalMs: number;
  readonly maxConnections: number;
  /** Bytes of a frame that a page may send. */
  readonly maxFrameBytes: number;
  /** Bytes of a file that a page may send. */
  readonly maxFileBytes: number;
}

const defaultLimits: WebLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 600_000,
  checkIntervalMs: 5_000,
  maxConnections: 256,
  maxFrameBytes: 2 ** 23,
  maxFileBytes: MAX_FILE_BYTES,
};

/** The app at an address of this machine. */
export interface WebHost {
  readonly port: number;
  /** An address that opens the app in one browser, once. */
  createLink(): string;
  close(): Promise<void>;
}

/** Serves the app at 127.0.0.1. Errors: host/port-in-use, host/port-not-allowed. */
export async function serveWeb(options: WebHostOptions): Promise<WebHost> {
  const limits = { ...defaultLimits, ...options.limits };
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16_384,
  });
  server.maxConnections = limits.maxConnections;
  const port = await listen(server, options.port);
  const host = `127.0.0.1:${port}`;
  const sessions = createSessions(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.maxFrameBytes, perMessageDeflate: false });

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    answer(request, response).catch((error: unknown) => {
      // A browser that goes away in the middle is no fault.
      const isGone = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '');
      if (!isGone && !(error instanceof AppError)) options.logBug(error);
      if (response.headersSent || isGone) response.destroy();
      else refuseWith(response, error instanceof AppError ? error : describeBug());
    });
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!comesFromHere(request, host)) {
      refuse(response, 403, 'This address answers only pages that Almanac itself has served.');
      return;
    }
    const url = new URL(request.url ?? '/', `http://${host}`);
    const token = url.pathname === '/' && request.method === 'GET' ? url.searchParams.get('token') : null;
    if (token !== null) {
      const cookie = sessions.exchange(token);
      if (cookie !== null) response.setHeader('set-cookie', cookie);
      if (cookie !== null || sessions.isKnown(request)) {
        response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end();
        return;
      }
    }
    if (!sessions.isKnown(request)) {
      refuse(response, 401, 'Press Enter where Almanac runs: it prints an address that opens one browser, once.');
      return;
    }
    if (request.method === 'POST' && url.pathname === '/files') {
      await takeFile(request, response, url.searchParams.get('name') ?? '');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'Only GET is answered here.');
      return;
    }
    if (url.pathname.startsWith('/data/')) {
      const columns = await options.engine.readData(url.pathname, url.searchParams);
      response
        .writeHead(200, {
          'content-type': 'application/octet-stream',
          'content-length': columns.byteLength,
          'cache-control': 'no-store',
        })
        .end(columns);
      return;
    }
    if (url.pathname.startsWith('/files/')) {
      await giveFile(request, response, url.pathname);
      return;
    }
    await serveFile(request, response, url.pathname);
  };

  let inbox: Promise<Inbox> | null = null;
  const takeFile = async (request: IncomingMessage, response: ServerResponse, name: string): Promise<void> => {
    // What is answered before all of the file has come is only read when the rest is not waited for.
    response.setHeader('connection', 'close');
    // A page says where it comes from when it sends; what does not is no page.
    if (request.headers.origin !== `http://${host}`) {
      refuse(response, 403, 'Files are taken from pages that Almanac itself has served.');
      return;
    }
    inbox ??= options.engine.findWorkspace().then((folder) => openInbox(folder, limits.maxFileBytes, Date.now()));
    const path = await (await inbox).keep(name, request);
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ path }));
  };

  /** A file that the engine has made for a page. A link on another site does not lead to it. */
  const giveFile = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const isAsked = ['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site']);
    const file = isAsked ? await findOutgoingFile(await options.engine.findWorkspace(), path) : null;
    if (file === null) {
      refuse(response, isAsked ? 404 : 403, 'There is no such file for this page.');
      return;
    }
    response.writeHead(200, file.headers);
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(file.path), response);
  };

  /** A file of the renderer; its page for every other address, because the app has routes of its own. */
  const serveFile = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const isPage = !/\.[a-z0-9]+$/i.test(path);
    const file = await findStaticFile(options.rendererFolder, isPage ? '/index.html' : path);
    if (file === null) {
      refuse(response, 404, 'There is nothing here.');
      return;
    }
    response.writeHead(200, {
      'content-type': file.mediaType,
      'content-length': file.bytes,
      'cache-control': file.isForEver ? 'private, max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(openStaticFile(file), response);
  };

  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    // A page always says its origin here; who does not is no page of ours.
    const isOurs = comesFromHere(request, host) && request.headers.origin === `http://${host}`;
    if (!isOurs || !sessions.isKnown(request) || request.url !== '/engine') {
      socket.end(`HTTP/1.1 ${isOurs ? '401 Unauthorized' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // What is wrong with a frame closes the socket, which is told to the engine; nobody else needs to know.
      opened.on('error', () => {
        opened.terminate();
      });
      options.engine.connect(createSocketWire(opened));
    });
  });

  return {
    port,
    createLink: () => `http://${host}/?token=${sessions.createToken()}`,
    async close() {
      for (const socket of sockets.clients) socket.close(1001);
      sockets.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Ends an answer with an error for the app. */
function refuseWith(response: ServerResponse, error: AppError): void {
  const status = error.code === 'file/too-large' ? 413 : statusOf(error);
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(writeErrorDocument(error));
}

/** Ends an answer with a sentence for people. */
function refuse(response: ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${sentence}\n`);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new AppError('host/port-in-use', `Port ${port} is in use.`, 'Name another with --port, or leave it out.', {
            cause: error,
          }),
        );
      } else if (error.code === 'EACCES') {
        reject(
          new AppError('host/port-not-allowed', `Port ${port} may not be used by you.`, 'Name one from 1024 on.', {
            cause: error,
          }),
        );
      } else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve((server.address() as AddressInfo).port);
    });
  });
}
