import type { Texts } from '../en.ts';

export const start: Texts['start'] = {
  title: 'Pierwsze kroki',
  heading: 'Prognozy, które pokazują, co za nimi stoi',
  text: 'Almanac uczy sieci na Twoim komputerze i mówi, jak prawdopodobny jest każdy wynik, obok tego, co nie potrzebuje modelu. Gdzie nie jest na pewno lepszy, nie daje rekomendacji.',
  demo: {
    title: 'Rozejrzyj się po symulowanym rynku',
    text: 'Jedno kliknięcie: notowania wymyślone przez Almanac, mały model tam, gdzie ukryto w nich sygnał, i drugi tam, gdzie jest sam szum, oraz ich prognozy. Trwa to około pół minuty, a nic nie opuszcza tego komputera.',
    start: 'Wczytaj rynek demonstracyjny',
    list: 'Rynek demonstracyjny',
    steps: {
      import: 'Wymyśl rynek i zaimportuj go',
      train: 'Wytrenuj dwa małe modele: na sygnale i na szumie',
      forecast: 'Sporządź prognozy wszystkich instrumentów',
    },
  },
  own: {
    title: 'Zaimportuj własne notowania',
    text: 'Upuść pliki lub foldery albo wklej tabelę. Format, strefa czasowa i korekty są rozpoznawane i pokazane, zanim cokolwiek zostanie zapisane.',
    any: 'każda tabela z datami i cenami',
    start: 'Importuj pliki',
  },
  local: 'Wszystko zostaje na tym komputerze; konto nie jest potrzebne.',
  honest: 'Każda liczba ma towarzysza: punkt odniesienia, przedział, liczebność.',
  keyboard: 'Naciśnij ?, aby zobaczyć klawisze.',
};
