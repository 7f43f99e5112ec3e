import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { BacktestRequest } from '#contract/api/backtests.ts';
import type { GridAxis } from '#contract/backtest.ts';
import { useInstruments } from '../../stores/instruments.ts';
import { referenceOf, useModels } from '../../stores/models.ts';
import {
  changeRule,
  draftOfQuery,
  isSameDraft,
  queryOfDraft,
  readDraft,
  ruleOf,
  writeDraft,
  type Beginnings,
  type Draft,
  type ReadDraft,
} from './settings-draft.ts';
import { ruleKinds } from './settings-form.ts';

export interface OpenDraft {
  readonly draft: Readonly<Ref<Draft>>;
  readonly beginnings: ComputedRef<Beginnings>;
  readonly read: ComputedRef<ReadDraft>;
  /** Whether the form asks for something else than what is shown beside it. */
  readonly isChanged: ComputedRef<boolean>;
  readonly set: (key: string, text: string) => void;
  /** Brings the link up to date at once. */
  readonly settle: () => Promise<void>;
}

/** How long one waits for the next key before the link follows. */
const SETTLE_MS = 150;

/**
 * The form in the link: of the backtest that is shown, until something is changed. While that is being loaded (`isWaiting`)
 * the form stays as it is.
 */
export function useDraft(
  shown: () => (BacktestRequest & { readonly axes?: readonly GridAxis[] }) | null,
  isWaiting: () => boolean = () => false,
): OpenDraft {
  const route = useRoute();
  const router = useRouter();
  const models = useModels();
  const instruments = useInstruments();

  const beginnings = computed<Beginnings>(() => {
    const model = models.all[0];
    return {
      rule: model ? 'probability-threshold' : 'ma-crossover',
      model: model ? referenceOf(model) : '',
      symbols: model ? [] : instruments.symbols.slice(0, 1),
    };
  });
  const base = computed<Draft>(() => {
    const request = shown();
    return request ? writeDraft(request) : {};
  });
  const fromLink = (): Draft => {
    const said = draftOfQuery(route.query);
    return Object.keys(said).length > 0 ? said : base.value;
  };
  const draft = ref<Draft>(fromLink());
  let timer = 0;
  watch([() => route.fullPath, base], () => {
    // What is being typed goes before what the link still says.
    if (timer === 0 && !isWaiting() && !isSameDraft(draft.value, fromLink())) draft.value = fromLink();
  });

  function set(key: string, text: string): void {
    const rule = key === 'rule' ? ruleKinds.find((kind) => kind === text) : undefined;
    draft.value = rule ? changeRule(draft.value, rule) : { ...draft.value, [key]: text };
    clearTimeout(timer);
    timer = window.setTimeout(() => void settle(), SETTLE_MS);
  }
  async function settle(): Promise<void> {
    if (timer === 0) return;
    clearTimeout(timer);
    timer = 0;
    await router.replace({ query: queryOfDraft(route.query, draft.value) });
  }
  onScopeDispose(() => {
    clearTimeout(timer);
  });
  const read = computed(() => readDraft(draft.value, beginnings.value));
  const isChanged = computed(() => {
    const request = shown();
    if (!request) return false;
    const now = readDraft(base.value, beginnings.value).request;
    return JSON.stringify(now) !== JSON.stringify(read.value.request);
  });
  return { draft, beginnings, read, isChanged, set, settle };
}

/** The rule that the form is at. */
export function useRule({ draft, beginnings }: OpenDraft) {
  return computed(() => ruleOf(draft.value, beginnings.value));
}
