import { AppError } from '#contract/errors.ts';
import { describeBug, parseErrorDocument } from '#contract/wire/error-document.ts';

/** Bulk columns from the host that served the page. Errors: AppError as of the engine or host; AbortError. */
export async function fetchData(path: string, options?: { readonly signal?: AbortSignal }): Promise<ArrayBuffer> {
  const response = await askHost(path, { signal: options?.signal ?? null });
  return response.arrayBuffer();
}

/** The host's answer where it is a good one. Errors: AppError as of the engine or host; AbortError. */
export async function askHost(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new AppError(
      'connection/unavailable',
      'Almanac cannot be reached.',
      'It goes on trying; if it does not come back, start it again.',
      {
        cause: error,
      },
    );
  }
  if (response.ok) return response;
  throw parseErrorDocument(await response.text()) ?? describeBug();
}
