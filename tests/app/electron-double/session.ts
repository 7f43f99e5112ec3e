import { EventEmitter } from 'node:events';

type Handler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void;

/** Electron's Protocol. */
export class Protocol {
  readonly handlers = new Map<string, Handler>();
  /** Schemes that were registered, with their privileges. */
  readonly privileged: { scheme: string; privileges: Record<string, boolean> }[] = [];

  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    this.privileged.push(...schemes);
  }

  handle(scheme: string, handler: Handler): void {
    this.handlers.set(scheme, handler);
  }
}

type RequestHandler = (contents: unknown, permission: string, callback: (granted: boolean) => void) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string) => boolean;
type DeviceHandler = (details: unknown) => boolean;
type DisplayHandler = (request: unknown, callback: (streams: object) => void) => void;

/** Electron's Session. Without handlers it allows everything, as Electron does. */
export class Session extends EventEmitter {
  readonly protocol: Protocol;
  #request: RequestHandler | null = null;
  #check: CheckHandler | null = null;
  #device: DeviceHandler | null = null;
  #display: DisplayHandler | null = null;
  #beforeRequest: BeforeRequest | null = null;

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.#beforeRequest = listener;
    },
  };

  constructor(protocol: Protocol) {
    super();
    this.protocol = protocol;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.#device = handler;
  }

  setDisplayMediaRequestHandler(handler: DisplayHandler): void {
    this.#display = handler;
  }

  /** What Electron does when a page asks for a permission. */
  requestPermission(permission: string): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#request) this.#request(null, permission, resolve);
      else resolve(true);
    });
  }

  checkPermission(permission: string): boolean {
    return this.#check?.(null, permission, 'app://almanac') ?? true;
  }

  /** Whether a page that asks for a picture of the screen gets one. */
  showsScreen(): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#display === null) resolve(true);
      else {
        this.#display({}, (streams) => {
          resolve(Object.keys(streams).length > 0);
        });
      }
    });
  }

  checkDevice(): boolean {
    return this.#device?.({ deviceType: 'usb' }) ?? true;
  }

  isCancelled(url: string): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#beforeRequest === null) resolve(false);
      else {
        this.#beforeRequest({ url }, ({ cancel }) => {
          resolve(cancel === true);
        });
      }
    });
  }
}
