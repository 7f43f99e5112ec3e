import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { connectTo, type EngineConnection } from '#contract/wire/connect.ts';
import type { Wire } from '#contract/wire/wire.ts';
import type { ContractRouterClient } from '@orpc/contract';
import { createWireServer } from '../../engine/serving/serve-wire.ts';
import { systemPause } from '../../engine/kernel/pause.ts';
import { createProbe, probeContract, type ProbeRecord } from './probe.test-data.ts';
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
    connection = connectTo(probeContract, {
      async open() {
        ends = await transport.open();
        serve(ends[1]);
        return ends[0];
      },
      pause: systemPause,
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
});
