/** What the user states about the files; an empty text leaves it to what is recognised. */
export interface ImportChoices {
  readonly symbol: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly stamps: '' | 'open' | 'close';
  readonly adjustment: '' | 'none' | 'split-adjusted-by-provider' | 'adjusted-by-provider';
  readonly dayOrder: '' | 'day-first' | 'month-first';
  readonly repair: boolean;
  readonly replace: boolean;
}

export const noChoices: ImportChoices = {
  symbol: '',
  currency: '',
  timeZone: '',
  stamps: '',
  adjustment: '',
  dayOrder: '',
  repair: false,
  replace: false,
};

/** As marketData.preview and marketData.import take it. */
export function requestOf(paths: readonly string[], choices: ImportChoices) {
  const { symbol, currency, timeZone, stamps, adjustment, dayOrder, repair, replace } = choices;
  return {
    paths: [...paths],
    repair,
    replace,
    ...(symbol.trim() === '' ? {} : { symbol: symbol.trim() }),
    ...(currency.trim() === '' ? {} : { currency: currency.trim().toUpperCase() }),
    ...(timeZone === '' ? {} : { timeZone }),
    ...(stamps === '' ? {} : { stamps }),
    ...(adjustment === '' ? {} : { adjustment }),
    ...(dayOrder === '' ? {} : { dayOrder }),
  };
}

/** The zones of the large exchanges; any other one that the browser knows can be chosen behind them. */
export function listTimeZones(): string[] {
  const usual = [
    'UTC',
    'America/New_York',
    'America/Chicago',
    'Europe/London',
    'Europe/Berlin',
    'Europe/Warsaw',
    'Asia/Tokyo',
    'Asia/Hong_Kong',
    'Asia/Kolkata',
    'Australia/Sydney',
  ];
  return [...new Set([...usual, ...Intl.supportedValuesOf('timeZone')])];
}
