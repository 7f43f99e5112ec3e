/** Good first choices of what the schema requires and gives no default for, by field and kind. */
export const firstValues: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'optimizer.adamw': { weightDecay: 0.01 },
  'optimizer.sgd': { momentum: 0.9, nesterov: true },
  'schedule.step': { everyEpochs: 10, factor: 0.5 },
  'schedule.cosine': { minimum: 0.00001 },
  'schedule.plateau': { patience: 3, factor: 0.5, minimum: 0.00001 },
  'loss.focal': { focus: 2 },
  adversarial: { epsilon: 0.01, beta: 0.05 },
  threshold: { unit: 'volatility', value: 0.5 },
};
