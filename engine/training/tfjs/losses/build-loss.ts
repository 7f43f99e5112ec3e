import type { Loss } from '../../../models/head-kinds/head-kind.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { crossEntropy } from './cross-entropy.ts';
import { gaussian } from './gaussian.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import type { LossFunction } from './loss-function.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { pinball } from './pinball.ts';
import { softBinaryCrossEntropy } from './soft-binary-cross-entropy.ts';
import { softCrossEntropy } from './soft-cross-entropy.ts';
import { studentT } from './student-t.ts';

/** The loss of a head as TensorFlow.js operations. */
export function buildLoss(loss: Loss): LossFunction {
  switch (loss.kind) {
    case 'pinball':
      return pinball(loss.levels, loss.ordered ?? false);
    case 'mse':
      return meanSquaredError;
    case 'mae':
      return meanAbsoluteError;
    case 'huber':
      return huber(loss.delta);
    case 'bce': {
      const { smoothing = 0, focus = 0 } = loss;
      return smoothing > 0 || focus > 0 ? softBinaryCrossEntropy(smoothing, focus) : binaryCrossEntropy;
    }
    case 'cross-entropy': {
      const { classes, smoothing = 0, focus = 0 } = loss;
      return smoothing > 0 || focus > 0 ? softCrossEntropy(classes, smoothing, focus) : crossEntropy(classes);
    }
    case 'hinge':
      return hinge;
    case 'gaussian':
      return gaussian;
    case 'student-t':
      return studentT;
  }
}
