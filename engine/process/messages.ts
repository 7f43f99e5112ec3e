import type { ErrorDocument } from '#contract/wire/error-document.ts';

/*
 * What a host and the engine's process say to each other. Connections are numbered by the host; a frame is that of a
 * wire and means nothing to the host.
 */

export type ToEngine =
  /** A client is there; its frames follow, or come over the message port that is handed over with this. */
  | { readonly type: 'connect'; readonly connection: number }
  | { readonly type: 'frame'; readonly connection: number; readonly frame: string }
  | { readonly type: 'disconnect'; readonly connection: number }
  /** Columns for a chart; `query` is that of a URL. */
  | { readonly type: 'read'; readonly read: number; readonly path: string; readonly query: string }
  /** End in order. */
  | { readonly type: 'close' };

export type FromEngine =
  | { readonly type: 'ready'; readonly workspaceFolder: string }
  /** The engine cannot start on this workspace; its process ends. */
  | { readonly type: 'refused'; readonly error: ErrorDocument }
  | { readonly type: 'frame'; readonly connection: number; readonly frame: string }
  | { readonly type: 'disconnect'; readonly connection: number }
  | { readonly type: 'columns'; readonly read: number; readonly bytes: Uint8Array }
  | { readonly type: 'no-columns'; readonly read: number; readonly error: ErrorDocument };
