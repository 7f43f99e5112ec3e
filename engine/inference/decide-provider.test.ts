import { expect, it } from 'vitest';
import { decideProvider } from './decide-provider.ts';
import type { ProbeAnswer } from './run-probe.ts';

function measured(milliseconds: number, largestDifference: number | null = 1e-6): ProbeAnswer {
  return { outcome: 'measured', largestDifference, milliseconds, processorMilliseconds: 30 };
}

it('is the processor where there is nothing else', () => {
  expect(decideProvider([])).toMatchObject({ provider: 'cpu', why: expect.stringContaining('nothing else') as string });
});

it.each<[string, ProbeAnswer, string]>([
  ['fails', { outcome: 'failed', reason: 'it crashed (SIGSEGV)' }, 'WebGPU does not work: it crashed (SIGSEGV).'],
  [
    'is slower',
    measured(30.04),
    'WebGPU runs 100 windows, one after another, in 30.0 ms; the processor needs 30.0 ms.',
  ],
  ['is as fast', measured(30), 'WebGPU runs 100 windows, one after another, in 30.0 ms; the processor needs 30.0 ms.'],
  ['is fast and wrong', measured(1, 1.1e-4), 'WebGPU is off by 1.1e-4; 0.0001 is allowed.'],
  ['is fast and gives NaN', measured(1, null), 'WebGPU gives numbers that are not finite.'],
])('is the processor where the other %s', (_, answer, why) => {
  expect(decideProvider([{ provider: 'webgpu', answer }])).toEqual({ provider: 'cpu', why, bySetting: false });
});

it('is what is right and faster', () => {
  expect(decideProvider([{ provider: 'webgpu', answer: measured(12, 1e-4) }])).toEqual({
    provider: 'webgpu',
    why: 'WebGPU runs 100 windows, one after another, in 12.0 ms; the processor needs 30.0 ms.',
    bySetting: false,
  });
});

it('is the fastest of several that are right', () => {
  const probes = [
    { provider: 'webgpu', answer: measured(12) },
    { provider: 'dml', answer: measured(8) },
    { provider: 'coreml', answer: measured(1, 0.5) },
  ] as const;
  for (const order of [probes, probes.toReversed()]) {
    const { provider, why } = decideProvider(order);
    expect(provider).toBe('dml');
    for (const name of ['WebGPU', 'DirectML', 'Core ML']) expect(why).toContain(name);
  }
});
