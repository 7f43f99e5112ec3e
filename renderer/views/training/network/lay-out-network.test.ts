import { describe, expect, it } from 'vitest';
import type { NetworkNode } from '#contract/api/specs.ts';
import type { LayerSpec } from '#contract/model-spec.ts';
import { layOutNetwork, writeShape } from './lay-out-network.ts';

const node = (path: string, output: NetworkNode['output']): NetworkNode => ({
  path,
  kind: 'dense',
  input: output,
  output,
  parameters: 0,
  tensors: [],
});
const skip = (from: string): LayerSpec => ({ kind: 'skip', from, how: 'add' });
const dense = (name?: string): LayerSpec => ({
  kind: 'dense',
  units: 8,
  activation: 'relu',
  ...(name !== undefined && { name }),
});

describe('the drawing of a network', () => {
  it('stacks boxes, the wider ones where more flows', () => {
    const { boxes, height } = layOutNetwork(
      [node('features', [60, 4]), node('layers.0', [60, 128]), node('head', [1])],
      [dense()],
    );
    expect(boxes.map(({ width }) => width)).toEqual([170, 224, 148]);
    expect(boxes[1]!.y).toBeGreaterThan(boxes[0]!.y + 33);
    expect(height).toBe(boxes[2]!.y + 34);
  });

  it('draws an arc for each skip, and two over the same boxes beside each other', () => {
    const layers = [dense('a'), dense(), skip('a'), skip('input')];
    const nodes = [node('features', [8]), ...layers.map((_, i) => node(`layers.${i}`, [8])), node('head', [1])];
    expect(layOutNetwork(nodes, layers).links).toEqual([
      { from: 1, to: 3, reach: 12 },
      { from: 0, to: 4, reach: 24 },
    ]);
  });

  it('leaves out a skip that names nothing, or what comes later, or lies behind what fits', () => {
    const layers = [skip('nothing'), skip('late'), dense('late'), skip('input')];
    const nodes = [node('features', [8]), node('layers.0', [8]), node('layers.1', [8])];
    expect(layOutNetwork(nodes, layers).links).toEqual([]);
  });

  it('writes shapes with the batch first', () => {
    expect(writeShape([60, 128], 'batch')).toBe('[batch, 60, 128]');
    expect(writeShape([11], 'batch')).toBe('[batch, 11]');
  });
});
