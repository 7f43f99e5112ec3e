/** Labels of the menu and of notifications, in the language of the system. */
export interface MenuTexts {
  readonly file: string;
  readonly importFiles: string;
  readonly settings: string;
  readonly edit: string;
  readonly view: string;
  readonly go: string;
  readonly watchlists: string;
  readonly training: string;
  readonly backtests: string;
  readonly models: string;
  readonly reports: string;
  readonly data: string;
  readonly window: string;
  readonly help: string;
  readonly sourceCode: string;
  readonly showLog: string;
}

const en: MenuTexts = {
  file: 'File',
  importFiles: 'Import Price Files…',
  settings: 'Settings…',
  edit: 'Edit',
  view: 'View',
  go: 'Go',
  watchlists: 'Watchlists',
  training: 'Training Lab',
  backtests: 'Backtest Lab',
  models: 'Models',
  reports: 'Reports',
  data: 'Data',
  window: 'Window',
  help: 'Help',
  sourceCode: 'Source Code',
  showLog: 'Show Log',
};

const pl: MenuTexts = {
  file: 'Plik',
  importFiles: 'Importuj pliki z notowaniami…',
  settings: 'Ustawienia…',
  edit: 'Edycja',
  view: 'Widok',
  go: 'Przejdź',
  watchlists: 'Listy obserwowanych',
  training: 'Laboratorium treningu',
  backtests: 'Laboratorium testów',
  models: 'Modele',
  reports: 'Raporty',
  data: 'Dane',
  window: 'Okno',
  help: 'Pomoc',
  sourceCode: 'Kod źródłowy',
  showLog: 'Pokaż dziennik',
};

/** The texts for a locale such as "pl-PL"; English for what is not translated. */
export function findMenuTexts(locale: string): MenuTexts {
  return /^pl\b/i.test(locale) ? pl : en;
}
