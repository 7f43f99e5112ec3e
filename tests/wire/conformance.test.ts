import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { connectTo, type EngineConnection } from '#contract/wire/connect.ts';
import type { Wire } from '#contract/wire/wire.ts';
import type { ContractRouterClient } from '@orpc/contract';
import { createWireServer } from '../../engine/serving/serve-wire.ts';
import { createProbe, type probeContract, type ProbeRecord } from './probe.test-data.ts';
import { transports, type Transport } from './transports.test-data.ts';

/** What every transport carries, whatever it is. */
describe.each(transports)('the contract over $name', ({ start }) => {
  let transport: Transport;
  let connection: EngineConnection<ContractRouterClient<typeof probeContract>>;
  let record: ProbeRecord;
  let bugs: unknown[];
  /** The ends of the connection that is open. */
  let ends: readonly [client: Wire, server: Wire];

  beforeEach(async () => {
    transport = await start();
    const probe = createProbe();
    record = probe.record;
    bugs = [];
    const serve = createWireServer(probe.router, {}, { logBug: (error) => bugs.push(error) });
    connection = connectTo<typeof probeContract>({
      async open() {
        ends = await transport.open();
        serve(ends[1]);
        return ends[0];
      },
      mayRepeat: ([, verb]) => verb === 'read' || verb === 'watch',
    });
  });

  afterEach(async () => {
    connection.close();
    await transport.close();
  });

  it('answers', async () => {
    const value = { text: 'źdźbło 📈', numbers: [1, -0.5, Number.NaN], nothing: null, day: new Date(0) };
    expect(await connection.client.probe.echo(value)).toEqual(value);
  });

  it('keeps many calls apart', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => connection.client.probe.echo(n)));
    expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it('carries an AppError as a value, without its cause', async () => {
    const error = await connection.client.probe.refuse().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'probe/refused',
      message: 'Five was expected; found “źdźbło”.',
      hint: 'Say five.',
    });
    expect((error as AppError).cause).toBeUndefined();
    expect(bugs).toEqual([]);
  });

  it('tells nothing of a bug but that there was one', async () => {
    const error = await connection.client.probe.break().catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'engine/bug' });
    expect(JSON.stringify(error) + String(error)).not.toContain('secret');
    expect(bugs).toMatchObject([{ message: expect.stringContaining('secret') as string }]);
  });

  it('carries 20,000 events in order, and the result', async () => {
    const events = await connection.client.probe.count({ to: 20_000 });
    let expected = 1;
    for (;;) {
      const step = await events.next();
      if (step.done) {
        expect(step.value).toBe('done');
        break;
      }
      if (step.value !== expected) expect(step.value).toBe(expected);
      expected += 1;
    }
    expect(expected).toBe(20_001);
  });

  it('stops the work behind a stream that is cancelled', async () => {
    const stop = new AbortController();
    const events = await connection.client.probe.work(undefined, { signal: stop.signal });
    expect(await events.next()).toEqual({ done: false, value: 'begun' });
    expect(record.working).toBe(1);
    stop.abort();
    await expect(events.next()).rejects.toThrow();
    await expect.poll(() => record.working).toBe(0);
    expect(bugs).toEqual([]);
  });

  it('stops the work behind a call that is cancelled', async () => {
    const stop = new AbortController();
    const call = connection.client.probe.hang(undefined, { signal: stop.signal });
    await expect.poll(() => record.working).toBe(1);
    stop.abort();
    await expect(call).rejects.toThrow();
    await expect.poll(() => record.working).toBe(0);
  });

  it('stops the work behind a stream whose listener leaves', async () => {
    const events = await connection.client.probe.work();
    for await (const event of events) {
      expect(event).toBe('begun');
      break;
    }
    await expect.poll(() => record.working).toBe(0);
    expect(bugs).toEqual([]);
  });

  it('ends a stream with the error that ended it, after its events', async () => {
    const read = async (input: { thenRefuse?: boolean; thenBreak?: boolean }): Promise<unknown[]> => {
      const seen: unknown[] = [];
      try {
        for await (const n of await connection.client.probe.count({ to: 3, ...input })) seen.push(n);
      } catch (error) {
        seen.push(error);
      }
      return seen;
    };
    expect(await read({ thenRefuse: true })).toMatchObject([1, 2, 3, { code: 'probe/refused', hint: 'Stop.' }]);
    expect(await read({ thenBreak: true })).toMatchObject([1, 2, 3, { code: 'engine/bug' }]);
    expect(bugs).toHaveLength(1);
  });

  it('checks inputs, and names no verb that is not there', async () => {
    const wrong = connection.client.probe.needsNumber({ n: 'five' } as never);
    await expect(wrong).rejects.toMatchObject({ code: expect.stringContaining('/') as string });
    const { probe } = connection.client as unknown as { probe: Record<string, () => Promise<unknown>> };
    await expect(probe.noSuchVerb!()).rejects.toMatchObject({ code: expect.stringContaining('/') as string });
    expect(await connection.client.probe.echo('still here')).toBe('still here');
  });

  describe('when the connection is lost', () => {
    it.each(['client', 'server'] as const)('is open again, whichever side closed: %s', async (side) => {
      await connection.client.probe.echo(1);
      const states: string[] = [];
      connection.subscribe((state) => states.push(state));
      ends[side === 'client' ? 0 : 1].close();
      await expect.poll(() => states).toEqual(['lost', 'open']);
      expect(await connection.client.probe.echo(2)).toBe(2);
    });

    it('asks again for what only reads, and once for what changes something', async () => {
      const read = connection.client.probe.read();
      const change = connection.client.probe.change().catch((error: unknown) => error);
      await expect.poll(() => [record.reads, record.changes]).toEqual([1, 1]);
      ends[1].close();
      expect(await change).toMatchObject({ code: 'connection/lost' });
      await expect.poll(() => record.reads).toBe(2);
      record.answer();
      expect(await read).toBe(2);
      expect(record.changes).toBe(1);
    });

    it('goes on with a stream that only reads, and ends any other', async () => {
      const watched = await connection.client.probe.watch();
      const worked = await connection.client.probe.work();
      expect(await watched.next()).toEqual({ done: false, value: 1 });
      expect(await worked.next()).toEqual({ done: false, value: 'begun' });
      ends[1].close();
      await expect(worked.next()).rejects.toMatchObject({ code: 'connection/lost' });
      expect(await watched.next()).toEqual({ done: false, value: 2 });
      record.answer();
      expect(await watched.next()).toEqual({ done: true, value: 'over' });
      await expect.poll(() => record.working).toBe(0);
    });

    it('stops the work of a client that has gone', async () => {
      const working = await connection.client.probe.work();
      await working.next();
      const hanging = connection.client.probe.hang().catch((error: unknown) => error);
      await expect.poll(() => record.working).toBe(2);
      connection.close();
      await expect.poll(() => record.working).toBe(0);
      expect(await hanging).toMatchObject({ code: 'connection/lost' });
    });

    it('takes a frame that comes twice once, and notices one that is missing', async () => {
      await connection.client.probe.echo(1);
      // The next frame of the client is its second: frames count from 0.
      const frame = '1 {"i":"x","p":{"u":"/probe/change"}}';
      await ends[0].send(frame);
      await ends[0].send(frame);
      await expect.poll(() => record.changes).toBe(1);
      const states: string[] = [];
      connection.subscribe((state) => states.push(state));
      await ends[0].send('3 {"i":"y","p":{"u":"/probe/change"}}');
      await expect.poll(() => states).toEqual(['lost', 'open']);
      expect(record.changes).toBe(1);
    });
  });

  it.each([
    ['no number', '{"i":"x"}'],
    ['no JSON', '1 {'],
    ['no call', '1 {"i":"x","p":5}'],
    ['an upload', '1 {"i":"x","p":{"u":"/probe/echo","h":{"content-disposition":"a"}}}'],
    ['an address elsewhere', '1 {"i":"x","p":{"u":"http://evil.example/probe/echo"}}'],
    ['a path into the prototype', '1 {"i":"x","p":{"u":"/__proto__/constructor"}}'],
    ['an oversized frame', `1 {"i":"x","p":{"u":"/probe/echo","b":{"json":"${'x'.repeat(2 ** 22)}"}}}`],
  ])('closes on a frame that is wrong, and serves the next connection: %s', async (_what, frame) => {
    await connection.client.probe.echo(1);
    const states: string[] = [];
    const refusals: unknown[] = [];
    connection.subscribe((state) => {
      states.push(state);
      refusals.push(connection.refusal?.code);
    });
    await ends[0].send(frame);
    await expect.poll(() => states).toEqual(['lost', 'open']);
    expect(refusals).toEqual(['wire/bad-frame', undefined]);
    expect(await connection.client.probe.echo(2)).toBe(2);
    expect(bugs).toEqual([]);
  });

  it('ends a connection that asks for too much at once', async () => {
    const calls = Array.from({ length: 257 }, () => connection.client.probe.hang().catch((error: unknown) => error));
    await expect.poll(() => record.working).toBe(0);
    expect(await calls[0]).toMatchObject({ code: 'connection/lost' });
  });
});
