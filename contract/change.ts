/** What may be shown somewhere and has changed, so that whoever shows it loads it again. */
export const changeKinds = [
  /** Instruments, their bars, series, findings. */
  'instruments',
  'watchlists',
  'alerts',
  /** The ledger. */
  'forecasts',
  'runs',
  'models',
  'backtests',
  'jobs',
  'settings',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What each verb changes; the others only read. */
export const changedBy: Readonly<Record<string, readonly ChangeKind[]>> = {
  'marketData.import': ['instruments', 'alerts'],
  'marketData.demo': ['instruments', 'alerts'],
  'marketData.importSeries': ['instruments'],
  'marketData.remove': ['instruments'],
  'marketData.bringBack': ['instruments'],
  'marketData.acknowledge': ['instruments'],
  'marketData.repair': ['instruments'],
  'marketData.revert': ['instruments'],
  'watchlists.create': ['watchlists'],
  'watchlists.rename': ['watchlists'],
  'watchlists.remove': ['watchlists'],
  'watchlists.bringBack': ['watchlists'],
  'watchlists.reorder': ['watchlists'],
  'watchlists.setSymbols': ['watchlists'],
  'watchlists.add': ['watchlists'],
  'watchlists.take': ['watchlists'],
  'watchlists.move': ['watchlists'],
  'alerts.add': ['alerts'],
  'alerts.enable': ['alerts'],
  'alerts.remove': ['alerts'],
  'alerts.bringBack': ['alerts'],
  'alerts.markSeen': ['alerts'],
  'experiments.train': ['runs', 'models'],
  'experiments.walkForward': ['runs'],
  'forecasts.predict': ['forecasts', 'alerts'],
  'backtests.run': ['backtests'],
  'backtests.grid': ['backtests'],
  'jobs.enqueue': ['jobs'],
  'jobs.cancel': ['jobs'],
  'jobs.resume': ['jobs'],
  'jobs.reorder': ['jobs'],
  'reports.build': ['forecasts', 'alerts'],
};
