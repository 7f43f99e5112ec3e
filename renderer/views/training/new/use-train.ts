import { ref, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import { useToasts } from '../../../stores/toasts.ts';
import { useHost } from '../../../use-host.ts';
import { listExperiments } from './blueprint.ts';
import { useBlueprint } from './use-blueprint.ts';

/** Queues what the blueprint asks for, and goes where one can see it run. */
export function useTrain(canTrain: Ref<boolean>) {
  const { engine } = useHost();
  const router = useRouter();
  const store = useBlueprint();
  const toasts = useToasts();
  const isQueueing = ref(false);

  async function train(): Promise<void> {
    const now = store.blueprint;
    if (!now || !canTrain.value || isQueueing.value) return;
    isQueueing.value = true;
    try {
      const { experiment, walkForward: plan } = now;
      if (plan) await engine.jobs.enqueue({ kind: 'walk-forward', input: { experiment, plan } });
      else
        for (const each of listExperiments(now))
          await engine.jobs.enqueue({ kind: 'train', input: { experiment: each } });
      void router.push('/training/runs');
    } catch (error) {
      toasts.fail(error);
    } finally {
      isQueueing.value = false;
    }
  }
  return { isQueueing, train };
}
