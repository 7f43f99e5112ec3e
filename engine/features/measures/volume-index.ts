import { param, type FeatureParams, type FeatureStream } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';

/**
 * The stream behind negative-volume-index and positive-volume-index: with y the running sum of the log returns of those
 * bars whose volume fell (sign -1) or rose (sign 1), y[t] less the mean of y over the last `bars` bars. The level of
 * the sum, which depends on where the history starts, drops out.
 */
export function openVolumeIndex(params: FeatureParams, sign: 1 | -1): FeatureStream {
  const length = param(params, 'bars');
  const steps = createWindow(length - 1);
  let closeBefore = NaN;
  let volumeBefore = NaN;
  return ({ close, volume }, out) => {
    if (!Number.isNaN(closeBefore)) {
      steps.push(Math.sign(volume - volumeBefore) === sign ? Math.log(close / closeBefore) : 0);
    }
    closeBefore = close;
    volumeBefore = volume;
    // Of the sums that the mean is of, all but the oldest hold the oldest step, and only one the newest.
    out[0] = steps.isFull ? steps.weightedSum() / length : NaN;
  };
}
