import { createReadStream, type ReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** A file that may be served. */
export interface StaticFile {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Its name holds a hash of what is in it, so it never changes. */
  readonly isForEver: boolean;
}

/**
 * The file of a folder that the path of a URL names, still percent-encoded; null where there is none, where its kind is
 * not served, or where the path, or a link on the way, leads out of the folder.
 */
export async function findStaticFile(folder: string, urlPath: string): Promise<StaticFile | null> {
  const relative = decodePath(urlPath);
  if (relative === null) return null;
  const mediaType = mediaTypes[extname(relative).toLowerCase()];
  if (mediaType === undefined) return null;
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, relative));
    if (!path.startsWith(root + sep)) return null;
    const found = await stat(path);
    if (!found.isFile()) return null;
    return { path, mediaType, bytes: found.size, isForEver: relative.startsWith('/assets/') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') return null;
    throw error;
  }
}

export function openStaticFile(file: StaticFile): ReadStream {
  return createReadStream(file.path);
}

/** The path with its escapes resolved once; null where it is malformed or holds what no path of ours holds. */
function decodePath(urlPath: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
  // Backslash and colon mean drives, streams and parents on Windows.
  if (!path.startsWith('/') || /[\\:\0]/.test(path)) return null;
  return path.split('/').some((part) => part === '..' || part === '.') ? null : path;
}
