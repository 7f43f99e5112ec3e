import type { Command } from 'commander';
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
}

export function addModelsCommand(program: Command): void {
  const command = program
    .command('models')
    .description('list the trained models, or write one as a bundle file')
    .option('--export <name>', 'model to write as a bundle, such as price-lstm@2')
    .option('--out <file>', 'the bundle file (default: <name>.almanac)');
  describeCommand(command, 'almanac models\nalmanac models --export price-lstm@1 --out price-lstm.almanac').action(
    async (options: ModelsOptions) => {
      await withEngine(options, async ({ client, json }) => {
        if (options.export !== undefined) {
          const path = options.out ?? `${options.export.replace('@', '-v')}.almanac`;
          const written = await client.models.export({ model: options.export, path });
          if (json) printJson(written);
          else printResult(`${written.path} (${formatCount(written.bytes)} bytes)`);
          return;
        }
        const { models, unreadable } = await client.models.list();
        if (json) {
          printJson({ models, unreadable });
        } else if (models.length + unreadable.length === 0) {
          printNote('No model yet. Train one: "almanac train --help".');
        } else if (models.length > 0) {
          const table = renderTable(
            ['Model', 'Trained', 'Instruments', 'Features', 'Bars', 'Horizons', 'Epochs', 'Backend'],
            models.map((m) => [
              `${m.name}@${m.version}`,
              formatDate(m.createdAt),
              m.symbols.length > 4
                ? `${m.symbols.slice(0, 4).join(', ')} … (${m.symbols.length})`
                : m.symbols.join(', '),
              m.features.join(', '),
              m.timeframe,
              m.horizons.map((horizonBars) => describeHorizon(horizonBars, m.timeframe)).join(', '),
              `${m.training.bestEpoch}/${m.training.epochs.length}`,
              m.training.backend,
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
