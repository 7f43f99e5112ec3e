import type { Shell } from '../host.ts';
import { askHost } from './fetch-data.ts';
import { saveInPage } from './save-in-page.ts';

/**
 * Fetches a file of the outbox and has it saved. It is fetched first, and not left to the browser's own download, so that
 * what goes wrong can be told. Errors: AppError as of the host.
 */
export const saveFromEngine: Shell['saveFromEngine'] = async ({ link, name }) => {
  const response = await askHost(link, {});
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return saveInPage({ name, bytes: new Uint8Array(await response.arrayBuffer()), type });
};
