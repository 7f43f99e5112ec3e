import type { SpecCheck } from '#contract/api/specs.ts';
import { useHost } from '../../../use-host.ts';
import { useLoaded, type Loaded } from '../../../use-loaded.ts';
import { useBlueprint } from './use-blueprint.ts';
import { useSettled } from './use-settled.ts';

const QUIET_MS = 120;

/** What the engine says of the spec of the blueprint, asked again once typing pauses; the last answer stays until the next. */
export function useSpecCheck(): Loaded<SpecCheck | null> {
  const { engine } = useHost();
  const store = useBlueprint();
  const spec = useSettled(() => store.blueprint?.experiment.spec ?? null, QUIET_MS);
  const count = useSettled(() => store.blueprint?.experiment.instruments.length ?? 0, QUIET_MS);
  return useLoaded(
    async (signal) =>
      spec.value === null
        ? null
        : engine.specs.check({ spec: spec.value, instruments: Math.max(1, count.value) }, { signal }),
    [spec, count],
  );
}
