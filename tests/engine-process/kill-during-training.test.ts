import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Job } from '#contract/job.ts';
import { connectEngine } from '#contract/wire/connect.ts';
import { createMemoryWires } from '#contract/wire/memory-wire.ts';
import { keepEngine, type EngineChild, type KeptEngine } from '#engine/process/keep-engine.ts';
import { launchEngine } from '../../headless/web/launch-engine.ts';
import { writeSmallMarket, writeSmallSpec } from '../cli/small-market.ts';

let folder: string;
let engine: KeptEngine<never>;
let children: EngineChild<never>[];
let connection: ReturnType<typeof connectEngine>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-kill-'));
  children = [];
  engine = keepEngine<never>({
    launch() {
      const child = launchEngine(join(folder, 'workspace'));
      children.push(child);
      return child;
    },
    log: () => undefined,
  });
  connection = connectEngine({
    open() {
      const [own, other] = createMemoryWires();
      engine.connect(other);
      return Promise.resolve(own);
    },
  });
});

afterEach(async () => {
  connection.close();
  await engine.close();
  rmSync(folder, { recursive: true });
});

it('a training goes on after the engine was killed, and whoever watches sees it end', async () => {
  const { client } = connection;
  for await (const step of await client.marketData.import({ paths: [writeSmallMarket(folder)] }))
    expect(step.total).toBeGreaterThan(0);
  const [first] = await client.marketData.instruments();
  const experiment = await client.experiments.draft({
    instruments: [first!.symbol],
    spec: readFileSync(writeSmallSpec(folder, 60), 'utf8'),
  });
  const { id } = await client.jobs.enqueue({ kind: 'train', input: { experiment } });

  let killedAfterEpoch: number | null = null;
  let last: Job | undefined;
  for await (const jobs of await client.jobs.watch({ ended: 5 })) {
    last = jobs.find((job) => job.id === id);
    if (killedAfterEpoch === null && (last?.epoch?.epoch ?? 0) >= 2) {
      killedAfterEpoch = last!.epoch!.epoch;
      children[0]!.kill();
    }
    if (last?.status !== 'queued' && last?.status !== 'running') break;
  }
  expect(killedAfterEpoch).toBeGreaterThanOrEqual(2);
  expect(children).toHaveLength(2);
  expect(last).toMatchObject({ status: 'done', result: { kind: 'train' } });
  const { models } = await client.models.list();
  expect(models).toHaveLength(1);
});
