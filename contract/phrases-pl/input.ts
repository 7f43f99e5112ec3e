import type { Phrase } from './phrase.ts';

/** Of inputs that do not fit the contract: its own words, and those of valibot. */
export const inputPhrases: readonly Phrase[] = [
  ['Invalid type: Expected {0} but received {1}', 'zły typ: oczekiwano {0}, a jest {1}'],
  ['Invalid value: Expected {0} but received {1}', 'zła wartość: oczekiwano {0}, a jest {1}'],
  ['Invalid key: Expected {0} but received {1}', 'złe pole: oczekiwano {0}, a jest {1}'],
  ['Invalid length: Expected {0} but received {1}', 'zła długość: oczekiwano {0}, a jest {1}'],
  ['Invalid integer: Received {0}', 'to nie jest liczba całkowita: {0}'],
  ['Invalid finite: Received {0}', 'to nie jest liczba skończona: {0}'],
  ['Invalid format: Expected {0} but received {1}', 'zły zapis: oczekiwano {0}, a jest {1}'],
  ['expected a model', 'oczekiwano modelu'],
  ['expected a preset', 'oczekiwano gotowej specyfikacji'],
  ['expected a name', 'oczekiwano nazwy'],
  ['expected kebab-case', 'oczekiwano małych liter z łącznikami'],
  ['expected kebab-case, at most 63 characters', 'oczekiwano małych liter z łącznikami, najwyżej 63 znaków'],
  ['expected an ISO 4217 code such as EUR', 'oczekiwano kodu ISO 4217, takiego jak EUR'],
  [
    'expected a model such as "price-lstm" or "price-lstm@2"',
    'oczekiwano modelu, takiego jak „price-lstm” lub „price-lstm@2”',
  ],
  ['expected at least one symbol', 'oczekiwano co najmniej jednego symbolu'],
  ['expected each symbol once', 'każdy symbol może wystąpić raz'],
  [
    'expected a model with its version such as "price-lstm@2"',
    'oczekiwano modelu z wersją, takiego jak „price-lstm@2”',
  ],
  [
    'expected a model and its version, such as "price-lstm@2"',
    'oczekiwano modelu z wersją, takiego jak „price-lstm@2”',
  ],
  ['expected the name of a model', 'oczekiwano nazwy modelu'],
  [
    'expected parameters of the feature, found one named {0}',
    'oczekiwano parametrów cechy, a jest parametr o nazwie {0}',
  ],
  ['expected at least one column', 'oczekiwano co najmniej jednej kolumny'],
  ['expected each column once', 'każda kolumna może wystąpić raz'],
  ['expected at least one horizon', 'oczekiwano co najmniej jednego horyzontu'],
  ['expected at most 16 horizons', 'oczekiwano najwyżej 16 horyzontów'],
  ['expected ascending horizons, each once', 'oczekiwano rosnących horyzontów, każdego raz'],
  ['expected ascending levels', 'oczekiwano rosnących poziomów'],
  ['expected levels symmetric about 0.5', 'oczekiwano poziomów symetrycznych względem 0,5'],
  [
    'expected 0.025, 0.1, 0.25, 0.5 among the levels: the 95, 80 and 50 % intervals are read from them',
    'wśród poziomów muszą być 0.025, 0.1, 0.25 i 0.5: z nich odczytuje się przedziały 95, 80 i 50 %',
  ],
  [
    'expected positive train, validation and calibration parts that leave at least 5 % for the test',
    'części ucząca, walidacyjna i kalibracyjna muszą być dodatnie i zostawiać na test co najmniej 5 %',
  ],
  [
    'expected each name of a layer once, and none called "input", which is the window',
    'każda nazwa warstwy może wystąpić raz, a „input” oznacza okno',
  ],
  ['expected an instrument-embedding as the first layer only', 'instrument-embedding może być tylko pierwszą warstwą'],
  [
    'expected a head that fits label.kind: quantiles, point, gaussian or student-t for forward-return, sigmoid for direction, softmax for trend',
    'głowica musi pasować do label.kind: quantiles, point, gaussian lub student-t dla forward-return, sigmoid dla direction, softmax dla trend',
  ],
  [
    'expected a minimum that is not above training.learningRate',
    'minimum nie może być większe niż training.learningRate',
  ],
  [
    'expected a patience at least 2 below training.patience: the run stops before a lower rate is tried otherwise',
    'cierpliwość musi być o co najmniej 2 mniejsza niż training.patience: inaczej trening skończy się, zanim spróbuje mniejszego kroku',
  ],
  ['expected a SHA-256 in hexadecimal digits', 'oczekiwano skrótu SHA-256 w cyfrach szesnastkowych'],
  ['expected at most 200,000 characters', 'oczekiwano najwyżej 200 000 znaków'],
  ['expected a route such as /watchlist', 'oczekiwano adresu widoku, takiego jak /watchlist'],
  ['expected 12 hex digits', 'oczekiwano 12 cyfr szesnastkowych'],
  ['expected at most {0} combinations', 'oczekiwano najwyżej {0} kombinacji'],
];
