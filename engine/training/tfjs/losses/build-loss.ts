import type { Loss } from '../../../models/head-kinds/head-kind.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { crossEntropy } from './cross-entropy.ts';
import { huber } from './huber.ts';
import type { LossFunction } from './loss-function.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { pinball } from './pinball.ts';

/** The loss of a head as TensorFlow.js operations. */
export function buildLoss(loss: Loss): LossFunction {
  switch (loss.kind) {
    case 'pinball':
      return pinball(loss.levels);
    case 'mse':
      return meanSquaredError;
    case 'mae':
      return meanAbsoluteError;
    case 'huber':
      return huber(loss.delta);
    case 'bce':
      return binaryCrossEntropy;
    case 'cross-entropy':
      return crossEntropy(loss.classes);
  }
}
