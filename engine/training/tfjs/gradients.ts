import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradients of the operations that forward.ts and losses/ use. TensorFlow.js ships its own only
 * in module files that Node cannot load one by one, or in a package of 140 MB; these few are written here
 * and held against finite differences by the conformance suite. A layer that uses another operation needs
 * its gradient here: TensorFlow.js says which one is missing.
 */
export function registerGradients(): void {
  register(tf.Add, {
    a: (dy, a) => sumTo(dy, a),
    b: (dy, _a, b) => sumTo(dy, b),
  });
  register(tf.Sub, {
    a: (dy, a) => sumTo(dy, a),
    b: (dy, _a, b) => sumTo(tf.neg(dy), b),
  });
  register(tf.Multiply, {
    a: (dy, a, b) => sumTo(tf.mul(dy, b), a),
    b: (dy, a, b) => sumTo(tf.mul(dy, a), b),
  });
  register(tf.Maximum, {
    a: (dy, a, b) => sumTo(tf.mul(dy, tf.cast(tf.greaterEqual(a, b), 'float32')), a),
    b: (dy, a, b) => sumTo(tf.mul(dy, tf.cast(tf.less(a, b), 'float32')), b),
  });
  // Matrix products here never transpose their inputs.
  register(tf.BatchMatMul, {
    a: (dy, _a, b) => tf.matMul(dy, b, false, true),
    b: (dy, a) => tf.matMul(a, dy, true, false),
  });

  tf.registerGradient({
    kernelName: tf.Sigmoid,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(one(dy), tf.mul(y!, tf.sub(1, y!))) }),
  });
  tf.registerGradient({
    kernelName: tf.Tanh,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(one(dy), tf.sub(1, tf.square(y!))) }),
  });
  tf.registerGradient({
    kernelName: tf.Relu,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(one(dy), tf.cast(tf.greater(x!, 0), 'float32')) }),
  });
  tf.registerGradient({
    kernelName: tf.Softplus,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(one(dy), tf.sigmoid(x!)) }),
  });
  tf.registerGradient({
    kernelName: tf.Abs,
    inputsToSave: ['x'],
    // sign(0) = 0, which is the subgradient of the specification.
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(one(dy), tf.sign(x!)) }),
  });
  tf.registerGradient({
    kernelName: tf.ClipByValue,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => {
      const { clipValueMin, clipValueMax } = attributes as { clipValueMin: number; clipValueMax: number };
      const inside = (): tf.Tensor => tf.logicalAnd(tf.greaterEqual(x!, clipValueMin), tf.lessEqual(x!, clipValueMax));
      return { x: () => tf.mul(one(dy), tf.cast(inside(), 'float32')) };
    },
  });
  tf.registerGradient({
    kernelName: tf.Reshape,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.reshape(one(dy), x!.shape) }),
  });
  tf.registerGradient({
    kernelName: tf.Mean,
    inputsToSave: ['x'],
    // The loss is the mean over everything, so dy is a scalar.
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(one(dy), tf.fill(x!.shape, 1 / x!.size)) }),
  });
  tf.registerGradient({
    kernelName: tf.Sum,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => {
      const axes = tf.util.parseAxisParam(attributes.axis as number | number[], x!.shape);
      const kept = x!.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
      return { x: () => tf.mul(tf.reshape(one(dy), kept), tf.onesLike(x!)) };
    },
  });
  tf.registerGradient({
    kernelName: tf.Unpack,
    gradFunc: (dy, _saved, attributes) => ({ value: () => tf.stack(many(dy), Number(attributes.axis)) }),
  });
  tf.registerGradient({
    kernelName: tf.Pack,
    saveAllInputs: true,
    gradFunc: (dy, _saved, attributes) => {
      const parts = tf.unstack(one(dy), Number(attributes.axis));
      return Object.fromEntries(parts.map((part, i) => [i, () => part]));
    },
  });
  tf.registerGradient({
    kernelName: tf.SplitV,
    gradFunc: (dy, _saved, attributes) => ({ x: () => tf.concat(many(dy), Number(attributes.axis)) }),
  });
}

type GradientOf = (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** An operation of two inputs a and b, both saved; each gradient is computed only where it is asked for. */
function register(kernelName: string, gradients: { a: GradientOf; b: GradientOf }): void {
  tf.registerGradient({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return { a: () => gradients.a(one(dy), a, b), b: () => gradients.b(one(dy), a, b) };
    },
  });
}

/** Sums over the axes along which `input` was broadcast to the shape of the output. */
function sumTo(gradient: tf.Tensor, input: tf.Tensor): tf.Tensor {
  const axes = tf.backend_util.getReductionAxes(input.shape, gradient.shape);
  return axes.length === 0 ? gradient : tf.reshape(tf.sum(gradient, axes), input.shape);
}

function one(dy: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(dy) ? dy[0]! : dy;
}

function many(dy: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
  return Array.isArray(dy) ? dy : [dy];
}
