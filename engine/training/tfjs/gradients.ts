import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradients of the operations that layers/ and losses/ use. TensorFlow.js ships its own only
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
    kernelName: tf.Sum,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({ x: () => spread(one(dy), x!, attributes.axis, () => 1) }),
  });
  tf.registerGradient({
    kernelName: tf.Mean,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({ x: () => spread(one(dy), x!, attributes.axis, (count) => 1 / count) }),
  });
  tf.registerGradient({
    kernelName: tf.Rsqrt,
    outputsToSave: [true],
    // y = x^(-1/2), so dy/dx = -x^(-3/2) / 2 = -y^3 / 2.
    gradFunc: (dy, [y]) => ({ x: () => tf.mul(one(dy), tf.mul(-0.5, tf.mul(y!, tf.square(y!)))) }),
  });
  tf.registerGradient({
    kernelName: tf.Softmax,
    outputsToSave: [true],
    // TensorFlow.js takes it over the last axis only.
    gradFunc: (dy, [y]) => ({
      logits: () => {
        const weighted = tf.mul(one(dy), y!);
        return tf.sub(weighted, tf.mul(y!, tf.sum(weighted, -1, true)));
      },
    }),
  });
  tf.registerGradient({
    kernelName: tf.Transpose,
    gradFunc: (dy, _saved, attributes) => ({
      x: () => tf.transpose(one(dy), tf.backend_util.getUndoAxesPermutation(attributes.perm as number[])),
    }),
  });
  tf.registerGradient({
    kernelName: tf.Slice,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => {
      const begin = attributes.begin as number[];
      const around = x!.shape.map((length, axis): [number, number] => {
        const before = begin[axis]!;
        return [before, length - before - one(dy).shape[axis]!];
      });
      return { x: () => tf.pad(one(dy), around) };
    },
  });
  tf.registerGradient({
    kernelName: tf.Concat,
    saveAllInputs: true,
    gradFunc: (dy, saved, attributes) => {
      const [axis] = tf.util.parseAxisParam(attributes.axis as number, saved[0]!.shape) as [number];
      const sizes = saved.map(({ shape }) => shape[axis]!);
      const parts = tf.split(one(dy), sizes, axis);
      return Object.fromEntries(parts.map((part, i) => [i, () => part]));
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

/** The gradient of a sum over axes, times a factor that may depend on how many numbers went into each sum. */
function spread(dy: tf.Tensor, x: tf.Tensor, axis: unknown, factorOf: (count: number) => number): tf.Tensor {
  // All axes where none is given.
  const axes = tf.util.parseAxisParam((axis ?? null) as number[], x.shape);
  const kept = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
  const factor = factorOf(x.size / tf.util.sizeFromShape(kept));
  return tf.mul(tf.reshape(dy, kept), tf.fill(x.shape, factor));
}

function one(dy: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(dy) ? dy[0]! : dy;
}

function many(dy: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
  return Array.isArray(dy) ? dy : [dy];
}
