import type { Phrase } from './phrase.ts';

/** Of reading files: containers, formats, times, symbols, series. */
export const importPhrases: readonly Phrase[] = [
  [
    'Row {0} of {1} was expected to be date,price factor,split factor,close; found “{2}”.',
    'Wiersz {0} pliku {1} ma mieć postać date,price factor,split factor,close, a jest „{2}”.',
  ],
  [
    'Replace the factor file by a sound one, or move it away to import the prices as raw.',
    'Zastąp plik współczynników poprawnym albo przenieś go, aby zaimportować ceny jako surowe.',
  ],
  [
    '{0} of the {1} rows of {2} cannot be used; at most {3} % may be left out.',
    'Wierszy nie do użycia: {0} z {1} w {2}; pominąć wolno najwyżej {3} %.',
  ],
  [
    '{0} of the {1} rows of {2} cannot be used; at most {3} % may be left out. The first: row {4}, {5}.',
    'Wierszy nie do użycia: {0} z {1} w {2}; pominąć wolno najwyżej {3} %. Pierwszy to wiersz {4}: <5>.',
  ],
  [
    'Mend the rows or export the file again. One instrument a file is expected, one row a bar.',
    'Popraw wiersze albo wyeksportuj plik ponownie. Jeden plik to jeden instrument, jeden wiersz to jeden słupek.',
  ],
  [
    'In {0} of the {1} rows of {2}, the first of them row {3}, the open or the close lies outside of low to high.',
    'W {0} z {1} wierszy pliku {2} (pierwszy to wiersz {3}) otwarcie lub zamknięcie leży poza zakresem od minimum do maksimum.',
  ],
  [
    'The columns are probably in another order than their names say; state it: --map "open=…,high=…,low=…,close=…,date=…".',
    'Kolumny są pewnie w innej kolejności, niż mówią ich nazwy; podaj ją: --map "open=…,high=…,low=…,close=…,date=…".',
  ],
  [
    '{0} has nothing between {1} (row {2}) and {3} (row {4}): more than ten years.',
    '{0} nie ma niczego między {1} (wiersz {2}) a {3} (wiersz {4}): ponad dziesięć lat.',
  ],
  [
    'Take the part after it with --from {0}, or import the parts as files of their own.',
    'Weź część po tej luce przez --from {0} albo zaimportuj części jako osobne pliki.',
  ],
  ['{0} has a known header, but no row below it.', '{0} ma znany nagłówek, ale żadnego wiersza pod nim.'],
  [
    '{0} is in a known format, but none of its {1} rows can be used.',
    '{0} ma znany format, ale żadnego z jego {1} wierszy nie da się użyć.',
  ],
  [
    '{0} is in a known format, but none of its {1} rows can be used. The first: row {2}, {3}.',
    '{0} ma znany format, ale żadnego z jego {1} wierszy nie da się użyć. Pierwszy to wiersz {2}: <3>.',
  ],
  [
    'Open the file and compare its rows with its header; then export it again.',
    'Otwórz plik i porównaj wiersze z nagłówkiem; potem wyeksportuj go ponownie.',
  ],
  [
    'Neither the name of {0} nor its content tells the symbol of the instrument.',
    'Ani nazwa {0}, ani zawartość nie mówi, jaki to symbol.',
  ],
  [
    'Rename the file after its instrument, for example AAPL.csv, or import it with --symbol AAPL.',
    'Nazwij plik od instrumentu, na przykład AAPL.csv, albo zaimportuj go z --symbol AAPL.',
  ],
  [
    '{0} was expected to be a file, but it is a folder or a device.',
    '{0} ma być plikiem, a jest folderem albo urządzeniem.',
  ],
  ['Choose a single CSV, JSON, GZ or ZIP file.', 'Wybierz pojedynczy plik CSV, JSON, GZ lub ZIP.'],
  ['There is no file at {0}.', 'Pod {0} nie ma pliku.'],
  [
    'Check the path; the file may have been moved or renamed.',
    'Sprawdź ścieżkę; plik mógł zostać przeniesiony lub przemianowany.',
  ],
  ['{0} could not be read ({1}).', 'Nie udało się odczytać {0} ({1}).'],
  [
    'Check that you may read the file and that its drive is connected.',
    'Sprawdź, czy wolno Ci czytać ten plik i czy jego dysk jest podłączony.',
  ],
  [
    '{0} is empty; a header line and at least one row of prices were expected.',
    '{0} jest pusty; oczekiwano nagłówka i co najmniej jednego wiersza cen.',
  ],
  [
    'Download the file again: the provider may have had no data, or the transfer failed.',
    'Pobierz plik ponownie: dostawca mógł nie mieć danych albo przesyłanie się nie powiodło.',
  ],
  [
    'Download the file again: the provider may have had no data for the period.',
    'Pobierz plik ponownie: dostawca mógł nie mieć danych za ten okres.',
  ],
  [
    '{0} unpacks to more than {1} times its size; a price file unpacks to about 10 times.',
    '{0} po rozpakowaniu jest ponad {1} razy większy; plik z cenami rośnie około 10 razy.',
  ],
  [
    '{0} unpacks to more than {1} GiB; a century of minute bars takes 3.',
    '{0} po rozpakowaniu ma ponad {1} GiB; stulecie słupków minutowych zajmuje 3.',
  ],
  [
    'Unpack the file yourself, check what it holds, and import the CSV.',
    'Rozpakuj plik samodzielnie, sprawdź, co zawiera, i zaimportuj CSV.',
  ],
  ['{0} ends before its compressed content does.', '{0} kończy się wcześniej niż jego skompresowana zawartość.'],
  [
    'Download or copy the file again: the last transfer was cut short.',
    'Pobierz lub skopiuj plik ponownie: ostatnie przesyłanie zostało przerwane.',
  ],
  [
    '{0} is marked as gzip, but its content is damaged ({1}).',
    '{0} jest oznaczony jako gzip, ale jego zawartość jest uszkodzona (<1>).',
  ],
  ['something else comes behind its end', 'za jego końcem jest coś jeszcze'],
  ['Download or copy the file again.', 'Pobierz lub skopiuj plik ponownie.'],
  [
    'The files in {0} take {1} bytes, but the archive has {2}: they lie over each other.',
    'Pliki w {0} zajmują {1} bajtów, a archiwum ma {2}: zachodzą na siebie.',
  ],
  [
    'Do not unpack it. Get the archive from its provider again.',
    'Nie rozpakowuj go. Pobierz archiwum od dostawcy ponownie.',
  ],
  [
    'The archive {0} holds no price file ({1}, plain or .gz).',
    'Archiwum {0} nie zawiera pliku z cenami ({1}, zwykłego lub .gz).',
  ],
  ['Check that it is the right archive.', 'Sprawdź, czy to właściwe archiwum.'],
  [
    '{0} holds {1}, which {2}; nothing of the archive was read.',
    '{0} zawiera {1}, a to <2>; z archiwum niczego nie odczytano.',
  ],
  ['is a link to another file', 'dowiązanie do innego pliku'],
  ['is no file but a device', 'nie plik, lecz urządzenie'],
  ['has no name', 'pozycja bez nazwy'],
  ['has control characters in its name', 'nazwa ze znakami sterującymi'],
  ['has a backslash in its name', 'nazwa z ukośnikiem wstecznym'],
  ['is an absolute path', 'ścieżka bezwzględna'],
  ['names a drive', 'nazwa ze wskazaniem dysku'],
  ['leads out of its folder', 'ścieżka wychodząca poza folder'],
  [
    'Archives of prices hold plain files. If you trust this one, unpack it yourself and import the files.',
    'Archiwa z cenami zawierają zwykłe pliki. Jeśli temu ufasz, rozpakuj je samodzielnie i zaimportuj pliki.',
  ],
  ['{0} is encrypted.', '{0} jest zaszyfrowany.'],
  [
    'Unpack it with its password and import the files that it holds.',
    'Rozpakuj go z hasłem i zaimportuj pliki, które zawiera.',
  ],
  [
    '{0} holds {1} files; at most {2} can be imported at once.',
    '{0} zawiera {1} plików; naraz można zaimportować najwyżej {2}.',
  ],
  ['Unpack it and import its folders one by one.', 'Rozpakuj go i importuj jego foldery po kolei.'],
  [
    '{0} is marked as zip, but it is damaged or was cut short ({1}).',
    '{0} jest oznaczony jako zip, ale jest uszkodzony albo urwany (<1>).',
  ],
  ['compressed by method {0}, of which only deflate is known', 'skompresowany metodą {0}, a znana jest tylko deflate'],
  ['its content has another size than the archive says', 'zawartość ma inny rozmiar, niż mówi archiwum'],
  ['its content does not fit its checksum', 'zawartość nie zgadza się z sumą kontrolną'],
  ['a file in it does not begin where it should', 'plik w nim nie zaczyna się tam, gdzie powinien'],
  ['a file in it has two names', 'plik w nim ma dwie nazwy'],
  ['a file in it ends behind the archive', 'plik w nim kończy się za archiwum'],
  ['its directory has another length than it says', 'jego spis ma inną długość, niż podaje'],
  ['it ends too early', 'kończy się za wcześnie'],
  ['Download or copy the archive again.', 'Pobierz lub skopiuj archiwum ponownie.'],
  [
    '{0} holds {1}; an archive inside an archive is not unpacked.',
    '{0} zawiera {1}; archiwum wewnątrz archiwum nie jest rozpakowywane.',
  ],
  [
    'Unpack the outer archive yourself and import the files that it holds.',
    'Rozpakuj zewnętrzne archiwum samodzielnie i zaimportuj pliki, które zawiera.',
  ],
  [
    '{0} files were given and one symbol, {1}, for all of them.',
    'Podano plików: {0}, a dla wszystkich jeden symbol, {1}.',
  ],
  [
    'Import the file of that instrument alone, or name the files after their instruments.',
    'Zaimportuj sam plik tego instrumentu albo nazwij pliki od instrumentów.',
  ],
  ['{0} is an answer of Yahoo without prices: {1}.', '{0} jest odpowiedzią Yahoo bez cen: <1>.'],
  ['it holds no bars', 'nie zawiera słupków'],
  ['Ask for another period or symbol.', 'Poproś o inny okres lub symbol.'],
  ['{0} begins like JSON, but is none: {1}.', '{0} zaczyna się jak JSON, ale nim nie jest: <1>.'],
  ['Download the file again, or ask the provider for CSV.', 'Pobierz plik ponownie albo poproś dostawcę o CSV.'],
  [
    '{0} ends in the middle, after {1} bytes and {2} whole rows: it was cut short.',
    '{0} urywa się w środku, po {1} bajtach i {2} całych wierszach.',
  ],
  [
    'Download the file again: the last transfer did not reach its end.',
    'Pobierz plik ponownie: ostatnie przesyłanie nie dobiegło końca.',
  ],
  ['{0} holds more than {1} MiB beside rows of prices.', '{0} zawiera ponad {1} MiB poza wierszami cen.'],
  [
    'Export the prices as CSV, or as a JSON array with one row a bar.',
    'Wyeksportuj ceny jako CSV albo tablicę JSON z jednym wierszem na słupek.',
  ],
  ['{0} was expected to hold one instrument; {1}.', '{0} ma zawierać jeden instrument; <1>.'],
  ['it holds {0} charts, of {1} and of {2}', 'wykresów jest {0}, m.in. {1} i {2}'],
  ['it holds prices of {0} and of {1}', 'są ceny {0} i {1}'],
  ['it holds prices under {0} and under {1}', 'ceny są pod {0} i pod {1}'],
  ['row {0} is of {1}, the rows before of {2}', 'wiersz {0} dotyczy {1}, a wcześniejsze {2}'],
  ['Ask the provider for one instrument an answer.', 'Poproś dostawcę o jeden instrument na odpowiedź.'],
  ['{0} is an answer of a provider without prices: {1}', '{0} jest odpowiedzią dostawcy bez cen: {1}'],
  [
    'Ask the provider for the prices again; check the symbol, the period and the key of the request.',
    'Poproś dostawcę o ceny ponownie; sprawdź symbol, okres i klucz zapytania.',
  ],
  [
    "{0} is Polygon's open and close of one day, {1}; a range of aggregates was expected.",
    '{0} to otwarcie i zamknięcie jednego dnia z Polygon, <1>; oczekiwano zakresu agregatów.',
  ],
  ['an object with {0}', 'obiekt: <0>'],
  ['nothing in it', 'pusty'],
  ['rows such as {0}', 'wiersze takie jak {0}'],
  [
    'Ask Polygon for the aggregates of the instrument over a range of days: /v2/aggs/ticker/…/range/1/day/….',
    'Poproś Polygon o agregaty instrumentu z zakresu dni: /v2/aggs/ticker/…/range/1/day/….',
  ],
  ['The JSON of {0} is of no known provider; found {1}.', 'JSON w {0} nie pochodzi od znanego dostawcy; jest to <1>.'],
  [
    'Known are Polygon aggregates, klines as arrays (Binance, Bitfinex, Coinbase, Kraken, KuCoin, OKX), Yahoo charts, Alpha Vantage series, and arrays of objects with time, open, high, low, close and volume.',
    'Znane są agregaty Polygon, świece jako tablice (Binance, Bitfinex, Coinbase, Kraken, KuCoin, OKX), wykresy Yahoo, serie Alpha Vantage oraz tablice obiektów z polami time, open, high, low, close i volume.',
  ],
  [
    'row {0}, which begins at byte {1}, cannot be read',
    'wiersza {0}, który zaczyna się w bajcie {1}, nie da się odczytać',
  ],
  ['several values stand one after another', 'kilka wartości stoi jedna za drugą'],
  [
    'what stands around its {0} rows cannot be read ({1})',
    'tego, co otacza jego {0} wierszy, nie da się odczytać ({1})',
  ],
  ['it is nested more than {0} levels deep', 'jest zagnieżdżony głębiej niż {0} poziomów'],
  ['the key before byte {0} cannot be read', 'klucza przed bajtem {0} nie da się odczytać'],
  ['{0} stands at byte {1}, after {2} rows', '<0> w bajcie {1}, po {2} wierszach'],
  ['a comma', 'przecinek'],
  ['a bracket', 'nawias'],
  ['a value', 'wartość'],
  ['a closing bracket', 'nawias zamykający'],
  ['a bracket that closes what was not opened', 'nawias, który zamyka coś, czego nie otwarto'],
  [
    '"{0}" holds no letter and no digit that could name an instrument.',
    '„{0}” nie zawiera litery ani cyfry, która mogłaby nazwać instrument.',
  ],
  ['Give the symbol of the instrument, for example AAPL.', 'Podaj symbol instrumentu, na przykład AAPL.'],
  ['The pasted text is empty.', 'Wklejony tekst jest pusty.'],
  ['Copy the table with its header and paste it.', 'Skopiuj tabelę razem z nagłówkiem i wklej ją.'],
  ['The pasted text cannot be written to {0}.', 'Nie można zapisać wklejonego tekstu do {0}.'],
  [
    'Check the free space and the permissions of the workspace folder.',
    'Sprawdź wolne miejsce i uprawnienia folderu obszaru roboczego.',
  ],
  [
    'The folder {0} holds no price file ({1} or .zip, plain or .gz).',
    'Folder {0} nie zawiera pliku z cenami ({1} lub .zip, zwykłego lub .gz).',
  ],
  [
    'Give the folder that the files lie in, or the files themselves.',
    'Podaj folder, w którym leżą pliki, albo same pliki.',
  ],
  [
    '{0} lies {1} folders deep; at most {2} are looked into.',
    '{0} leży {1} folderów w głąb; przegląda się najwyżej {2}.',
  ],
  [
    '{0} and what lies before it hold more than {1} files.',
    '{0} i to, co jest przed nim, zawiera więcej plików niż {1}.',
  ],
  ['Give the folder with the prices itself.', 'Podaj sam folder z cenami.'],
  [
    '{0} is a simulated instrument in this workspace; the file would make it {1}.',
    '{0} jest w tym obszarze roboczym instrumentem symulowanym; po imporcie pliku byłby <1>.',
  ],
  [
    '{0} is a real instrument in this workspace; the file would make it {1}.',
    '{0} jest w tym obszarze roboczym instrumentem prawdziwym; po imporcie pliku byłby <1>.',
  ],
  ['simulated', 'symulowany'],
  ['real', 'prawdziwy'],
  [
    'Keep simulated and real data apart: rename the file, or import it into another --workspace.',
    'Trzymaj dane symulowane i prawdziwe osobno: zmień nazwę pliku albo zaimportuj go do innego --workspace.',
  ],
  [
    '{0} is in {1} in this workspace; the file is in {2}.',
    '{0} jest w tym obszarze roboczym w walucie {1}; plik jest w {2}.',
  ],
  [
    'Import it under another name with --symbol, or state the right currency with --currency.',
    'Zaimportuj pod inną nazwą przez --symbol albo podaj właściwą walutę przez --currency.',
  ],
  ['{0} was expected to be text, but its content is binary.', '{0} ma być tekstem, a zawiera dane binarne.'],
  [
    'Export the prices as CSV (a spreadsheet file cannot be read directly) and import that file.',
    'Wyeksportuj ceny jako CSV (pliku arkusza nie da się odczytać wprost) i zaimportuj ten plik.',
  ],
  [
    '{0} was expected to be a table of prices with one row a line; found: {1}.',
    '{0} ma być tabelą cen z jednym wierszem w linii, a jest: <1>.',
  ],
  ['nothing but blank lines', 'same puste linie'],
  ['the line “{0}”', 'linia „{0}”'],
  [
    'Export the prices as CSV with a header line, and import that file.',
    'Wyeksportuj ceny jako CSV z nagłówkiem i zaimportuj ten plik.',
  ],
  ['{0} has no header line; its first row is {1}.', '{0} nie ma nagłówka; pierwszy wiersz to {1}.'],
  [
    'Say what its columns are, counted from 1: --map "date=1,open=2,high=3,low=4,close=5,volume=6".',
    'Powiedz, czym są kolumny, licząc od 1: --map "date=1,open=2,high=3,low=4,close=5,volume=6".',
  ],
  [
    'The header of {0} matches no known format. Found: {1}.',
    'Nagłówek {0} nie pasuje do żadnego znanego formatu. Jest: {1}.',
  ],
  [
    'Say which columns hold the prices: --map "date=…,open=…,high=…,low=…,close=…". Known without a mapping: {0}.',
    'Powiedz, w których kolumnach są ceny: --map "date=…,open=…,high=…,low=…,close=…". Bez tego znane są: {0}.',
  ],
  [
    'The {0} was expected in the column {1}; {2} has {3} columns: {4}.',
    'Oczekiwano pola <0> w kolumnie {1}; liczba kolumn {2}: {3}, a są to: {4}.',
  ],
  [
    'Name a column as its header has it, or by its number from 1.',
    'Wskaż kolumnę tak, jak nazywa ją nagłówek, albo numerem od 1.',
  ],
  [
    '{0} was expected to hold one instrument; row {1} is of {2}, the rows before of {3}.',
    '{0} ma zawierać jeden instrument; wiersz {1} dotyczy {2}, a wcześniejsze {3}.',
  ],
  [
    'Split the file into one file an instrument, named after it, and import these.',
    'Podziel plik na osobne pliki instrumentów, nazwane od nich, i zaimportuj je.',
  ],
  [
    'The dates of {0}, such as {1}, can be read with the day first or with the month first.',
    'Daty w {0}, takie jak {1}, można czytać od dnia albo od miesiąca.',
  ],
  [
    'Say which: --day-order day-first or --day-order month-first.',
    'Powiedz, jak: --day-order day-first albo --day-order month-first.',
  ],
  [
    'The dates of {0} were expected like 2020-01-31, 31.01.2020 or seconds since 1970; found {1}.',
    'Daty w {0} mają mieć postać 2020-01-31, 31.01.2020 lub sekund od roku 1970, a jest: <1>.',
  ],
  [
    'Check that the right column holds the dates (--map "date=…"), and export them as YYYY-MM-DD.',
    'Sprawdź, czy daty są we właściwej kolumnie (--map "date=…"), i wyeksportuj je jako RRRR-MM-DD.',
  ],
  [
    'Line {0} of {1} is longer than {2} KiB; a row of prices takes about 60 bytes.',
    'Linia {0} w {1} jest dłuższa niż {2} KiB; wiersz cen zajmuje około 60 bajtów.',
  ],
  [
    'Open the file in an editor: it is damaged, or no table with one row a line.',
    'Otwórz plik w edytorze: jest uszkodzony albo nie jest tabelą z jednym wierszem w linii.',
  ],
  [
    'Bars of 1, 5, 15 or 30 minutes, 1 or 4 hours, a day, a week or a month were expected; {0}.',
    'Oczekiwano słupków 1, 5, 15 lub 30 minut, 1 lub 4 godzin, dnia, tygodnia lub miesiąca; <0>.',
  ],
  ['rows lie {0} apart (median)', 'wiersze dzieli {0} (mediana)'],
  ['rows mostly lie {0} apart ({1} % of them)', 'większość wierszy dzieli {0} ({1} % z nich)'],
  [
    'there is one time of day only, which tells no length',
    'jest tylko jedna godzina, z której nie wynika długość słupka',
  ],
  [
    'Export the prices as bars of one of these lengths; single trades and quotes have to be gathered into bars first.',
    'Wyeksportuj ceny jako słupki jednej z tych długości; pojedyncze transakcje i kwotowania trzeba najpierw zebrać w słupki.',
  ],
  [
    'A time zone was expected, such as America/New_York, UTC or +02:00; found “{0}”.',
    'Oczekiwano strefy czasowej, takiej jak America/New_York, UTC lub +02:00, a jest „{0}”.',
  ],
  [
    'Give the name as the IANA list has it: continent and city, Europe/Warsaw for instance.',
    'Podaj nazwę z listy IANA: kontynent i miasto, na przykład Europe/Warsaw.',
  ],
  [
    'The bars of {0} that are there were taken as {1}, because their file named no zone; those of the file are in {2}.',
    'Obecne słupki {0} przyjęto jako {1}, bo ich plik nie podawał strefy; słupki z pliku są w {2}.',
  ],
  [
    'Import the earlier file again with --replace --time-zone {0}, then this one.',
    'Zaimportuj wcześniejszy plik ponownie z --replace --time-zone {0}, a potem ten.',
  ],
  [
    'The bars of {0} that are there were stamped with their {1}, those of the file with their {2}.',
    'Obecne słupki {0} oznaczono czasem: <1>, a słupki z pliku: <2>.',
  ],
  [
    'Leave --stamps out, or import the whole history again with --replace --stamps {0}.',
    'Pomiń --stamps albo zaimportuj całą historię ponownie z --replace --stamps {0}.',
  ],
  [
    'The prices of {0} that are there are {1}, those of the file {2}; one history cannot be made of both.',
    'Obecne ceny {0} są: <1>, a ceny z pliku: <2>; nie da się z nich zrobić jednej historii.',
  ],
  ['raw', 'surowe'],
  ['adjusted', 'skorygowane'],
  ['split-adjusted', 'skorygowane o splity'],
  [
    'Export the whole history in one way and import that, or take the file alone with --replace; the old history is kept as an earlier snapshot.',
    'Wyeksportuj całą historię w jeden sposób i zaimportuj ją albo weź sam plik przez --replace; stara historia zostaje jako wcześniejszy stan.',
  ],
  [
    '{0} is in the workspace with other prices: of {1} {bar|bars} that both have, {2} {does|do} not fit, the first on {3} with a close of {4} there and {5} in the file.',
    '{0} jest w obszarze roboczym z innymi cenami: wspólnych słupków {1}, niezgodnych {2}, pierwszy w dniu {3} z zamknięciem {4} tam i {5} w pliku.',
  ],
  [
    'Another instrument or another way of adjusting? Import it under another name with --symbol, or take the file alone with --replace; the old history is kept as an earlier snapshot.',
    'Inny instrument czy inny sposób korekty? Zaimportuj pod inną nazwą przez --symbol albo weź sam plik przez --replace; stara historia zostaje jako wcześniejszy stan.',
  ],
  ['{0} has no bars of {1}; it has bars of {2}.', '{0} nie ma słupków {1}; ma słupki {2}.'],
  ['Import its {0} bars with "almanac import <file>".', 'Zaimportuj jego słupki {0}: „almanac import <plik>”.'],
  ['{0} was removed from the workspace.', '{0} usunięto z obszaru roboczego.'],
  [
    'Bring it back with "almanac instruments --bring-back {0}", or import it again.',
    'Przywróć go („almanac instruments --bring-back {0}”) albo zaimportuj ponownie.',
  ],
  ['The workspace has no instrument {0}.', 'W obszarze roboczym nie ma instrumentu {0}.'],
  ['No instrument {0} was removed.', 'Nie usunięto instrumentu {0}.'],
  ['See "almanac instruments" for those that are there.', 'Zobacz instrumenty, które są: „almanac instruments”.'],
  ['It has {0}. Import {1} with "almanac import <file>".', 'Są: {0}. Zaimportuj {1}: „almanac import <plik>”.'],
  [
    'It is empty. Import price files with "almanac import <files or folders>".',
    'Jest pusty. Zaimportuj pliki z cenami: „almanac import <pliki lub foldery>”.',
  ],
  [
    'The workspace has no instrument {0} that the series could belong to.',
    'W obszarze roboczym nie ma instrumentu {0}, do którego mogłaby należeć seria.',
  ],
  [
    'Import its prices first, or leave --symbol out for a series of the market as a whole.',
    'Najpierw zaimportuj jego ceny albo pomiń --symbol, jeśli seria dotyczy całego rynku.',
  ],
  ['{0} files would all be the series {1}: {2}.', 'Plików, które byłyby serią {1}: {0} ({2}).'],
  [
    'Import each under a --name of its own; where they are parts of one series, import one after another under one --name.',
    'Zaimportuj każdy pod osobną nazwą --name; jeśli to części jednej serii, importuj je po kolei pod jedną nazwą.',
  ],
  [
    '{0} of the {1} rows of {2} cannot be used. The first: row {3}, {4}.',
    'Wierszy nie do użycia: {0} z {1} w {2}. Pierwszy to wiersz {3}: <4>.',
  ],
  [
    'Name the columns of the date and the values with --date and --columns.',
    'Wskaż kolumny daty i wartości przez --date i --columns.',
  ],
  ['{0} holds no value with a date.', '{0} nie zawiera wartości z datą.'],
  ['Name the columns with --columns.', 'Wskaż kolumny przez --columns.'],
  [
    '{0} was expected to have one row a date, but {1} of its {2} rows have other values than an earlier row of the same date. The file seems to hold several series.',
    '{0} ma mieć jeden wiersz na datę, a {1} z {2} wierszy ma inne wartości niż wcześniejszy wiersz tej samej daty. Plik zawiera pewnie kilka serii.',
  ],
  [
    '{0} was expected to have one row a date, but {1} of its {2} rows have other values than an earlier row of the same date. The file seems to hold several series; the column {3} tells them apart.',
    '{0} ma mieć jeden wiersz na datę, a {1} z {2} wierszy ma inne wartości niż wcześniejszy wiersz tej samej daty. Plik zawiera pewnie kilka serii; rozróżnia je kolumna {3}.',
  ],
  [
    'Split the file into one file a series, one for each value of {0}, and import each under a name of its own.',
    'Podziel plik na osobne serie, po jednej na każdą wartość {0}, i zaimportuj każdą pod jej nazwą.',
  ],
  [
    'Split the file into one file a series, and import each under a name of its own.',
    'Podziel plik na osobne serie i zaimportuj każdą pod jej nazwą.',
  ],
  [
    'The columns {0} and {1} of {2} would both be the series {3}.',
    'Kolumny {0} i {1} pliku {2} byłyby tą samą serią {3}.',
  ],
  [
    'Import each of them by itself, with --columns and a --name of its own.',
    'Zaimportuj każdą osobno, z --columns i własną nazwą --name.',
  ],
  ['{0} has no column of dates; its header is {1}.', '{0} nie ma kolumny z datami; nagłówek to {1}.'],
  [
    'The dates of {0}, such as {1}, are written in no known way.',
    'Daty w {0}, takie jak {1}, są zapisane w nieznany sposób.',
  ],
  [
    'The dates of {0}, such as {1}, can be read with the day or the month first.',
    'Daty w {0}, takie jak {1}, można czytać od dnia albo od miesiąca.',
  ],
  [
    'Name the column with --date, or three of them for day, month and year: --date day,month,year; and the order with --day-order.',
    'Wskaż kolumnę przez --date albo trzy dla dnia, miesiąca i roku: --date day,month,year; a kolejność przez --day-order.',
  ],
  ['{0} has no column of numbers beside its dates.', '{0} nie ma obok dat kolumny z liczbami.'],
  [
    '{0} was said never to be revised, but {1} of its values have changed, the first on {2}.',
    'Serii {0} miano nigdy nie korygować, a zmieniło się wartości: {1}, pierwsza w dniu {2}.',
  ],
  [
    'If its publisher corrects old values, import it with --revisions later; a model trained on it has then seen values that were not known at the time.',
    'Jeśli wydawca poprawia stare wartości, zaimportuj ją z --revisions later; model na niej wytrenowany widział wtedy wartości, których w danym czasie nie znano.',
  ],
  [
    '{0} is there with values by frequency “{1}”, the file has them by “{2}”.',
    '{0} ma wartości o częstości „{1}”, a plik o częstości „{2}”.',
  ],
  [
    'Give the series of the file another name with --name, or put it in place of the other one with --replace.',
    'Nadaj serii z pliku inną nazwę przez --name albo zastąp nią tamtą przez --replace.',
  ],
  [
    'The prices were stored without the series {0}, which stays as it was: {1}',
    'Ceny zapisano bez serii {0}, która zostaje bez zmian: <1>',
  ],
  [
    'Import the series on its own with "almanac series", which says how to; or put prices and series of the file in the place of those that are there with --replace.',
    'Zaimportuj serię osobno przez „almanac series”, które powie, jak; albo zastąp obecne ceny i serie tymi z pliku przez --replace.',
  ],
  [
    'Measuring the signal over {0} bars takes a whole horizon of at least 1 bar and a history of {1} bars more; found {2} bars.',
    'Pomiar sygnału na {0} słupkach wymaga horyzontu co najmniej 1 słupka i historii dłuższej o {1}; słupków jest {2}.',
  ],
  ['Simulate more bars or choose a shorter horizon.', 'Zasymuluj więcej słupków albo wybierz krótszy horyzont.'],
  [
    'A simulated market has a whole seed, 1 to {0} instruments and 2 to 20,000 bars; found seed {1}, {2} instruments and {3} bars.',
    'Rynek symulowany ma całkowite ziarno, od 1 do {0} instrumentów i od 2 do 20 000 słupków; jest ziarno {1}, instrumentów {2}, słupków {3}.',
  ],
  ['Ask for numbers within these bounds.', 'Podaj liczby w tych granicach.'],
  [
    'a factor or map file of LEAN, read together with the prices',
    'plik współczynników lub map LEAN, czytany razem z cenami',
  ],
  [
    'quotes or open interest of LEAN, which are no trades',
    'kwotowania lub otwarte pozycje LEAN, które nie są transakcjami',
  ],
];
