import type { Texts } from '../en.ts';

export const shell: Texts['shell'] = {
  skip: 'Przejdź do treści',
  navigation: 'Widoki',
  home: 'Almanac, strona główna',
  search: 'Szukaj instrumentów, widoków, działań',
  goTo: 'Przejdź do: {view}',
  toggleTheme: 'Przełącz motyw ciemny i jasny',
  toggleLanguage: 'Przełącz angielski i polski',
  togglePalette: 'Przełącz kolory wzrostu i spadku',
  appearance: 'Wygląd i język',
  theme: 'Motyw',
  themes: { system: 'Jak w systemie', dark: 'Ciemny', light: 'Jasny' },
  colours: 'Wzrost i spadek',
  palettes: { 'green-red': 'Zielony i czerwony', 'blue-orange': 'Niebieski i pomarańczowy' },
  language: 'Język',
  notes: 'Komunikaty',
  bug: 'Stało się coś, co nie powinno się stać. To błąd w programie Almanac.',
  palette: {
    title: 'Polecenia',
    description: 'Wpisz nazwę instrumentu, widoku lub działania; strzałki wybierają, Enter otwiera.',
    placeholder: 'Symbol, widok lub działanie',
    none: 'Nic nie nazywa się „{query}”.',
  },
  shortcuts: { title: 'Skróty klawiszowe', view: 'Ten widok', actions: 'Wszędzie', views: 'Przejdź do' },
  jobs: { title: 'W toku', running: '{n} zadanie | {n} zadania | {n} zadań', cancel: 'Anuluj: {job}' },
  offline: {
    title: 'Brak połączenia z silnikiem.',
    text: 'Almanac próbuje połączyć się ponownie. Nic nie zginęło; to, co widać, może być nieaktualne.',
  },
  connection: { connecting: 'Łączenie', open: 'Silnik gotowy', lost: 'Silnik niedostępny' },
  status: {
    instruments: '{n} instrument | {n} instrumenty | {n} instrumentów',
    models: '{n} model | {n} modele | {n} modeli',
    advice: 'To nie jest porada inwestycyjna',
  },
  unknown: {
    title: 'Nie ma takiego widoku.',
    text: 'Odnośnik może pochodzić z innej wersji programu Almanac.',
    home: 'Do strony głównej',
  },
};
