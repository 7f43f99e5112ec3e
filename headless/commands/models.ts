import type { Command } from 'commander';
import type { EngineClient } from '#engine/boot.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { describeCertificate } from '../terminal/describe-certificate.ts';
import { describeHorizon } from '../terminal/describe-horizon.ts';
import { describeSkill } from '../terminal/describe-skill.ts';
import { nameHorizon } from '../terminal/render-horizons.ts';
import { formatCount, formatDate } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

interface ModelsOptions extends SharedOptions {
  readonly export?: string;
  readonly out?: string;
  readonly promote?: string;
  readonly rollBack?: string;
  readonly import?: string;
  readonly as?: string;
  readonly remove?: string;
  readonly bringBack?: string;
}

/** Does what the options ask for, and says so in a sentence; null where they ask for the list. */
async function change(client: EngineClient, options: ModelsOptions): Promise<{ said: string; result: object } | null> {
  const { models } = client;
  if (options.export !== undefined) {
    const path = options.out ?? `${options.export.replace('@', '-v')}.almanac`;
    const result = await models.export({ model: options.export, path });
    return { said: `${result.path} (${formatCount(result.bytes)} bytes)`, result };
  }
  if (options.import !== undefined) {
    const result = await models.import({ path: options.import, ...(options.as !== undefined && { as: options.as }) });
    const { model, isNew, isRenumbered } = result;
    const how = isRenumbered ? ' (its own version was taken)' : '';
    return { said: isNew ? `${model} is imported${how}.` : `${model} is there already.`, result };
  }
  if (options.promote !== undefined) {
    const result = await models.promote({ model: options.promote });
    return { said: `${result.model.replace(/@.*/, '')} means ${result.model} now.`, result };
  }
  if (options.rollBack !== undefined) {
    const result = await models.rollBack({ name: options.rollBack });
    return { said: `${options.rollBack} means ${result.model} again.`, result };
  }
  if (options.remove !== undefined) {
    const result = await models.remove({ model: options.remove });
    return { said: `${options.remove} is removed. Undo: almanac models --bring-back ${options.remove}`, result };
  }
  if (options.bringBack !== undefined) {
    const result = await models.bringBack({ model: options.bringBack });
    return { said: `${result.model} is back.`, result };
  }
  return null;
}

export function addModelsCommand(program: Command): void {
  const command = program
    .command('models')
    .description('list the models, choose the active version of a name, import and export bundle files')
    .option('--export <name>', 'model to write as a bundle, such as price-lstm@2')
    .option('--out <file>', 'the bundle file (default: <name>.almanac)')
    .option('--import <file>', 'add the model of a bundle file')
    .option('--as <name>', 'the name that an imported model gets (default: its own)')
    .option('--promote <model>', 'version that its name means from now on, such as price-lstm@1')
    .option('--roll-back <name>', 'undo the last --promote of a name')
    .option('--remove <model>', 'take a version out of sight; its forecasts stay in the ledger')
    .option('--bring-back <model>', 'undo --remove');
  describeCommand(command, 'almanac models\nalmanac models --export price-lstm@1 --out price-lstm.almanac').action(
    async (options: ModelsOptions) => {
      await withEngine(options, async ({ client, json }) => {
        const changed = await change(client, options);
        if (changed) {
          if (json) printJson(changed.result);
          else printResult(changed.said);
          return;
        }
        const { models, unreadable } = await client.models.list();
        if (json) {
          printJson({ models, unreadable });
        } else if (models.length + unreadable.length === 0) {
          printNote('No model yet. Train one: "almanac train --help".');
        } else if (models.length > 0) {
          const hasParents = models.some(({ parent }) => parent !== null);
          const table = renderTable(
            [
              'Model',
              'Trained',
              'Instruments',
              'Features',
              'Bars',
              'Horizons',
              'Epochs',
              'Backend',
              ...(hasParents ? ['From'] : []),
            ],
            models.map((m) => [
              `${m.name}@${m.version}${m.isActive ? ' *' : ''}${m.origin === 'imported' ? ' (imported)' : ''}`,
              formatDate(m.createdAt),
              m.symbols.length > 4
                ? `${m.symbols.slice(0, 4).join(', ')} … (${m.symbols.length})`
                : m.symbols.join(', '),
              m.features.join(', '),
              m.timeframe,
              m.horizons.map((horizonBars) => describeHorizon(horizonBars, m.timeframe)).join(', '),
              `${m.training.bestEpoch}/${m.training.epochs.length}`,
              m.training.backend,
              ...(hasParents ? [m.parent?.model ?? ''] : []),
            ]),
            [6],
          );
          const skills = models.flatMap((m) => [
            ...(m.certificate.passed ? [] : [`${m.name}@${m.version}: ${describeCertificate(m.certificate)}`]),
            ...m.evaluations.map((evaluation) => {
              const horizon = m.evaluations.length > 1 ? ` over ${nameHorizon(evaluation)}` : '';
              return `${m.name}@${m.version}${horizon}: ${describeSkill(evaluation)}`;
            }),
          ]);
          printResult(`${table}\n\n${skills.join('\n')}`);
        }
        if (!json) for (const { model, reason } of unreadable) printNote(`${model} cannot be used: ${reason}`);
      });
    },
  );
}
