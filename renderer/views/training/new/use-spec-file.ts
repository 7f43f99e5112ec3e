import { useI18n } from 'vue-i18n';
import type { ModelSpec } from '#contract/model-spec.ts';
import { useToasts } from '../../../stores/toasts.ts';
import { useHost } from '../../../use-host.ts';
import { useBlueprint } from './use-blueprint.ts';

/** No spec is near this; whatever is larger was chosen by mistake. */
const MOST_BYTES = 2_000_000;

/** Specs as files. One that is not in order is handed over as a text, to be mended. */
export function useSpecFile(refuse: (text: string) => void) {
  const { t } = useI18n();
  const { engine, shell } = useHost();
  const store = useBlueprint();
  const toasts = useToasts();

  async function open(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    try {
      const text = file.size > MOST_BYTES ? '' : await file.text();
      const check = await engine.specs.check({ spec: parse(text) });
      if (check.spec) {
        store.takeSpec(check.spec);
        toasts.tell(t('training.opened', { file: file.name }), { text: t('common.undo'), run: store.undo });
      } else {
        refuse(text.replace(/^\u{feff}/u, ''));
      }
    } catch (error) {
      toasts.fail(error);
    }
  }
  async function save(spec: ModelSpec): Promise<void> {
    try {
      const bytes = new TextEncoder().encode(`${JSON.stringify(spec, null, 2)}\n`);
      await shell.saveFile({ name: `${spec.name}.json`, bytes, type: 'application/json' });
    } catch (error) {
      toasts.fail(error);
    }
  }
  return { open, save };
}

/** The document of a text; what is no JSON is no spec either, and shown where it breaks. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch {
    return null;
  }
}
