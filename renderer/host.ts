import type { ContractRouterClient } from '@orpc/contract';
import type { apiContract } from '#contract/api/api.ts';
import type { OutboxFile } from '#contract/outbox.ts';

/**
 * What the app runs in: the one thing that the entry file of a product hands to it. Electron's window and the local
 * web host give the same; the app asks `shell.can`, never which of them it runs in.
 */
export interface Host {
  /** The typed API of contract/api. What goes wrong behind it arrives as an AppError; a lost connection does too. */
  readonly engine: EngineClient;
  readonly shell: Shell;
  readonly connection: Connection;
  /**
   * Bulk columns, such as bars; `path` begins with "/data/". Errors: AppError as of the engine, AbortError when aborted.
   */
  data(path: string, options?: { readonly signal?: AbortSignal }): Promise<ArrayBuffer>;
}

export type EngineClient = ContractRouterClient<typeof apiContract>;

/** 'lost' while the host tries to reach the engine again; calls then wait or fail with an AppError. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

/** Whether the engine can be reached. */
export interface Connection {
  readonly state: ConnectionState;
  /** Calls back on each change, from now on; returns what ends that. */
  subscribe(listener: (state: ConnectionState) => void): () => void;
}

export interface FileFilter {
  readonly name: string;
  /** Without the dot; ['*'] for any. */
  readonly extensions: readonly string[];
}

/** What the window's surroundings can do for the user. A method may only be called where `can` says so. */
export interface Shell {
  readonly can: {
    /** Show the system's own dialogs for files and folders that the engine can read. */
    readonly pickFiles: boolean;
    readonly pickFolder: boolean;
    /** Show a file in the system's file manager. */
    readonly showInFolder: boolean;
    /** Tell the user something while the window is in the background. */
    readonly notify: boolean;
    /** Notify of alerts without being asked, also while there is no window: the app must not do it again. */
    readonly announceAlerts: boolean;
    /** Keep the machine awake while jobs run. */
    readonly keepAwake: boolean;
    /** Open an https page of an allow-list in the user's browser. */
    readonly openExternal: boolean;
  };
  readonly platform: 'mac' | 'windows' | 'linux';
  /** Paths that the engine can read; empty when the user cancels. */
  pickFiles(options: { readonly filters: readonly FileFilter[] }): Promise<readonly string[]>;
  /** Null when the user cancels. */
  pickFolder(): Promise<string | null>;
  /**
   * Makes files that were dropped, pasted or chosen in a page readable for the engine, and returns their paths there, in
   * the same order. Always possible: a host that knows no path keeps a copy in the workspace's inbox.
   */
  pathsOf(files: readonly File[]): Promise<readonly string[]>;
  /** Saves bytes under a name that the user may change. Always possible. False when the user cancels. */
  saveFile(options: {
    readonly name: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly type: string;
  }): Promise<boolean>;
  /** Saves a file that the engine has put into its outbox, under a name that the user may change. Always possible. */
  saveFromEngine(file: OutboxFile): Promise<boolean>;
  showInFolder(path: string): Promise<void>;
  /** Whether the user lets it notify; with `ask`, one who has not said yet is asked, which needs a click or a key before. */
  mayNotify(options: { readonly ask: boolean }): Promise<'yes' | 'no' | 'unsaid'>;
  /** Does nothing where the user does not let it. */
  notify(options: { readonly title: string; readonly body: string; readonly route: string }): Promise<void>;
  openExternal(url: string): Promise<void>;
  /** Called for a route that the system asks for, such as one of the menu or of a notification; returns what ends that. */
  onNavigate(listener: (route: string) => void): () => void;
  /** Called for files that the system opens with Almanac; returns what ends that. */
  onOpenFiles(listener: (paths: readonly string[]) => void): () => void;
}
