import type { Phrase } from './phrase.ts';

/** Of the workspace, its database and its backups. */
export const storePhrases: readonly Phrase[] = [
  ['There is no workspace in {0}: it has no almanac.db.', 'W {0} nie ma obszaru roboczego: brak pliku almanac.db.'],
  ['Name the folder of the workspace with --workspace.', 'Wskaż folder obszaru roboczego przez --workspace.'],
  ['{0} exists already; a backup overwrites nothing.', '{0} już jest; kopia zapasowa niczego nie nadpisuje.'],
  ['Choose another name, or move that file away.', 'Wybierz inną nazwę albo przenieś tamten plik.'],
  ['Another Almanac is writing to {0}.', 'Inny Almanac zapisuje do {0}.'],
  ['Try again when it has finished.', 'Spróbuj ponownie, gdy skończy.'],
  [
    'A backup of {0} could not be made ({1}). The workspace is as it was.',
    'Nie udało się zrobić kopii zapasowej {0} ({1}). Obszar roboczy jest taki, jaki był.',
  ],
  [
    'Check the free space and the permissions of the folder of the backup, and try again.',
    'Sprawdź wolne miejsce i uprawnienia folderu kopii i spróbuj ponownie.',
  ],
  ['There is no backup {0}.', 'Nie ma kopii zapasowej {0}.'],
  [
    'Look into the folder backups of the workspace, or use "almanac restore --salvage".',
    'Zajrzyj do folderu backups obszaru roboczego albo użyj „almanac restore --salvage”.',
  ],
  ['{0} is not a sound backup ({1}).', '{0} nie jest sprawną kopią zapasową ({1}).'],
  [
    'Choose another backup: "almanac restore <file>"; those of the workspace are in its folder backups.',
    'Wybierz inną kopię: „almanac restore <plik>”; kopie obszaru roboczego są w jego folderze backups.',
  ],
  [
    'Run "almanac restore" to go back to the latest backup, or "almanac restore --salvage" to keep what can still be read; both set the damaged database aside.',
    'Wykonaj „almanac restore”, aby wrócić do ostatniej kopii, albo „almanac restore --salvage”, aby zachować to, co da się odczytać; oba odkładają uszkodzoną bazę na bok.',
  ],
  [
    'The workspace {0} has schema version {1}; this Almanac knows versions up to {2}.',
    'Obszar roboczy {0} ma wersję schematu {1}; ten Almanac zna wersje do {2}.',
  ],
  [
    'Open it with the newer Almanac that wrote it, or choose another --workspace.',
    'Otwórz go nowszym Almanac, który go zapisał, albo wybierz inny przez --workspace.',
  ],
  [
    "{0} is a database of another program: it has tables, but no version of Almanac's.",
    '{0} jest bazą innego programu: ma tabele, ale nie ma wersji Almanac.',
  ],
  ['Choose another --workspace, or move that file away.', 'Wybierz inny --workspace albo przenieś tamten plik.'],
  [
    'The workspace folder {0} cannot be created or written.',
    'Nie można utworzyć folderu obszaru roboczego {0} ani w nim zapisywać.',
  ],
  [
    'Choose a folder that you may write to with --workspace, or mend its permissions.',
    'Wskaż przez --workspace folder, w którym możesz zapisywać, albo popraw uprawnienia.',
  ],
  [
    'The workspace database {0} cannot be opened ({1}: {2}).',
    'Nie można otworzyć bazy obszaru roboczego {0} ({1}: {2}).',
  ],
  [
    'Close other programs that use this workspace and check the free space and the permissions of its folder.',
    'Zamknij inne programy, które używają tego obszaru roboczego, i sprawdź wolne miejsce oraz uprawnienia jego folderu.',
  ],
  ['The workspace database reports {0}: {1}.', 'Baza obszaru roboczego zgłasza {0}: {1}.'],
  [
    'Free some space on the disk of the workspace and try again.',
    'Zwolnij miejsce na dysku obszaru roboczego i spróbuj ponownie.',
  ],
  [
    'Another Almanac is writing to this workspace; try again in a moment.',
    'Inny Almanac zapisuje w tym obszarze roboczym; spróbuj za chwilę.',
  ],
  ['Mend the permissions of the workspace folder.', 'Popraw uprawnienia folderu obszaru roboczego.'],
  [
    'The database of {0} could not be replaced ({1}). As it was before, it lies in {2}.',
    'Nie udało się zastąpić bazy {0} ({1}). W poprzedniej postaci leży w {2}.',
  ],
  [
    'The database of {0} could not be replaced ({1}). It is as it was.',
    'Nie udało się zastąpić bazy {0} ({1}). Jest taka, jaka była.',
  ],
  [
    'Check the free space and the permissions of the workspace folder, and try again.',
    'Sprawdź wolne miejsce i uprawnienia folderu obszaru roboczego i spróbuj ponownie.',
  ],
  ['Another Almanac has the workspace {0} open.', 'Inny Almanac ma otwarty obszar roboczy {0}.'],
  ['Close it, and try again.', 'Zamknij go i spróbuj ponownie.'],
  [
    'The backup {0} has schema version {1}; this Almanac knows versions up to {2}.',
    'Kopia {0} ma wersję schematu {1}; ten Almanac zna wersje do {2}.',
  ],
  [
    'Restore it with the newer Almanac that wrote it, or choose another backup.',
    'Przywróć ją nowszym Almanac, który ją zapisał, albo wybierz inną kopię.',
  ],
  ['The workspace {0} has no backup in {1}.', 'Obszar roboczy {0} nie ma kopii zapasowej w {1}.'],
  [
    'Name a backup file: "almanac restore <file>"; or use "almanac restore --salvage" to keep what can still be read.',
    'Wskaż plik kopii: „almanac restore <plik>”; albo użyj „almanac restore --salvage”, aby zachować to, co da się odczytać.',
  ],
  ['Salvage it with the newer Almanac that wrote it.', 'Odzyskaj ją nowszym Almanac, który ją zapisał.'],
  [
    'Nothing can be read of the database of {0} ({1}). It is as it was.',
    'Z bazy {0} nie da się niczego odczytać ({1}). Jest taka, jaka była.',
  ],
  [
    'Restore a backup with "almanac restore <file>", or start with an empty --workspace and import again.',
    'Przywróć kopię („almanac restore <plik>”) albo zacznij od pustego --workspace i zaimportuj dane ponownie.',
  ],
  [
    'The workspace folder was expected to have a name; found an empty one, as an unset variable of the shell gives.',
    'Folder obszaru roboczego ma mieć nazwę, a jest pusta, jak po nieustawionej zmiennej powłoki.',
  ],
  [
    'Name the folder, such as --workspace ~/almanac, or leave --workspace out; "--workspace ." is the current folder.',
    'Podaj folder, na przykład --workspace ~/almanac, albo pomiń --workspace; „--workspace .” to bieżący folder.',
  ],
  ['What is stored about alert {0} is not readable.', 'Nie da się odczytać tego, co zapisano o alercie {0}.'],
  ['{0} is damaged ({1}).', '{0}: uszkodzenie ({1}).'],
  ['{0} holds what is not as it was stored: {1}.', '{0} zawiera coś, co nie jest takie, jak zapisano: {1}.'],
  [
    'What is stored about snapshot {0} is not readable: {1}.',
    'Nie da się odczytać tego, co zapisano o stanie {0}: {1}.',
  ],
  ['{0} do not have the hash that was stored with them.', '<0>: skrót nie zgadza się z zapisanym razem z nimi.'],
  ['The stored bars of snapshot {0}', 'Zapisane słupki stanu {0}'],
  ['The stored values of the series {0}', 'Zapisane wartości serii {0}'],
  ['{0} is not a readable workspace database ({1}).', '{0} nie jest czytelną bazą obszaru roboczego ({1}).'],
  [
    'The log {0}-wal was written for another database than {1}; together they would be neither.',
    'Dziennik {0}-wal zapisano dla innej bazy niż {1}; razem nie byłyby żadną z nich.',
  ],
];
