import type { Phrase } from './phrase.ts';

/** Of the quality centre: findings, repairs, and why a row was refused. */
export const qualityPhrases: readonly Phrase[] = [
  ['{0} an earlier row of the same time word for word.', '<0> słowo w słowo wcześniejszy wiersz z tego samego czasu.'],
  [
    '{0} other values than an earlier row of the same time; the earlier row was kept.',
    '<0> inne wartości niż wcześniejszy wiersz z tego samego czasu; zachowano wcześniejszy.',
  ],
  [
    'Compare the rows; where the later ones are right, remove the earlier ones from the file and import it with --replace.',
    'Porównaj wiersze; jeśli późniejsze są poprawne, usuń z pliku wcześniejsze i zaimportuj go z --replace.',
  ],
  ['{0} dated after today.', '<0> datę późniejszą niż dzisiejsza.'],
  [
    'Check the order of day and month (--day-order) and the clock of this computer.',
    'Sprawdź kolejność dnia i miesiąca (--day-order) oraz zegar tego komputera.',
  ],
  ['{0} not be used.', '<0> użyć.'],
  ['{0} not be used; the first: row {1}, {2}.', '<0> użyć; pierwszy to wiersz {1}: <2>.'],
  ['One row repeats', 'Jeden wiersz powtarza'],
  ['{0} rows repeat', 'Wiersze ({0}) powtarzają'],
  ['One row gives', 'Jeden wiersz podaje'],
  ['{0} rows give', 'Wiersze ({0}) podają'],
  ['One row is', 'Jeden wiersz ma'],
  ['{0} rows are', 'Wiersze ({0}) mają'],
  ['One row could', 'Jednego wiersza nie można'],
  ['{0} rows could', 'Wierszy ({0}) nie można'],
  ['One row lies', 'Jeden wiersz leży'],
  ['{0} rows lie', 'Wiersze ({0}) leżą'],
  ['Mend these rows in the file and import it again.', 'Popraw te wiersze w pliku i zaimportuj go ponownie.'],
  [
    'In {0} the open or the close lies outside of low to high; high and low were widened to hold them.',
    'Otwarcie lub zamknięcie leży poza zakresem od minimum do maksimum (<0>); zakres poszerzono, by je objął.',
  ],
  ['one row', 'jeden wiersz'],
  ['{0} rows', 'wiersze: {0}'],
  [
    'The closes are as in the file. Features of the day’s range are less sure on these bars.',
    'Zamknięcia są takie jak w pliku. Cechy zakresu dnia są na tych słupkach mniej pewne.',
  ],
  ['The file prints times without a zone; they were taken as {0}.', 'Plik podaje czas bez strefy; przyjęto {0}.'],
  [
    'State the zone of the exchange, for example --time-zone America/New_York, and import again with --replace.',
    'Podaj strefę giełdy, na przykład --time-zone America/New_York, i zaimportuj ponownie z --replace.',
  ],
  [
    '{0} in an hour that the clocks of {1} show twice; {2}.',
    '<0> w godzinie, którą zegary strefy {1} pokazują dwa razy; <2>.',
  ],
  ['the order of the rows tells which', 'z kolejności wierszy wynika, w której'],
  ['{0} of them may belong to either', 'mogą należeć do obu: {0}'],
  [
    'Times count from 1970 in several units: {0}; each was read in its own.',
    'Czas liczony od roku 1970 ma kilka jednostek: {0}; każdy odczytano w jego jednostce.',
  ],
  [
    'The file does not say whether its prices are adjusted for splits and dividends; they were taken as {0}.',
    'Plik nie mówi, czy ceny są skorygowane o splity i dywidendy; przyjęto, że są: <0>.',
  ],
  [
    'State it: --adjustment raw, split-adjusted or adjusted.',
    'Podaj to: --adjustment raw, split-adjusted lub adjusted.',
  ],
  [
    'The file and the history that was there have no bar in common, so nothing shows whether both are adjusted to the same day.',
    'Plik i dotychczasowa historia nie mają wspólnego słupka, więc nic nie pokazuje, czy oba są skorygowane na ten sam dzień.',
  ],
  [
    'Export the update with a few days that are there already, or the whole history.',
    'Wyeksportuj aktualizację razem z kilkoma dniami, które już są, albo całą historię.',
  ],
  ['About {0} {1} {is|are} missing between {2} and {3}.', 'Brakuje około {0} (<1>) między {2} a {3}.'],
  [
    'About {0} {1} {is|are} missing in {2} holes, {3} of them between {4} and {5}.',
    'Brakuje około {0} (<1>); luk: {2}, z tego {3} między {4} a {5}.',
  ],
  ['{session|sessions}', 'sesje'],
  ['{week|weeks}', 'tygodnie'],
  ['{month|months}', 'miesiące'],
  [
    'Import the part after the hole alone with --replace --from {0}, or a history without it: what was learned before may not hold after.',
    'Zaimportuj samą część po luce przez --replace --from {0} albo historię bez luki: to, czego nauczono się przed nią, może po niej nie obowiązywać.',
  ],
  [
    'Import a file that has these days, if trade took place on them.',
    'Zaimportuj plik, który ma te dni, jeśli odbywał się w nich handel.',
  ],
  [
    '{0} of the {1} bars that sessions usually have ({2}) are missing. Without trade there is no bar, so instruments that trade little lack many.',
    'Brakuje {0} z {1} słupków, które sesje zwykle mają ({2}). Bez handlu nie ma słupka, więc rzadko handlowanym instrumentom brakuje ich wiele.',
  ],
  [
    'The symbol seems to have belonged to another company: after a hole of {0} days the history goes on on {1} at {2} with another scale of prices or volume; it had ended at {3}.',
    'Symbol należał zapewne do innej spółki: po luce {0} dni historia biegnie dalej od {1} przy {2} w innej skali cen lub wolumenu; kończyła się na {3}.',
  ],
  ['Import the file again with --replace --from {0}.', 'Zaimportuj plik ponownie z --replace --from {0}.'],
  [
    '{0} {bar has|bars have} an open or close a hair outside of low and high, first {1}: open {2}, high {3}, low {4}, close {5}.',
    'Słupki z otwarciem lub zamknięciem o włos poza zakresem od minimum do maksimum: {0}, pierwszy {1}: otwarcie {2}, maksimum {3}, minimum {4}, zamknięcie {5}.',
  ],
  [
    'The adjusted close moves unusually far from one bar to the next in {0} {place|places}, most on {1}: {2}, from {3} to {4}.',
    'Skorygowane zamknięcie zmienia się niezwykle mocno ze słupka na słupek; miejsc: {0}, najmocniej {1}: {2}, z {3} na {4}.',
  ],
  [
    'Look these days up; if prices are wrong, get the history from another provider.',
    'Sprawdź te dni; jeśli ceny są błędne, weź historię od innego dostawcy.',
  ],
  [
    'One run of repeated bars: {0}. The longest has {1} bars from {2} on.',
    'Jeden ciąg powtórzonych słupków: <0>. Najdłuższy ma {1} od {2}.',
  ],
  [
    '{0} runs of repeated bars: {1}. The longest has {2} bars from {3} on.',
    'Ciągi powtórzonych słupków ({0}): <1>. Najdłuższy ma {2} od {3}.',
  ],
  ['{0} of at least {1} bars at one price despite volume', '{0} po co najmniej {1} słupków z jedną ceną mimo wolumenu'],
  [
    '{0} of at least {1} bars that are the same in every price and volume',
    '{0} po co najmniej {1} słupków o tych samych cenach i wolumenie',
  ],
  ['{0} of at least {1} bars at one price without volume', '{0} po co najmniej {1} słupków z jedną ceną bez wolumenu'],
  [
    'Trade may have been suspended, or the provider filled holes with old prices: a model would learn that nothing moves.',
    'Handel mógł być zawieszony albo dostawca wypełnił luki starymi cenami: model nauczyłby się, że nic się nie zmienia.',
  ],
  [
    '{0} {jump looks|jumps look} like a split that prices are not adjusted for: {1} on {2}, from a close of {3} to an open of {4}.',
    'Skoki, które wyglądają na split bez korekty cen: {0}; {1} w dniu {2}, z zamknięcia {3} na otwarcie {4}.',
  ],
  [
    'Import the file again with --repair, or get a history that is adjusted for splits. If the move was real, acknowledge the finding.',
    'Zaimportuj plik ponownie z --repair albo weź historię skorygowaną o splity. Jeśli ruch był prawdziwy, zaakceptuj znalezisko.',
  ],
  [
    'Look the day up. If it was a split, get a history that is adjusted for splits; if the move was real, acknowledge the finding.',
    'Sprawdź ten dzień. Jeśli był split, weź historię skorygowaną o splity; jeśli ruch był prawdziwy, zaakceptuj znalezisko.',
  ],
  [
    'The last bar, {0}, is not over yet: its close and volume may still change.',
    'Ostatni słupek, {0}, jeszcze trwa: jego zamknięcie i wolumen mogą się zmienić.',
  ],
  [
    'Import again when it is over; a forecast made from it is made from a price that may not last.',
    'Zaimportuj ponownie, gdy się skończy; prognoza z niego opiera się na cenie, która może się nie utrzymać.',
  ],
  [
    '{0} {bar has|bars have} prices in another unit than their neighbours: on {1} the {2} is {3} where about {4} was expected.',
    'Słupki z cenami w innej jednostce niż sąsiednie: {0}; {1} <2> wynosi {3}, a oczekiwano około {4}.',
  ],
  [
    'Import the file again with --repair to bring these prices to the unit of the others.',
    'Zaimportuj plik ponownie z --repair, aby sprowadzić te ceny do jednostki pozostałych.',
  ],
  [
    '{0} {dividend does|dividends do} not fit the prices: {1} on {2} after a close of {3}: {4}; adjusted prices before it are {5} off.',
    'Dywidendy, które nie pasują do cen: {0}; {1} w dniu {2} po zamknięciu {3}: <4>; skorygowane ceny przed nią różnią się o {5}.',
  ],
  ['the adjusted close takes no notice of it', 'skorygowane zamknięcie jej nie uwzględnia'],
  [
    'the amount is in another unit than the adjusted close says',
    'kwota jest w innej jednostce, niż wynika ze skorygowanego zamknięcia',
  ],
  ['the adjusted close was made from another amount', 'skorygowane zamknięcie policzono z innej kwoty'],
  ['the adjusted close takes a part of it off twice', 'skorygowane zamknięcie odejmuje jej część dwa razy'],
  ['the price did not move like that', 'cena tak się nie zachowała'],
  ['neither the adjusted close nor the price fits it', 'nie pasuje ani do skorygowanego zamknięcia, ani do ceny'],
  [
    'Import the file again with --repair, or get the history anew from the provider.',
    'Zaimportuj plik ponownie z --repair albo pobierz historię od dostawcy od nowa.',
  ],
  [
    'Look the dividend up, and get the history from another provider if it is wrong.',
    'Sprawdź dywidendę i weź historię od innego dostawcy, jeśli jest błędna.',
  ],
  [
    '{0} {split is|splits are} applied wrongly: that of {1} on {2}: {3} (close {4}, then {5} on {6}).',
    'Źle zastosowane splity: {0}; ten {1} w dniu {2}: <3> (zamknięcie {4}, potem {5} w dniu {6}).',
  ],
  ['prices before it are not on the scale after it', 'ceny przed nim nie są w skali po nim'],
  ['it is applied to prices that had it already', 'zastosowano go do cen, które już go uwzględniały'],
  ['rows beside it were left out', 'pominięto wiersze obok'],
  [
    'it was applied to some rows once too often or too little',
    'do niektórych wierszy zastosowano go o raz za dużo lub za mało',
  ],
  [
    'the adjusted close jumps, yet the close goes on as before',
    'skorygowane zamknięcie skacze, choć zamknięcie biegnie dalej bez zmian',
  ],
  ['Compare with another provider, and get the history anew.', 'Porównaj z innym dostawcą i pobierz historię od nowa.'],
  [
    'The history has no volume at all, as is usual for indices and currencies.',
    'Historia nie ma wolumenu, co jest zwykłe dla indeksów i walut.',
  ],
  ['{0} of {1} bars ({2}) have no volume, first {3}.', 'Słupki bez wolumenu: {0} z {1} ({2}), pierwszy {3}.'],
  [
    'Their prices may be quotes rather than trades: what a model earns on them may not be had.',
    'Ich ceny mogą być kwotowaniami, a nie transakcjami: tego, co model na nich zarobi, można nie uzyskać.',
  ],
  ['{0} has no open red finding of {1}.', '{0} nie ma otwartego czerwonego znaleziska: {1}.'],
  ['{0} has no open red finding.', '{0} nie ma otwartego czerwonego znaleziska.'],
  ['See its findings with "almanac quality {0}".', 'Zobacz znaleziska: „almanac quality {0}”.'],
  [
    'Nothing in the prices of {0} is wrong beyond doubt in a way that is known how to repair.',
    'W cenach {0} nie ma błędu ponad wszelką wątpliwość, który da się naprawić.',
  ],
  [
    'Import mended prices, or accept the findings as they are with --acknowledge.',
    'Zaimportuj poprawione ceny albo zaakceptuj znaleziska przez --acknowledge.',
  ],
  ['{0} has no earlier snapshot {1}; it has {2}.', '{0} nie ma wcześniejszego stanu {1}; ma: <2>.'],
  ['See them with "almanac quality {0}".', 'Zobacz je: „almanac quality {0}”.'],
  [
    'The prices of {0} have {1} red {finding|findings} that nobody has accepted. {2}: {3}',
    'Ceny {0} mają niezaakceptowane czerwone znaleziska: {1}. {2}: <3>',
  ],
  [
    'Look at them with "almanac quality {0}"; then import mended prices, repair them with --repair, or accept them as they are with --acknowledge.',
    'Obejrzyj je („almanac quality {0}”), a potem zaimportuj poprawione ceny, napraw je przez --repair albo zaakceptuj przez --acknowledge.',
  ],
  ['{0}: {1} in another unit, {2} ({3} {4}).', '{0}: w innej jednostce: {1}, <2> ({3} {4}).'],
  ['multiplied by {0}', 'pomnożono przez {0}'],
  ['divided by {0}', 'podzielono przez {0}'],
  [
    '{0}: a split of {1} was applied wrongly; the {2} of {3} changed by {4} (adjusted close {5} to {6}).',
    '{0}: split {1} zastosowano źle; <2> zmieniono o {4} ({3}; skorygowane zamknięcie z {5} na {6}).',
  ],
  ['prices', 'ceny'],
  ['adjustment', 'korektę'],
  [
    '{0}: a split of {1} that prices were not adjusted for (close {2}, then open {3}); the adjustment of all bars before changed by {4}.',
    '{0}: split {1}, o który nie skorygowano cen (zamknięcie {2}, potem otwarcie {3}); korektę wszystkich wcześniejszych słupków zmieniono o {4}.',
  ],
  [
    '{0}: a dividend of {1} that the adjusted close took no notice of; {2}.',
    '{0}: dywidenda {1}, której skorygowane zamknięcie nie uwzględniało; <2>.',
  ],
  [
    '{0}: a dividend of {1} in another unit than the adjusted close has it; {2}.',
    '{0}: dywidenda {1} w innej jednostce niż w skorygowanym zamknięciu; <2>.',
  ],
  [
    '{0}: a dividend of {1} that the adjusted close had with another amount; {2}.',
    '{0}: dywidenda {1}, którą skorygowane zamknięcie miało w innej kwocie; <2>.',
  ],
  [
    '{0}: a dividend of {1} of which the adjusted close took a part off twice; {2}.',
    '{0}: dywidenda {1}, której część skorygowane zamknięcie odjęło dwa razy; <2>.',
  ],
  ['{0}: a dividend of {1} that the price did not follow; {2}.', '{0}: dywidenda {1}, za którą cena nie poszła; <2>.'],
  ['{0}: a dividend of {1} that fits nothing; {2}.', '{0}: dywidenda {1}, która do niczego nie pasuje; <2>.'],
  ['the amount changed to {0}', 'kwotę zmieniono na {0}'],
  [
    'the adjustment of all bars before multiplied by {0}',
    'korektę wszystkich wcześniejszych słupków pomnożono przez {0}',
  ],
  [
    'the amount changed to {0} and the adjustment of all bars before multiplied by {1}',
    'kwotę zmieniono na {0}, a korektę wszystkich wcześniejszych słupków pomnożono przez {1}',
  ],
  ['the {0} is missing', 'brakuje: <0>'],
  ['the {0} {1} is not above zero', '<0>: {1} nie jest większe od zera'],
  ['the {0} {1} is negative', '<0>: {1} jest ujemne'],
  ['the {0} “{1}” is not a number', '<0>: „{1}” nie jest liczbą'],
  ['the {0} {1} is not a number', '<0>: {1} nie jest liczbą'],
  ['the date “{0}” is no calendar day written like the others', 'data „{0}” nie jest dniem zapisanym tak jak inne'],
  ['the date {0} is no day written like the others', 'data {0} nie jest dniem zapisanym tak jak inne'],
  ['the date “{0}” is none', '„{0}” nie jest datą'],
  ['the time {0} is none', '{0} nie jest czasem'],
  ['the date {0} lies in the future', 'data {0} jest w przyszłości'],
  ['the clocks of {0} skipped {1}', 'zegary strefy {0} pominęły {1}'],
  ['the row has {0} fields, the header {1}', 'liczba pól w wierszu: {0}, w nagłówku: {1}'],
  ['the row has {0} values, the others {1}', 'liczba wartości w wierszu: {0}, w innych: {1}'],
  ['the row has more than {0} fields', 'wiersz ma więcej pól niż {0}'],
  ['a quotation mark is left open', 'niezamknięty cudzysłów'],
  ['the row {0} is not written like the others', 'wiersz {0} jest zapisany inaczej niż pozostałe'],
  ['the row is not written like those after it', 'wiersz jest zapisany inaczej niż następne'],
  [
    '{0} holds lists or objects, or is too long, and so is no row (counted behind the others)',
    '{0} zawiera listy lub obiekty albo jest za długie, więc nie jest wierszem (liczone za pozostałymi)',
  ],
  ['{0} is no row (counted behind the others)', '{0} nie jest wierszem (liczone za pozostałymi)'],
  ['duplicate of row {0}', 'powtórzenie wiersza {0}'],
  ['duplicate of row {0}, which was kept', 'powtórzenie wiersza {0}, który zachowano'],
  [
    'duplicate of row {0}, which was kept; their values differ',
    'powtórzenie wiersza {0}, który zachowano; ich wartości się różnią',
  ],
  [
    'rows {0} and {1} give different values for the same time; row {2} was kept',
    'wiersze {0} i {1} podają różne wartości dla tego samego czasu; zachowano wiersz {2}',
  ],
  ['open', 'otwarcie'],
  ['high', 'maksimum'],
  ['low', 'minimum'],
  ['close', 'zamknięcie'],
  ['adjusted close', 'skorygowane zamknięcie'],
  ['dividend', 'dywidenda'],
  ['split', 'split'],
  ['value', 'wartość'],
];
