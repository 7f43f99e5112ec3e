import type { SessionState } from '../backend.ts';

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1) on a gradient that is clipped already; `step` counts from 1. The
 * plain twin of the native core's step on the same float32 state; what lies between is float64 here. Changes the arrays
 * of `state` in place.
 */
export function stepByAdam(state: SessionState, gradients: Float32Array, learningRate: number, step: number): void {
  const { parameters, firstMoment, secondMoment } = state;
  const correction1 = 1 - ADAM.beta1 ** step;
  const correction2 = 1 - ADAM.beta2 ** step;
  for (let i = 0; i < gradients.length; i++) {
    const g = gradients[i]!;
    firstMoment[i] = ADAM.beta1 * firstMoment[i]! + (1 - ADAM.beta1) * g;
    secondMoment[i] = ADAM.beta2 * secondMoment[i]! + (1 - ADAM.beta2) * g * g;
    parameters[i]! -=
      (learningRate * (firstMoment[i]! / correction1)) / (Math.sqrt(secondMoment[i]! / correction2) + ADAM.epsilon);
  }
}
