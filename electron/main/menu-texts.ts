/** Labels of the menu and of notifications, in the language of the system. */
export interface MenuTexts {
  readonly file: string;
  readonly importFiles: string;
  readonly edit: string;
  readonly view: string;
  readonly go: string;
  readonly watchlists: string;
  readonly instrument: string;
  readonly training: string;
  readonly backtests: string;
  readonly models: string;
  readonly reports: string;
  readonly data: string;
  readonly alerts: string;
  readonly settings: string;
  readonly window: string;
  readonly help: string;
  readonly showLog: string;
}

const en: MenuTexts = {
  file: 'File',
  importFiles: 'Import Price Files…',
  edit: 'Edit',
  view: 'View',
  go: 'Go',
  watchlists: 'Watchlists',
  instrument: 'Instrument',
  training: 'Training',
  backtests: 'Backtests',
  models: 'Models',
  reports: 'Reports',
  data: 'Data',
  alerts: 'Alerts',
  settings: 'Settings',
  window: 'Window',
  help: 'Help',
  showLog: 'Show Log',
};

const pl: MenuTexts = {
  file: 'Plik',
  importFiles: 'Importuj pliki z notowaniami…',
  edit: 'Edycja',
  view: 'Widok',
  go: 'Przejdź',
  watchlists: 'Listy obserwowanych',
  instrument: 'Instrument',
  training: 'Trening',
  backtests: 'Backtesty',
  models: 'Modele',
  reports: 'Raporty',
  data: 'Dane',
  alerts: 'Alerty',
  settings: 'Ustawienia',
  window: 'Okno',
  help: 'Pomoc',
  showLog: 'Pokaż dziennik',
};

/** The texts for a locale such as "pl-PL"; English for what is not translated. */
export function findMenuTexts(locale: string): MenuTexts {
  return /^pl\b/i.test(locale) ? pl : en;
}
