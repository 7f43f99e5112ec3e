import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { splitModelReference } from '#contract/model-reference.ts';
import { useJobs } from '../../stores/jobs.ts';
import { useModels } from '../../stores/models.ts';
import { useToasts } from '../../stores/toasts.ts';
import { useHost } from '../../use-host.ts';

export interface ModelActions {
  promote(model: string): Promise<void>;
  rollBack(name: string): Promise<void>;
  remove(model: string): Promise<void>;
  bringBack(model: string): Promise<void>;
  save(model: string): Promise<void>;
  importFiles(files: readonly File[]): Promise<void>;
  importPaths(paths: readonly string[]): Promise<void>;
}

/** 'name@3' as the address of its page. */
export function addressOf(model: string): string {
  return `/models/${encodeURIComponent(model)}`;
}

/** What can be done to models; each tells what it did, with a way back where there is one, or what went wrong. */
export function useModelActions(): ModelActions {
  const { t } = useI18n();
  const router = useRouter();
  const { engine, shell } = useHost();
  const models = useModels();
  const jobs = useJobs();
  const toasts = useToasts();

  async function act(change: () => Promise<void>): Promise<void> {
    try {
      await change();
      await models.reload();
    } catch (error) {
      toasts.fail(error);
    }
  }
  const open = (model: string) => ({ text: t('models.open'), run: () => void router.push(addressOf(model)) });

  const actions: ModelActions = {
    promote: (model) =>
      act(async () => {
        await engine.models.promote({ model });
        const { name } = splitModelReference(model);
        toasts.tell(t('models.promoted', { name, model }), {
          text: t('common.undo'),
          run: () => void actions.rollBack(name),
        });
      }),
    rollBack: (name) =>
      act(async () => {
        const { model } = await engine.models.rollBack({ name });
        toasts.tell(t('models.rolledBack', { name, model }), open(model));
      }),
    remove: (model) =>
      act(async () => {
        await engine.models.remove({ model });
        toasts.tell(t('models.removed', { model }), {
          text: t('common.undo'),
          run: () => void actions.bringBack(model),
        });
      }),
    bringBack: (model) =>
      act(async () => {
        await engine.models.bringBack({ model });
        toasts.tell(t('models.broughtBack', { model }), open(model));
      }),
    save: (model) =>
      act(async () => {
        await shell.saveFromEngine(await engine.models.offer({ model }));
      }),
    importFiles: (files) => act(async () => actions.importPaths(await shell.pathsOf(files))),
    importPaths: (paths) =>
      act(async () => {
        for (const path of paths) {
          const name = path.replace(/^.*[\\/]/, '');
          const imported = await jobs.run(t('models.importing', { name }), ({ signal }) =>
            engine.models.import({ path }, { signal }),
          );
          if (imported === null) return;
          const { model, isNew, isRenumbered } = imported;
          const what = isRenumbered ? 'importedRenumbered' : isNew ? 'imported' : 'isThere';
          toasts.tell(t(`models.${what}`, { model }), open(model));
        }
      }),
  };
  return actions;
}
