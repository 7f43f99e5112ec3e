import * as v from 'valibot';
import type { NetworkNode, NodeShape, SpecCheck, SpecProblem } from '#contract/api/specs.ts';
import { AppError } from '#contract/errors.ts';
import { modelSpecSchema, type ModelSpec } from '#contract/model-spec.ts';
import { resolveFeature } from '../features/resolve-features.ts';
import { buildGraph, placeLayers, type GraphLayer } from './graph.ts';
import { isSequence, type FlowShape } from './layer-kinds/layer-kind.ts';

/** Everything that is wrong with a spec, and the network as far as its layers fit. */
export function checkSpec(document: unknown, instruments: number): SpecCheck {
  const parsed = v.safeParse(modelSpecSchema, document);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => ({
      path: v.getDotPath(issue) ?? '',
      message: issue.message,
      hint: 'Correct this field.',
    }));
    return { problems, spec: null, network: [], parameterCount: null, columns: null, warmupBars: null };
  }
  const spec = parsed.output;
  const problems: SpecProblem[] = [];
  const note = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(describeProblem(error));
      return null;
    }
  };
  const features = spec.features.map((feature, i) => note(() => resolveFeature(feature, `features.${i}`)));
  const known = features.flatMap((feature) => (feature === null ? [] : [feature]));
  const columns = known.reduce((sum, feature) => sum + feature.columns.length, 0);
  const isWhole = known.length === features.length;
  const graph = isWhole ? note(() => buildGraph(spec, columns, instruments)) : null;
  const warmups = known.map(({ kind, params, columns: places }) =>
    kind.warmupBars(
      params,
      places.map((place) => kind.columns[place]!),
    ),
  );
  return {
    problems,
    spec,
    network: isWhole ? drawNetwork(spec, columns, instruments) : [],
    parameterCount: graph?.parameterCount ?? null,
    columns: isWhole ? columns : null,
    warmupBars: isWhole ? Math.max(spec.label.volatilityBars, ...warmups) + spec.windowBars - 1 : null,
  };
}

/** The path that the message of a spec's error begins with, and the rest of it. */
function describeProblem({ message, hint }: AppError): SpecProblem {
  const [, path = '', rest = message] =
    /^((?:features|layers|head|label|training)(?:\.[\w-]+)*)(?: \([^)]*\))?: (.*)$/s.exec(message) ?? [];
  return { path, message: rest, hint };
}

function drawNetwork(spec: ModelSpec, columns: number, instruments: number): NetworkNode[] {
  const layers = placeLayers(spec, columns, instruments);
  const input: FlowShape = layers[0]?.input ?? { time: spec.windowBars, width: columns };
  const shape = shapeOf(input);
  const first: NetworkNode = {
    path: 'features',
    kind: 'input',
    input: shape,
    output: shape,
    parameters: 0,
    tensors: [],
  };
  return [first, ...layers.map(drawLayer)];
}

function drawLayer({ path, layer, input, output, tensors }: GraphLayer): NetworkNode {
  return {
    path,
    kind: path === 'head' ? 'head' : layer.kind,
    input: shapeOf(input),
    output: shapeOf(output),
    parameters: tensors.reduce((sum, { size }) => sum + size, 0),
    tensors: tensors.map(({ name, shape }) => ({ name, shape })),
  };
}

function shapeOf(shape: FlowShape): NodeShape {
  return isSequence(shape) ? [shape.time, shape.width] : [shape.width];
}
