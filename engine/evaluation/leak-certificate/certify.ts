import type { LeakCertificate } from '#contract/leak-certificate.ts';
import { computeFeatures } from '../../features/compute-features.ts';
import type { Dataset } from '../../features/dataset.ts';
import { computeLabels } from '../../features/label.ts';
import type { PredictionParts } from '../../forecast/predict-history.ts';
import type { InferenceNetwork } from '../../inference/open-network.ts';
import { createRandom } from '../../kernel/random.ts';
import { checkFits } from './check-fits.ts';
import { checkPurge } from './check-purge.ts';
import { compareFeatures } from './compare-features.ts';
import { compareForecasts, forecastUpTo } from './compare-forecasts.ts';
import { compareWindows } from './compare-windows.ts';
import { drawCuts } from './draw-cuts.ts';
import { alterFuture } from './other-futures.ts';
import { attempt, firstRows, leakOf, type Subject } from './subject.ts';
import { openTally, type Tally } from './tally.ts';

/**
 * Draws up the leak certificate of a model and the dataset that it was trained on. Behind bars that `seed` draws, the
 * future is cut off, and in another copy of the history scrambled; what the product's own code makes of these
 * histories must, up to the cut, have the same bits as what was trained on and what is forecast with the whole history.
 * A leak is no error: it stands in the certificate.
 */
export async function certify(
  dataset: Dataset,
  model: PredictionParts,
  network: InferenceNetwork,
  seed: number,
): Promise<LeakCertificate> {
  const subject = { dataset, model, network };
  const random = createRandom(seed);
  const drawn = drawCuts(dataset, random);
  const rows = firstRows(dataset);
  const tally = openTally();
  checkPurge(subject, tally);
  checkFits(
    subject,
    drawn.map(({ place }) => place),
    tally,
  );
  for (const { place, bars } of drawn) {
    for (const cut of bars) {
      await checkCut(subject, { place, firstRow: rows[place]! }, cut, random.integer(2 ** 31), tally);
    }
  }
  return {
    instruments: drawn.map(({ place }) => dataset.instruments[place]!.input.symbol),
    cuts: drawn.reduce((sum, { bars }) => sum + bars.length, 0),
    ...tally.conclude(),
  };
}

async function checkCut(
  { dataset, model, network }: Subject,
  where: { readonly place: number; readonly firstRow: number },
  cut: number,
  seed: number,
  tally: Tally,
): Promise<void> {
  const trained = dataset.instruments[where.place]!;
  const { label } = model.experiment.spec;
  const testFrom = dataset.split.test.from;
  // Forecasts refuse a model that was fitted on the test part, and 'fits' says so; then there are none to compare.
  const mayForecast = isFittedBefore(model, trained.input.symbol, testFrom);
  const whole = mayForecast ? await forecastUpTo(model, network, trained.input, testFrom, cut) : [];
  for (const future of alterFuture(trained.input, cut, seed)) {
    const table = attempt(() => computeFeatures(dataset.features, future.input));
    if (table === null) {
      // The history as it was then lacks what a feature needs: it was chosen with the future.
      tally.report(leakOf('features', 'the choice of features', future, trained.input.bars.time[cut]!));
      continue;
    }
    compareFeatures(trained, table, computeLabels(future.input.bars.close, model.experiment.spec), future, tally);
    compareWindows(dataset, where, table, future, tally);
    if (!mayForecast) continue;
    const altered = await forecastUpTo(model, network, future.input, testFrom, cut);
    compareForecasts(label.horizons, whole, altered, future, tally);
  }
}

function isFittedBefore({ scalers, calibrators }: PredictionParts, symbol: string, first: number): boolean {
  return [...scalers[symbol]!, ...calibrators].every(({ fittedOn }) => fittedOn.to < first);
}
