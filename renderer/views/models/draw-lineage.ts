import type { ModelCard } from '#contract/api/models.ts';

/** A model in the drawing of a lineage. */
export interface LineageNode {
  /** 'name@version'. */
  readonly model: string;
  readonly role: 'ancestor' | 'self' | 'child';
  /** Whether the workspace has it, so that its page can be opened. */
  readonly isHere: boolean;
  /** What it is called here, where that is another name. */
  readonly here: string | null;
}

/** From the oldest ancestor down to what started from the model, one below the other. */
export function drawLineage({
  name,
  version,
  lineage,
  children,
}: Pick<ModelCard, 'name' | 'version' | 'lineage' | 'children'>): LineageNode[] {
  return [
    ...lineage
      .map(({ model, here }): LineageNode => ({ model, role: 'ancestor', isHere: here !== null, here }))
      .reverse(),
    { model: `${name}@${version}`, role: 'self', isHere: true, here: `${name}@${version}` },
    ...children.map((model): LineageNode => ({ model, role: 'child', isHere: true, here: model })),
  ];
}
