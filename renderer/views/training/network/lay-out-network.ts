import type { NetworkNode, NodeShape } from '#contract/api/specs.ts';
import type { LayerSpec } from '#contract/model-spec.ts';

export interface NetworkBox {
  readonly node: NetworkNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A skip: from the box whose output is brought back to the box of the skip. */
export interface NetworkLink {
  readonly from: number;
  readonly to: number;
  /** How far to the right its arc goes, so that arcs do not hide each other. */
  readonly reach: number;
}

export interface NetworkLayout {
  readonly boxes: readonly NetworkBox[];
  readonly links: readonly NetworkLink[];
  readonly width: number;
  readonly height: number;
}

export const BOX_HEIGHT = 34;
const GAP = 14;
const WIDEST = 224;
const NARROWEST = 148;
const LANE = 12;

/**
 * Boxes from the input at the top to the head at the bottom, wider where more numbers a step flow out of them (by the
 * logarithm), with an arc for each skip. Lengths are in pixels.
 */
export function layOutNetwork(network: readonly NetworkNode[], layers: readonly LayerSpec[]): NetworkLayout {
  const widest = Math.max(2, ...network.map(({ output }) => output.at(-1)!));
  const boxes = network.map((node, i) => {
    const share = Math.log2(Math.max(1, node.output.at(-1)!)) / Math.log2(widest);
    const width = Math.round(NARROWEST + (WIDEST - NARROWEST) * share);
    return { node, width, x: Math.round((WIDEST - width) / 2), y: i * (BOX_HEIGHT + GAP) };
  });
  const links = layers.flatMap((layer, at): Omit<NetworkLink, 'reach'>[] => {
    if (layer.kind !== 'skip') return [];
    // Box 0 is the input, so layer i is box i + 1.
    const from = layer.from === 'input' ? 0 : layers.findIndex(({ name }) => name === layer.from) + 1;
    const isKnown = layer.from === 'input' || from > 0;
    return isKnown && from <= at && at + 1 < boxes.length ? [{ from, to: at + 1 }] : [];
  });
  const lanes = assignLanes(links);
  return {
    boxes,
    links: links.map((link, i) => ({ ...link, reach: (lanes[i]! + 1) * LANE })),
    width: WIDEST + (Math.max(-1, ...lanes) + 1) * LANE + 4,
    height: Math.max(0, boxes.length * (BOX_HEIGHT + GAP) - GAP),
  };
}

/** The first lane that no earlier link takes over the same boxes; short links come first, so that they lie inside. */
function assignLanes(links: readonly { readonly from: number; readonly to: number }[]): number[] {
  const lanes: number[] = [];
  const order = links.map((_, i) => i).sort((a, b) => links[a]!.to - links[a]!.from - (links[b]!.to - links[b]!.from));
  for (const i of order) {
    const taken = new Set(
      order.flatMap((j) => (lanes[j] !== undefined && overlap(links[i]!, links[j]!) ? [lanes[j]] : [])),
    );
    let lane = 0;
    while (taken.has(lane)) lane++;
    lanes[i] = lane;
  }
  return lanes;
}

function overlap(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  return a.from < b.to && b.from < a.to;
}

/** "[batch, 60, 128]". */
export function writeShape(shape: NodeShape, batch: string): string {
  return `[${[batch, ...shape].join(', ')}]`;
}
