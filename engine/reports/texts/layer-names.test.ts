import { expect, it } from 'vitest';
import type { LayerSpec } from '#contract/model-spec.ts';
import { createFormat } from '../format.ts';
import { textsFor } from './texts-for.ts';

const polish = textsFor('pl', createFormat('pl'));
const english = textsFor('en', createFormat('en'));

it.each<[LayerSpec, en: string, pl: string]>([
  [{ kind: 'lstm', units: 32, returnSequences: false }, 'LSTM 32', 'LSTM 32'],
  [
    { kind: 'lstm', units: 64, returnSequences: true, bidirectional: true },
    'bidirectional LSTM 64',
    'LSTM 64 dwukierunkowa',
  ],
  [{ kind: 'gru', units: 32, returnSequences: false, bidirectional: false }, 'GRU 32', 'GRU 32'],
  [{ kind: 'temporal-attention', units: 16 }, 'temporal attention 16', 'uwaga czasowa 16'],
  [{ kind: 'positional-encoding' }, 'positional encoding', 'kodowanie pozycji'],
  [
    { kind: 'transformer-encoder', heads: 4, feedForward: 128, dropout: 0.1 },
    'transformer encoder (4 heads, inner width 128, dropout 10%)',
    'koder transformera (4 głowice, szerokość wewnętrzna 128, dropout 10%)',
  ],
  [{ kind: 'layer-norm' }, 'layer normalisation', 'normalizacja warstwy'],
  [{ kind: 'dense', units: 16, activation: 'tanh' }, 'dense 16 tanh', 'gęsta 16 tanh'],
  [{ kind: 'pool', how: 'last' }, 'pooling: last step', 'pooling: ostatni krok'],
  [{ kind: 'pool', how: 'mean' }, 'pooling: mean', 'pooling: średnia'],
])('a layer %j has its name in both languages', (layer, en, pl) => {
  expect(english.modelCard.layer(layer).replaceAll('\u00a0', ' ')).toBe(en);
  expect(polish.modelCard.layer(layer).replaceAll('\u00a0', ' ')).toBe(pl);
});
