import type { OptimizerSpec } from '#contract/model-spec.ts';
import type { SessionState } from '../backend.ts';

/**
 * One step of stochastic gradient descent with momentum (Polyak 1964; Nesterov's as in Sutskever et al. 2013), on a
 * gradient that is clipped already: v = momentum v + g, p = p - rate v, or p - rate (g + momentum v). The velocity is the
 * first moment of the state. The plain twin of the native core's step. Changes the arrays of `state` in place.
 */
export function stepBySgd(
  { parameters, firstMoment }: SessionState,
  gradients: Float32Array,
  learningRate: number,
  { momentum, nesterov = false }: Extract<OptimizerSpec, { kind: 'sgd' }>,
): void {
  for (let i = 0; i < gradients.length; i++) {
    const g = gradients[i]!;
    firstMoment[i] = momentum * firstMoment[i]! + g;
    parameters[i]! -= learningRate * (nesterov ? g + momentum * firstMoment[i]! : firstMoment[i]!);
  }
}
