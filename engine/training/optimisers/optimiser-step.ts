import type { SessionState, StepOptions } from '../backend.ts';
import { stepByAdam } from './adam.ts';
import type { Penalty } from './penalties.ts';
import { stepBySgd } from './sgd.ts';

/**
 * One step, in the order of native/src/reference/optimiser-step.hpp, whose plain twin it is: penalties, clipping by
 * value, clipping by norm (Pascanu et al. 2013), weight decay (Loshchilov and Hutter 2019), the optimiser's own step.
 * Changes the arrays of `state` and `gradients` in place and returns the state with its step counted.
 */
export function applyStep(
  state: SessionState,
  gradients: Float32Array,
  { learningRate, clipNorm, clipValue = Infinity, optimizer = { kind: 'adam' } }: StepOptions,
  penalties: readonly Penalty[],
): SessionState {
  const { parameters } = state;
  const step = state.step + 1;
  for (const { first, count, l2 } of penalties) {
    if (l2 > 0) for (let i = first; i < first + count; i++) gradients[i]! += l2 * parameters[i]!;
  }
  clip(gradients, clipNorm, clipValue);
  if (optimizer.kind === 'sgd') {
    stepBySgd(state, gradients, learningRate, optimizer);
    return { ...state, step };
  }
  if (optimizer.kind === 'adamw') {
    const keep = 1 - learningRate * optimizer.weightDecay;
    for (const { first, count, decays } of penalties) {
      if (decays) for (let i = first; i < first + count; i++) parameters[i]! *= keep;
    }
  }
  stepByAdam(state, gradients, learningRate, step);
  return { ...state, step };
}

function clip(gradients: Float32Array, clipNorm: number, clipValue: number): void {
  let squares = 0;
  for (let i = 0; i < gradients.length; i++) {
    const g = Math.max(-clipValue, Math.min(clipValue, gradients[i]!));
    gradients[i] = g;
    squares += g * g;
  }
  const norm = Math.sqrt(squares);
  if (norm <= clipNorm) return;
  const shrink = clipNorm / norm;
  for (let i = 0; i < gradients.length; i++) gradients[i]! *= shrink;
}
