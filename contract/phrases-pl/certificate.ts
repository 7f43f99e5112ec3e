import type { Phrase } from './phrase.ts';

/** Of leak certificates, and of what trained a network. */
export const certificatePhrases: readonly Phrase[] = [
  ['the choice of features', 'wybór cech'],
  ['scaler of {0}', 'skaler cechy {0}'],
  ['the scalers', 'skalery'],
  ['scaled {0}', 'skalowana cecha {0}'],
  ['weights of classes', 'wagi klas'],
  ['shares of classes', 'udziały klas'],
  ['calibrator over {0} bars', 'kalibrator, horyzont w słupkach: {0}'],
  ['linear models over {0} bars', 'modele liniowe, horyzont w słupkach: {0}'],
  ['volatility over {0} bars', 'zmienność, liczba słupków: {0}'],
  ['the forecast over {0} bars', 'prognoza, horyzont w słupkach: {0}'],
  ['whether a bar has all its values', 'kompletność wartości w słupku'],
  ['the bars of a window', 'słupki okna'],
  ['{0} of the {1} part', '<0>, część <1>'],
  ['a window', 'okno'],
  ['a label', 'etykieta'],
  ['a label over {0} bars', 'etykieta, horyzont w słupkach: {0}'],
  ['the last bar of a window', 'ostatni słupek okna'],
  ['the end', 'koniec'],
  ['native {0}, {1}, {2} threads', 'native {0}, {1}, wątki: {2}'],
];
