import type { Phrase } from './phrase.ts';

/** Of features, splits, trainings, calibration and evaluation. */
export const trainingPhrases: readonly Phrase[] = [
  [
    'Expected at least 3 bars up to the first evaluated one, found {0}.',
    'Do pierwszego ocenianego słupka potrzeba co najmniej 3 słupków; jest: {0}.',
  ],
  [
    'Import a longer history, or leave more of it to the training slice.',
    'Zaimportuj dłuższą historię albo zostaw więcej na część uczącą.',
  ],
  [
    'There is no bar that both models can forecast, behind what either was fitted on, with a known outcome.',
    'Nie ma słupka, dla którego oba modele mogą dać prognozę, poza danymi ich uczenia, i którego wynik jest znany.',
  ],
  [
    'Compare models that know the same instruments, or import newer bars.',
    'Porównaj modele, które znają te same instrumenty, albo zaimportuj nowsze słupki.',
  ],
  ['Expected windows on the test slice, found none.', 'W części testowej nie ma żadnego okna.'],
  [
    'Import a longer history, or leave a larger part of it to the test slice.',
    'Zaimportuj dłuższą historię albo zostaw większą jej część na test.',
  ],
  [
    'Expected a usable {0} for the window that ends on {1}, found none.',
    'Okno kończące się {1} nie ma użytecznej wartości: <0>.',
  ],
  ['forecast', 'prognoza'],
  ['outcome', 'wynik'],
  ['volatility', 'zmienność'],
  [
    'A price that never moves, or a training run that diverged, can cause this; check the data and the training curve.',
    'Przyczyną może być cena, która się nie zmienia, albo rozbieżny trening; sprawdź dane i krzywą uczenia.',
  ],
  ['No bar of the test slice has a known outcome yet.', 'Żaden słupek części testowej nie ma jeszcze znanego wyniku.'],
  [
    'Import newer bars, or train with a split that leaves more for the test.',
    'Zaimportuj nowsze słupki albo wytrenuj z podziałem, który zostawia więcej na test.',
  ],
  [
    'Epoch 1 is kept. Give the same command again to go on from there.',
    'Epoka 1 jest zachowana. Uruchom to samo ponownie, aby iść dalej od tego miejsca.',
  ],
  [
    'Epochs 1 to {0} are kept. Give the same command again to go on from there.',
    'Epoki od 1 do {0} są zachowane. Uruchom to samo ponownie, aby iść dalej od tego miejsca.',
  ],
  [
    'No epoch was finished yet. Give the same command again to start over.',
    'Żadna epoka nie została jeszcze ukończona. Uruchom to samo ponownie, aby zacząć od nowa.',
  ],
  ['The workspace has no training {0}.', 'W obszarze roboczym nie ma treningu {0}.'],
  ['See the list of runs.', 'Zobacz listę treningów.'],
  [
    'The experiment starts from {0} with the bundle {1}…; this workspace has another model of that name, {2}….',
    'Eksperyment zaczyna od {0} z pakietem {1}…; w tym obszarze roboczym model o tej nazwie jest inny: {2}….',
  ],
  [
    'Import the model that the experiment means, or draft the experiment again with --from.',
    'Zaimportuj model, o który chodzi, albo przygotuj eksperyment ponownie z --from.',
  ],
  [
    'The bundle of {0} holds no weights to start from: it was written before they were kept.',
    'Pakiet {0} nie zawiera wag, od których można zacząć: zapisano go, zanim je zachowywano.',
  ],
  [
    'Train that model again first, or train without --from.',
    'Najpierw wytrenuj ten model ponownie albo trenuj bez --from.',
  ],
  ['The network is not that of {0}@{1}: {2} {differ|differs}.', 'Sieć nie jest taka jak w {0}@{1}; różnią się: {2}.'],
  [
    'Leave --preset and --spec out to take the spec of the model to start from, or train without --from.',
    'Pomiń --preset i --spec, aby wziąć specyfikację modelu wyjściowego, albo trenuj bez --from.',
  ],
  [
    'In the train part of fold {0} no instrument has more than {1} usable bars; at least {2} are needed.',
    'W części uczącej podziału {0} żaden instrument nie ma więcej użytecznych słupków niż {1}; potrzeba co najmniej {2}.',
  ],
  [
    'Choose fewer folds or shorter test parts, import a longer history, or change the split.',
    'Wybierz mniej podziałów lub krótsze części testowe, zaimportuj dłuższą historię albo zmień podział.',
  ],
  [
    'The train part has {0} windows; at least {1} are needed.',
    'Liczba okien części uczącej: {0}; potrzeba co najmniej {1}.',
  ],
  [
    'Import a longer history, pool more instruments, or choose a smaller stride.',
    'Zaimportuj dłuższą historię, połącz więcej instrumentów albo wybierz mniejszy krok.',
  ],
  [
    'In the {0} part all {1} outcomes over {2} bars are of one class; there is nothing to tell apart.',
    'Część <0>: wszystkie wyniki ({1}) po {2} słupkach są jednej klasy; nie ma czego rozróżniać.',
  ],
  [
    'Choose another label.threshold, such as 0.4 in units of volatility, which leaves about a third in each class.',
    'Wybierz inny label.threshold, na przykład 0.4 w jednostkach zmienności, co zostawia w każdej klasie około jednej trzeciej.',
  ],
  [
    'Look at the history of the instruments: its prices move one way only, or not at all.',
    'Obejrzyj historię instrumentów: ceny idą tylko w jedną stronę albo stoją.',
  ],
  [
    'A walk-forward of an experiment that starts from {0} would test its folds on bars whose outcomes are in those weights.',
    'Walk-forward eksperymentu, który zaczyna od {0}, sprawdzałby się na słupkach, których wyniki są już w tych wagach.',
  ],
  [
    'Leave --from out: every fold is then trained from the beginning.',
    'Pomiń --from: każdy podział będzie wtedy trenowany od początku.',
  ],
  [
    'it has not begun. Give the same command again to go on.',
    'jeszcze się nie zaczął. Uruchom to samo ponownie, aby iść dalej.',
  ],
  ['The workspace has no finished walk-forward {0}.', 'W obszarze roboczym nie ma ukończonego walk-forward {0}.'],
  ['Run one first: "almanac walk-forward --help".', 'Najpierw wykonaj jakiś: „almanac walk-forward --help”.'],
  [
    '{0} of {1} trainings are finished and kept. Of the one under way: {2}',
    'Ukończone i zachowane treningi: {0} z {1}. O tym, który trwa: <2>',
  ],
  [
    'The model reads the feature "{0}", for which the history has no {1} any more.',
    'Model czyta cechę „{0}”, dla której historia już nie ma danych: <1>.',
  ],
  ['volume', 'wolumen'],
  ['sentiment', 'sentyment'],
  ['series "{0}"', 'seria „{0}”'],
  ['series {0}', 'seria {0}'],
  [
    'Import that data again, or train a model without the feature.',
    'Zaimportuj te dane ponownie albo wytrenuj model bez tej cechy.',
  ],
  [
    '{0} has {1} bars; a window of {2} bars with warm-up and a horizon of {3} needs more than {4}.',
    'Liczba słupków {0}: {1}; okno {2} słupków z rozbiegiem i horyzontem {3} wymaga więcej niż {4}.',
  ],
  ['Import a longer history of it, or leave it out.', 'Zaimportuj dłuższą historię albo pomiń ten instrument.'],
  ['Import a longer history of it.', 'Zaimportuj dłuższą historię tego instrumentu.'],
  [
    '{0} has no {1} bars in succession at which every feature has a value; {2}.',
    '{0} nie ma {1} kolejnych słupków, na których każda cecha ma wartość; <2>.',
  ],
  ['{0} {has|have} none on {1}', 'brak wartości: {0}, w dniu {1}'],
  ['no value is missing', 'nie brakuje żadnej wartości'],
  [
    'Import the missing values, choose a shorter window, make the feature optional and leave its data out, or leave the instrument out.',
    'Zaimportuj brakujące wartości, wybierz krótsze okno, uczyń cechę opcjonalną i pomiń jej dane albo pomiń instrument.',
  ],
  [
    'The train part ends on {0}, and the first usable bar of these instruments is not before it: {1}.',
    'Część ucząca kończy się {0}, a pierwszy użyteczny słupek tych instrumentów nie jest wcześniejszy: {1}.',
  ],
  [
    'Leave {them|it} out, import older history, or choose a split with a longer train part.',
    'Pomiń je, zaimportuj starszą historię albo wybierz podział z dłuższą częścią uczącą.',
  ],
  [
    'In the {0} part no instrument has a window whose outcome over {1} bars is known before the next part begins.',
    'Część <0>: żaden instrument nie ma okna, którego wynik po {1} słupkach jest znany, zanim zacznie się następna część.',
  ],
  [
    'Import a longer history, choose a shorter horizon, change the split, or leave out instruments with few bars.',
    'Zaimportuj dłuższą historię, wybierz krótszy horyzont, zmień podział albo pomiń instrumenty z małą liczbą słupków.',
  ],
  [
    'A scaler needs at least 2 values in the train interval, found {0}.',
    'Skaler potrzebuje co najmniej 2 wartości w części uczącej; jest: {0}.',
  ],
  [
    'Leave out instruments whose history starts after the train interval, or import an older history.',
    'Pomiń instrumenty, których historia zaczyna się po części uczącej, albo zaimportuj starszą historię.',
  ],
  [
    '{0} was fitted on bars up to {1} and would be judged from {2} on.',
    '<0>: dopasowano na słupkach do {1}, a ocena zaczynałaby się od {2}.',
  ],
  ['A scaler of {0}', 'Skaler cechy {0}'],
  ['The calibrator', 'Kalibrator'],
  ['A linear model', 'Model liniowy'],
  [
    'Train the model again with a split that ends before the bars you want to judge it on.',
    'Wytrenuj model ponownie z podziałem, który kończy się przed słupkami, na których chcesz go ocenić.',
  ],
  [
    '{0} usable bars are new since the model to start from was scored; a test on what it has not seen needs more than {1}, the horizon and the embargo.',
    'Nowych użytecznych słupków od oceny modelu wyjściowego: {0}; test na tym, czego nie widział, wymaga więcej niż {1}, czyli horyzontu i embarga.',
  ],
  [
    'Import newer bars, or train without starting from a model.',
    'Zaimportuj nowsze słupki albo trenuj, nie zaczynając od modelu.',
  ],
  [
    'There are {0} usable bars; the {1} part would be empty after the purge of {2} bars and the embargo of {3}.',
    'Użytecznych słupków: {0}; część <1> byłaby pusta po odcięciu {2} słupków i embargu {3}.',
  ],
  [
    'Import a longer history, choose a shorter horizon, or change the split.',
    'Zaimportuj dłuższą historię, wybierz krótszy horyzont albo zmień podział.',
  ],
  [
    'There are {0} usable bars, of which {1} folds test {2} each; fold {3} has {4} bars to fit on, and its {5} part would be empty after the purge of {6} bars and the embargo of {7}.',
    'Użytecznych słupków: {0}; {1} podziałów sprawdza po {2}. Podział {3} ma {4} słupków do uczenia, a jego część <5> byłaby pusta po odcięciu {6} słupków i embargu {7}.',
  ],
  [
    'Choose fewer folds or shorter test parts, import a longer history, choose a shorter horizon, or change the split.',
    'Wybierz mniej podziałów lub krótsze części testowe, zaimportuj dłuższą historię, wybierz krótszy horyzont albo zmień podział.',
  ],
  [
    'The calibration part has {0} bars with {1} windows; intervals of {2} % over {3} bars need at least {4} bars and {5} windows.',
    'Część kalibracyjna: słupków {0}, okien {1}; przedziały {2} % na {3} słupków wymagają co najmniej {4} słupków i {5} okien.',
  ],
  [
    'Import a longer history, choose a shorter horizon, or give the calibration part a larger share of the split.',
    'Zaimportuj dłuższą historię, wybierz krótszy horyzont albo daj części kalibracyjnej większy udział.',
  ],
  [
    'This training would take {0} GB of memory (windows {1}, network {2}, activations {3}), and this machine has {4} GB.',
    'Ten trening zająłby {0} GB pamięci (okna {1}, sieć {2}, aktywacje {3}), a ten komputer ma {4} GB.',
  ],
  [
    'Take smaller layers, a shorter window, fewer columns or instruments, or fewer threads (ALMANAC_THREADS).',
    'Wybierz mniejsze warstwy, krótsze okno, mniej kolumn lub instrumentów albo mniej wątków (ALMANAC_THREADS).',
  ],
  ['The loss became {0} at optimiser step {1}.', 'Strata osiągnęła {0} w kroku optymalizatora {1}.'],
  [
    'Lower training.learningRate in the spec, or look for extreme values in the data.',
    'Zmniejsz training.learningRate w specyfikacji albo poszukaj skrajnych wartości w danych.',
  ],
  [
    'The native core is switched off by ALMANAC_SKIP_NATIVE=1.',
    'Rdzeń natywny jest wyłączony przez ALMANAC_SKIP_NATIVE=1.',
  ],
  ['The native core is missing: there is no {0}.', 'Brakuje rdzenia natywnego: nie ma {0}.'],
  ['The native core is missing: there is no {0} and no {1}.', 'Brakuje rdzenia natywnego: nie ma ani {0}, ani {1}.'],
  [
    'Install a C++ compiler and cmake, run "npm run build:native", or train with --backend tfjs.',
    'Zainstaluj kompilator C++ i cmake i wykonaj „npm run build:native” albo trenuj z --backend tfjs.',
  ],
  ['The native core {0} cannot be loaded: {1}.', 'Nie można wczytać rdzenia natywnego {0}: {1}.'],
  [
    "Expected ALMANAC_THREADS to be a whole number from 0 to {0}, found '{1}'.",
    'ALMANAC_THREADS ma być liczbą całkowitą od 0 do {0}, a jest „{1}”.',
  ],
  [
    'Set it to the number of threads to train with, or unset it to use every processor.',
    'Ustaw liczbę wątków treningu albo usuń tę zmienną, aby użyć wszystkich procesorów.',
  ],
  [
    "Expected ALMANAC_INSTRUCTION_SET to be one of {0}, found '{1}'.",
    'ALMANAC_INSTRUCTION_SET ma być jednym z: {0}, a jest „{1}”.',
  ],
  [
    'Set it to one of these, which this processor has, or unset it to use the fastest.',
    'Wybierz jeden z tych, które ma ten procesor, albo usuń tę zmienną, aby użyć najszybszego.',
  ],
  ['train', 'ucząca'],
  ['validation', 'walidacyjna'],
  ['calibration', 'kalibracyjna'],
  ['test', 'testowa'],
  ['it cannot be read: {0}', 'nie można go odczytać: {0}'],
  ['another version of Almanac wrote it; this one reads {0}', 'zapisała go inna wersja Almanac; ta czyta {0}'],
  ['it has wrong fields, {0}', 'ma błędne pola: {0}'],
];
