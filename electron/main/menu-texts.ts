/** Labels of the menu and of notifications, in the language of the system. */
export interface MenuTexts {
  readonly file: string;
  readonly importFiles: string;
  readonly edit: string;
  readonly view: string;
  readonly go: string;
  readonly watchlists: string;
  readonly instrument: string;
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
  window: 'Okno',
  help: 'Pomoc',
  showLog: 'Pokaż dziennik',
};

/** The texts for a locale such as "pl-PL"; English for what is not translated. */
export function findMenuTexts(locale: string): MenuTexts {
  return /^pl\b/i.test(locale) ? pl : en;
}
