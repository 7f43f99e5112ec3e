import { EventEmitter } from 'node:events';

/** Electron's MessagePortMain: messages wait until start(), arrive as copies in a later task, and closing tells both ends. */
export class MessagePortMain extends EventEmitter {
  #other: MessagePortMain | null = null;
  #waiting: unknown[] = [];
  #isStarted = false;
  #isClosed = false;

  static join(a: MessagePortMain, b: MessagePortMain): void {
    a.#other = b;
    b.#other = a;
  }

  postMessage(message: unknown): void {
    if (this.#isClosed) return;
    const copy: unknown = structuredClone(message);
    const other = this.#other;
    setImmediate(() => {
      if (other) other.#receive(copy);
    });
  }

  start(): void {
    this.#isStarted = true;
    for (const message of this.#waiting.splice(0)) this.emit('message', { data: message, ports: [] });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const other = this.#other;
    setImmediate(() => {
      this.emit('close');
      other?.close();
    });
  }

  #receive(message: unknown): void {
    if (this.#isClosed) return;
    if (this.#isStarted) this.emit('message', { data: message, ports: [] });
    else this.#waiting.push(message);
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    MessagePortMain.join(this.port1, this.port2);
  }
}
