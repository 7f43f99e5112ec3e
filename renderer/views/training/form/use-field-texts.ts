import { useI18n } from 'vue-i18n';
import type { FieldForm } from '#contract/spec-form.ts';
import { useFormat } from '../../../formats/use-format.ts';
import { describeBounds, type FieldFault } from './parse-field.ts';

/** The words of fields: their names, what they do, their limits. */
export function useFieldTexts() {
  const i18n = useI18n();
  const { t } = i18n;
  const has = (key: string): boolean => i18n.te(key);
  const format = useFormat();

  /** `scope` tells fields of one name apart, such as the patience of a schedule from that of the training. */
  function find(scope: string, name: string, what: 'name' | 'help'): string {
    const own = `training.fields.${scope}-${name}.${what}`;
    const common = `training.fields.${name}.${what}`;
    if (has(own)) return t(own);
    return has(common) ? t(common) : what === 'name' ? name : '';
  }
  function write(value: number | null): string {
    if (value === null) return '';
    return Number.isInteger(value) ? format.value.number(value) : String(value);
  }
  function fault(found: FieldFault): string {
    return 'min' in found
      ? t(`training.faults.${found.key}`, { min: write(found.min), max: write(found.max) })
      : t(`training.faults.${found.key}`);
  }
  return {
    name: (scope: string, name: string) => find(scope, name, 'name'),
    /** What the field does, and its limits. */
    help(scope: string, form: FieldForm): string {
      const bounds = ['integer', 'number', 'numbers'].includes(form.type) ? describeBounds(form) : null;
      return [find(scope, form.name, 'help'), bounds === null ? '' : fault(bounds)]
        .filter((part) => part !== '')
        .join(' ');
    },
    /** What stands for a field that is left out. */
    absent: (scope: string, name: string): string => {
      const key = `training.absent.${scope}-${name}`;
      return has(key) ? t(key) : t('training.byDefault');
    },
    choice: (value: string) => (has(`training.choices.${value}`) ? t(`training.choices.${value}`) : value),
    fault,
  };
}
