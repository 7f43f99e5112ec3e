import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMemoryWires } from '#contract/wire/memory-wire.ts';
import { keepEngine, type EngineChild, type KeptEngine } from './keep-engine.ts';
import type { FromEngine, ToEngine } from './messages.ts';

/** A process of the engine that does what the test says. */
interface FakeChild {
  readonly received: { message: ToEngine; port: string | undefined }[];
  wasKilled: boolean;
  say(message: FromEngine): void;
  die(how: string): void;
}

let children: FakeChild[];
let pauses: { ms: number; end: () => void }[];
let sentences: string[];
let now: number;
let kept: KeptEngine<string>;

beforeEach(() => {
  children = [];
  pauses = [];
  sentences = [];
  now = 0;
  kept = keepEngine<string>({
    launch,
    log: (sentence) => sentences.push(sentence),
    clock: { now: () => now },
    pause: (ms, signal) =>
      new Promise((resolve) => {
        pauses.push({ ms, end: resolve });
        signal.addEventListener('abort', () => {
          resolve();
        });
      }),
  });
});

afterEach(async () => {
  const closing = kept.close();
  children.at(-1)?.die('with code 0');
  await closing;
});

function launch(): EngineChild<string> {
  let listener: (message: FromEngine) => void = () => undefined;
  let onExit: (how: string) => void = () => undefined;
  const child: FakeChild = {
    received: [],
    wasKilled: false,
    say: (message) => {
      listener(message);
    },
    die: (how) => {
      onExit(how);
    },
  };
  children.push(child);
  return {
    send: (message, port) => child.received.push({ message, port }),
    kill() {
      child.wasKilled = true;
      onExit('by SIGKILL');
    },
    onMessage: (next) => {
      listener = next;
    },
    onExit: (next) => {
      onExit = next;
    },
  };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** A client's end of a connection, with what it heard. */
function connect(): { send(frame: string): Promise<void>; heard: string[]; isClosed(): boolean } {
  const [own, other] = createMemoryWires();
  const heard: string[] = [];
  let isClosed = false;
  own.listen({
    onFrame: (frame) => heard.push(frame ?? ''),
    onClose: () => {
      isClosed = true;
    },
  });
  kept.connect(other);
  return {
    async send(frame) {
      await own.send(frame);
    },
    heard,
    isClosed: () => isClosed,
  };
}

const ready: FromEngine = { type: 'ready', workspaceFolder: '/workspace' };

it('keeps clients and their frames waiting until the engine is ready', async () => {
  const client = connect();
  await client.send('hello');
  kept.connectPort('a port');
  await settle();
  expect(children[0]!.received).toEqual([]);
  children[0]!.say(ready);
  expect(children[0]!.received).toEqual([
    { message: { type: 'connect', connection: 0 }, port: undefined },
    { message: { type: 'frame', connection: 0, frame: 'hello' }, port: undefined },
    { message: { type: 'connect', connection: 1 }, port: 'a port' },
  ]);
  children[0]!.say({ type: 'frame', connection: 0, frame: 'hello too' });
  await settle();
  expect(client.heard).toEqual(['hello too']);
  expect(await kept.findWorkspace()).toBe('/workspace');
});

it('starts a dead engine again after ever longer pauses, and soon again after one that was well', async () => {
  for (const ms of [250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
    children.at(-1)!.die('by SIGSEGV');
    await settle();
    expect(pauses.at(-1)!.ms).toBe(ms);
    pauses.at(-1)!.end();
    await settle();
  }
  expect(children).toHaveLength(10);
  expect(sentences[0]).toBe('The engine ended by SIGSEGV; it is started again.');
  now += 60_000;
  children.at(-1)!.die('by SIGSEGV');
  await settle();
  expect(pauses.at(-1)!.ms).toBe(250);
});

it('closes the wires of a dead engine, and serves the next connection with the next one', async () => {
  children[0]!.say(ready);
  const client = connect();
  children[0]!.die('by SIGKILL');
  await settle();
  expect(client.isClosed()).toBe(true);
  const next = connect();
  pauses.at(-1)!.end();
  await settle();
  children[1]!.say(ready);
  expect(children[1]!.received).toEqual([{ message: { type: 'connect', connection: 1 }, port: undefined }]);
  expect(next.isClosed()).toBe(false);
});

it('tells the engine when a client has gone, and a client when the engine has closed', async () => {
  children[0]!.say(ready);
  const [own, other] = createMemoryWires();
  kept.connect(other);
  own.close();
  await settle();
  expect(children[0]!.received.at(-1)!.message).toEqual({ type: 'disconnect', connection: 0 });
  const client = connect();
  children[0]!.say({ type: 'disconnect', connection: 1 });
  await settle();
  expect(client.isClosed()).toBe(true);
});

it('says why the engine refuses to start', async () => {
  const client = connect();
  const read = kept.readData('/data/bars', new URLSearchParams());
  const workspace = kept.findWorkspace();
  const error = { code: 'store/damaged', message: 'It is damaged.', hint: 'Restore it.' } as const;
  children[0]!.say({ type: 'refused', error });
  await expect(read).rejects.toMatchObject(error);
  await expect(workspace).rejects.toMatchObject(error);
  await settle();
  expect(client.heard).toEqual([`! ${JSON.stringify(error)}`]);
  expect(client.isClosed()).toBe(true);
});

it('reads columns again when the engine died meanwhile, once', async () => {
  children[0]!.say(ready);
  const read = kept.readData('/data/bars', new URLSearchParams({ symbol: 'SPY' }));
  const poison = kept.readData('/data/bars', new URLSearchParams({ symbol: 'BAD' }));
  poison.catch(() => undefined);
  expect(children[0]!.received.map(({ message }) => message)).toEqual([
    { type: 'read', read: 0, path: '/data/bars', query: 'symbol=SPY' },
    { type: 'read', read: 1, path: '/data/bars', query: 'symbol=BAD' },
  ]);
  children[0]!.die('by SIGSEGV');
  await settle();
  pauses.at(-1)!.end();
  await settle();
  children[1]!.say(ready);
  expect(children[1]!.received).toHaveLength(2);
  children[1]!.say({ type: 'columns', read: 0, bytes: new Uint8Array([7]) });
  expect(await read).toEqual(new Uint8Array([7]));
  children[1]!.die('by SIGSEGV');
  await expect(poison).rejects.toMatchObject({ code: 'engine/stopped' });
});

it('gives the engine time to end in order, and kills one that does not', async () => {
  children[0]!.say(ready);
  const closing = kept.close();
  expect(children[0]!.received.at(-1)!.message).toEqual({ type: 'close' });
  pauses.at(-1)!.end();
  await closing;
  expect(children[0]!.wasKilled).toBe(true);
});
