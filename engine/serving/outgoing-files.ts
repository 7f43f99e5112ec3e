import { realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { OUTBOX_FOLDER } from '../store/outbox.ts';
import { cleanFileName } from './inbox.ts';
import { pageHeaders } from './page-policy.ts';

/** What the engine writes for pages; nothing else is given away. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.almanac': 'application/octet-stream',
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
};

/** A file of the outbox, with all that is said when it is given away. */
export interface OutgoingFile {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An id as the clock gives it, and a name; whatever else is in the path is none of ours. */
const address = /^\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([^/]+)$/;

/**
 * The file of the outbox that the path of a URL names, still percent-encoded; null where the engine has put none there.
 * Only `<outbox>/<id>/<name>` itself is given: no link that leads elsewhere, no folder, and no name that the outbox would
 * not have given. It is to be saved, not shown: whoever shows it all the same runs nothing of it.
 */
export async function findOutgoingFile(workspaceFolder: string, urlPath: string): Promise<OutgoingFile | null> {
  const [, id = '', encoded = ''] = address.exec(urlPath) ?? [];
  const name = decodeName(encoded);
  const mediaType = mediaTypes[extname(name).toLowerCase()];
  if (mediaType === undefined || name !== cleanFileName(name)) return null;
  try {
    const path = join(await realpath(workspaceFolder), OUTBOX_FOLDER, id, name);
    if ((await realpath(path)) !== path) return null;
    const found = await stat(path);
    if (!found.isFile()) return null;
    return {
      path,
      headers: {
        ...pageHeaders,
        'content-type': mediaType,
        'content-length': String(found.size),
        'content-disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'cache-control': 'no-store',
      },
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') return null;
    throw error;
  }
}

/** Empty where the escapes are malformed. */
function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}

/** As RFC 8187 has it, whose characters are fewer than those that encodeURIComponent leaves. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
