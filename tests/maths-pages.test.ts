import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { modelSpecSchema } from '#contract/model-spec.ts';
import type { Loss } from '#engine/models/head-kinds/head-kind.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'maths');
const index = readFileSync(join(folder, 'README.md'), 'utf8');
const links = [...index.matchAll(/\]\(([a-z-]+\.md)\)/g)].map((match) => match[1]!);

it.each(modelSpecSchema.entries.layers.item.options.map((variant) => variant.entries.kind.literal))(
  'the layer %s has a page on how its gradient is found',
  (kind) => {
    expect(links).toContain(`${kind}.md`);
  },
);

it('every loss and every optimiser has a page', () => {
  // Does not compile while a loss is missing here.
  const losses: Record<Loss['kind'], true> = {
    pinball: true,
    mse: true,
    mae: true,
    huber: true,
    bce: true,
    'cross-entropy': true,
    hinge: true,
    gaussian: true,
    'student-t': true,
  };
  for (const kind of Object.keys(losses))
    expect(index).toMatch(new RegExp(`\\| \`${kind}\` +\\| \\[[^\\]]+\\]\\([a-z-]+\\.md\\)`));
  const optimisers = readFileSync(join(folder, 'optimisers.md'), 'utf8');
  for (const { entries } of v.unwrap(modelSpecSchema.entries.training.entries.optimizer).options) {
    expect(optimisers).toContain(`## \`${entries.kind.literal}\``);
  }
});

it('every page that the index names is there, and says what the backward pass is', () => {
  expect(links.length).toBeGreaterThan(15);
  for (const link of links) {
    expect(existsSync(join(folder, link)), link).toBe(true);
    expect(readFileSync(join(folder, link), 'utf8')).toMatch(/\bd[a-zA-Z]+(_[a-zA-Z(]|\b)/);
  }
});
