import { useI18n } from 'vue-i18n';
import type { LayerSpec } from '#contract/model-spec.ts';
import { useFormat } from '../../../formats/use-format.ts';
import { useFieldTexts } from '../form/use-field-texts.ts';

/** What stands behind the name of a layer while it is closed: its most telling numbers. */
export function useLayerTexts() {
  const { t } = useI18n();
  const format = useFormat();
  const fields = useFieldTexts();

  function summarise(layer: LayerSpec): string {
    const parts: string[] = [];
    const number = (value: number): string => format.value.number(value);
    if ('units' in layer) parts.push(t('training.units', { n: number(layer.units) }, layer.units));
    if ('heads' in layer) parts.push(t('training.attentionHeads', { n: number(layer.heads) }, layer.heads));
    if ('rate' in layer) parts.push(format.value.percent(layer.rate, 0));
    if ('activation' in layer) parts.push(fields.choice(layer.activation));
    if ('returnSequences' in layer) parts.push(t(layer.returnSequences ? 'training.everyStep' : 'training.lastStep'));
    if ('bidirectional' in layer && layer.bidirectional) parts.push(t('training.bothWays'));
    if ('how' in layer) parts.push(fields.choice(layer.how));
    if ('from' in layer) parts.push(layer.from);
    return parts.join(' · ');
  }
  return { summarise };
}
