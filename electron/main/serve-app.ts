import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Protocol } from 'electron';
import { AppError, statusOf } from '#contract/errors.ts';
import { MAX_FILE_BYTES } from '#contract/max-file-bytes.ts';
import { describeBug, writeErrorDocument } from '#contract/wire/error-document.ts';
import type { KeptEngine } from '#engine/process/keep-engine.ts';
import { openInbox, type Inbox } from '#engine/serving/inbox.ts';
import { findOutgoingFile } from '#engine/serving/outgoing-files.ts';
import { pageHeaders } from '#engine/serving/page-policy.ts';
import { findStaticFile, openStaticFile } from '#engine/serving/static-files.ts';
import { APP_ORIGIN, APP_SCHEME, isOwnAddress } from './app-origin.ts';

/** Makes `app:` a scheme like https. Must be called before Electron is ready. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

export interface ServeAppOptions {
  readonly rendererFolder: string;
  readonly engine: Pick<KeptEngine<unknown>, 'readData' | 'findWorkspace'>;
  readonly logBug: (error: unknown) => void;
}

/** Answers the addresses of the app: its files, `/data/…` with columns of the engine, `/files` with inbox and outbox. */
export function serveApp(protocol: Protocol, { rendererFolder, engine, logBug }: ServeAppOptions): void {
  let inbox: Promise<Inbox> | null = null;

  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    if (!isOwnAddress(request.url)) return refuse(404);
    if (request.method === 'POST' && url.pathname === '/files') {
      if (request.headers.get('origin') !== APP_ORIGIN) return refuse(403);
      inbox ??= engine.findWorkspace().then((folder) => openInbox(folder, MAX_FILE_BYTES, Date.now()));
      const bytes = Readable.from(readBody(request));
      const path = await (await inbox).keep(url.searchParams.get('name') ?? '', bytes);
      return Response.json({ path }, { status: 201, headers: pageHeaders });
    }
    if (request.method !== 'GET') return refuse(405);
    if (url.pathname.startsWith('/data/')) {
      const columns = await engine.readData(url.pathname, url.searchParams);
      return new Response(columns as Uint8Array<ArrayBuffer>, {
        headers: { ...pageHeaders, 'content-type': 'application/octet-stream', 'cache-control': 'no-store' },
      });
    }
    if (url.pathname.startsWith('/files/')) {
      const file = await findOutgoingFile(await engine.findWorkspace(), url.pathname);
      if (file === null) return refuse(404);
      return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream, { headers: file.headers });
    }
    // The app has routes of its own: an address without an extension is its page.
    const isPage = !/\.[a-z0-9]+$/i.test(url.pathname);
    const file = await findStaticFile(rendererFolder, isPage ? '/electron.html' : url.pathname);
    if (file === null) return refuse(404);
    return new Response(Readable.toWeb(openStaticFile(file)) as ReadableStream, {
      headers: { ...pageHeaders, 'content-type': file.mediaType, 'content-length': String(file.bytes) },
    });
  };

  protocol.handle(APP_SCHEME, async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (!(error instanceof AppError)) logBug(error);
      const shown = error instanceof AppError ? error : describeBug();
      return new Response(writeErrorDocument(shown), {
        status: statusOf(shown),
        headers: { ...pageHeaders, 'content-type': 'application/json' },
      });
    }
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: pageHeaders });
}

async function* readBody({ body }: Request): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader();
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) yield step.value;
}
