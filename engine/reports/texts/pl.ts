import type { Timeframe } from '#contract/bars.ts';
import type { EdgeCondition, Evaluation, ReliabilityBin } from '#contract/evaluation.ts';
import { FEWEST_SIMILAR, type Grade } from '#contract/forecast.ts';
import { findLeakingStages, type Leak, type LeakStage } from '#contract/leak-certificate.ts';
import type { HeadSpec, ModelSpec } from '#contract/model-spec.ts';
import type { ReportFormat } from '../format.ts';
import { spanOf, type Span, type SpanUnit } from '#contract/span.ts';
import { writeFeatureName } from '#contract/feature-names.ts';
import { polishFeatures } from '#contract/feature-names-pl.ts';
import { translateOrKeep } from '#contract/phrases.ts';
import type { ReportTexts } from './report-texts.ts';

const baselines: Readonly<Record<string, string>> = {
  'always-up': 'zawsze wzrost',
  'always-down': 'zawsze spadek',
  majority: 'większość',
  persistence: 'persystencja',
  momentum: 'momentum',
  reversal: 'odwrócenie',
  logistic: 'regresja logistyczna',
  ridge: 'regresja grzbietowa',
};

const grades: Readonly<Record<Grade, string>> = {
  'STRONG BUY': 'MOCNE KUP',
  BUY: 'KUP',
  HOLD: 'TRZYMAJ',
  SELL: 'SPRZEDAJ',
  'STRONG SELL': 'MOCNE SPRZEDAJ',
  'NO CALL': 'BRAK REKOMENDACJI',
};

/** Why a result is no edge, by the condition that failed. */
const failures: Readonly<Record<EdgeCondition, string>> = {
  skill: 'przedział tej różnicy nie leży powyżej zera',
  correlation: 'przedział korelacji z wynikiem (MCC) nie leży powyżej zera',
  brier: 'prawdopodobieństwa nie są lepsze od stałego podawania częstości bazowej (wynik Briera)',
};

const leakStages: Readonly<Record<LeakStage, string>> = {
  features: 'cechy',
  windows: 'okna',
  forecasts: 'prognozy',
  fits: 'to, co dopasowano',
  purge: 'granice podziału',
};

/** What was done to the future before the date that follows. */
const leakHows: Readonly<Record<Leak['how'], string>> = {
  'cut off': 'przyszłość ucięta po',
  scrambled: 'przyszłość przemieszana po',
  'as built': 'granica',
};

/** The forms of one case: for one, for few (2, 3, 4, 22), for many. */
type Forms = readonly [one: string, few: string, many: string];

/** A unit in the cases that the sentences use. */
interface UnitForms {
  readonly nominative: Forms;
  /** After "na" and "za": prognoza na 1 godzinę. */
  readonly accusative: Forms;
  /** After "po": po 1 godzinie, po 5 godzinach. */
  readonly locative: Forms;
  /** After "upływ" and "ostatnich": upływ 1 godziny, 5 godzin. */
  readonly genitive: Forms;
  /** "W ciągu ostatniej godziny", where there is only one. */
  readonly lastOne: string;
  /** On an axis; null where the word itself is as short. */
  readonly sign: string | null;
}

const units: Readonly<Record<SpanUnit, UnitForms>> = {
  minute: {
    nominative: ['minuta', 'minuty', 'minut'],
    accusative: ['minutę', 'minuty', 'minut'],
    locative: ['minucie', 'minutach', 'minutach'],
    genitive: ['minuty', 'minut', 'minut'],
    lastOne: 'ostatniej minuty',
    sign: 'min',
  },
  hour: {
    nominative: ['godzina', 'godziny', 'godzin'],
    accusative: ['godzinę', 'godziny', 'godzin'],
    locative: ['godzinie', 'godzinach', 'godzinach'],
    genitive: ['godziny', 'godzin', 'godzin'],
    lastOne: 'ostatniej godziny',
    sign: 'godz.',
  },
  day: {
    nominative: ['dzień', 'dni', 'dni'],
    accusative: ['dzień', 'dni', 'dni'],
    locative: ['dniu', 'dniach', 'dniach'],
    genitive: ['dnia', 'dni', 'dni'],
    lastOne: 'ostatniego dnia',
    sign: null,
  },
  week: {
    nominative: ['tydzień', 'tygodnie', 'tygodni'],
    accusative: ['tydzień', 'tygodnie', 'tygodni'],
    locative: ['tygodniu', 'tygodniach', 'tygodniach'],
    genitive: ['tygodnia', 'tygodni', 'tygodni'],
    lastOne: 'ostatniego tygodnia',
    sign: 'tyg.',
  },
  month: {
    nominative: ['miesiąc', 'miesiące', 'miesięcy'],
    accusative: ['miesiąc', 'miesiące', 'miesięcy'],
    locative: ['miesiącu', 'miesiącach', 'miesiącach'],
    genitive: ['miesiąca', 'miesięcy', 'miesięcy'],
    lastOne: 'ostatniego miesiąca',
    sign: 'mies.',
  },
};

/** What a unit of a horizon counts, where it is not what the calendar says: an exchange closes. */
const countedUnits: Readonly<Partial<Record<SpanUnit, string>>> = {
  minute: ' Minuty to minuty notowań.',
  hour: ' Godziny to godziny notowań.',
  day: ' Dni to dni sesyjne.',
};

/** Adjectives without their ending. */
const barNames: Readonly<Record<Timeframe, string>> = {
  '1m': '1-minutow',
  '5m': '5-minutow',
  '15m': '15-minutow',
  '30m': '30-minutow',
  '1h': 'godzinow',
  '4h': '4-godzinn',
  '1d': 'dzienn',
  '1w': 'tygodniow',
  '1mo': 'miesięczn',
};

const classLosses = { 'cross-entropy': 'entropia krzyżowa', focal: 'strata focal', hinge: 'strata zawiasowa' } as const;
const pointLosses: Readonly<Record<Extract<HeadSpec, { kind: 'point' }>['loss'], string>> = {
  mse: 'błąd średniokwadratowy',
  mae: 'średni błąd bezwzględny',
  huber: 'strata Hubera',
};

/** The Polish report. */
export function polishTexts(format: ReportFormat): ReportTexts {
  const { probability, percent, change, points, number } = format;
  /** 1 próbka, 2 próbki, 5 próbek, 22 próbki. */
  const count = (value: number, one: string, few: string, many: string): string => {
    const form = format.plural(value);
    return `${number(value)}\u00a0${form === 'one' ? one : form === 'few' ? few : many}`;
  };
  const inCase = ({ count: value, unit }: Span, of: 'nominative' | 'accusative' | 'locative' | 'genitive'): string =>
    count(value, ...units[unit][of]);
  const spansAfter = (bars: readonly number[], timeframe: Timeframe): string => {
    const all = bars.map((horizonBars) => inCase(spanOf(horizonBars, timeframe), 'locative'));
    return all.length > 1 ? `${all.slice(0, -1).join(', ')} i ${all.at(-1)!}` : all.join('');
  };
  /** After words that govern the genitive: 1 dnia, 2 dni, 5 dni. */
  const ofDays = (bars: number): string => count(bars, 'dnia', 'dni', 'dni');
  const baselineName = (name: string): string => baselines[name] ?? name;
  const pool = ({ instruments }: Evaluation): string =>
    instruments.length > 1 ? ` na wszystkich ${number(instruments.length)}\u00a0instrumentach modelu` : '';
  const list = (unmet: readonly EdgeCondition[]): string => unmet.map((condition) => failures[condition]).join('; ');
  const band = (low: number, high: number): string => `od ${points(low)} do ${points(high)}`;

  const describeSchedule = ({ schedule, warmupEpochs = 0 }: ModelSpec['training']): string => {
    const ofEpochs = (value: number): string => count(value, 'epoki', 'epok', 'epok');
    const start = warmupEpochs > 0 ? `, osiągany w ciągu ${ofEpochs(warmupEpochs)}` : '';
    switch (schedule?.kind) {
      case undefined:
      case 'constant':
        return `${start}, stały`;
      case 'step':
        return `${start}, × ${format.significant(schedule.factor)} co ${count(schedule.everyEpochs, 'epokę', 'epoki', 'epok')}`;
      case 'cosine':
        return `${start}, potem cosinus do ${format.significant(schedule.minimum)}${schedule.epochs === undefined ? '' : ` w ciągu ${ofEpochs(schedule.epochs)}`}`;
      case 'plateau':
        return `${start}, × ${format.significant(schedule.factor)} po ${count(schedule.patience + 1, 'epoce', 'epokach', 'epokach')} bez lepszej straty walidacyjnej, najmniej ${format.significant(schedule.minimum)}`;
    }
  };

  const featureValues: Readonly<Record<string, (value: number) => string>> = {
    return: (value) => change(value, 2),
    'volume-change': (value) => change(value, 0),
    rsi: (value) => number(value, 1),
    macd: (value) => `${change(value, 2)} ceny`,
  };

  const describeSimilar = (similar: ReliabilityBin | undefined): string => {
    if (similar === undefined) return '';
    const { count: samples, meanProbability, observedFrequency } = similar;
    const ofSamples = count(samples, 'próbka', 'próbki', 'próbek');
    if (samples < FEWEST_SIMILAR) return `Podobnych układów jest za mało, by rozstrzygnąć (${ofSamples}). `;
    const off = number(100 * Math.abs(observedFrequency - meanProbability), 1);
    return `Podobne układy były skalibrowane z dokładnością do ${off} p.p.: gdzie model podawał około ${percent(meanProbability, 0)} (${ofSamples} z danych testowych), cena wzrosła w ${percent(observedFrequency, 0)} przypadków. `;
  };

  return {
    language: 'pl',
    documentTitle: (symbol, date) => `${symbol} – prognoza z ${date}`,
    span: (span) => inCase(span, 'nominative'),
    subtitle: (model, asOf, intraday) =>
      intraday
        ? `Prognoza modelu ${model} z notowań do słupka z ${asOf}`
        : `Prognoza modelu ${model} z notowań do ${asOf}`,
    simulatedBadge: 'DANE SYMULOWANE',
    simulatedNote: 'Te notowania wygenerował Almanac: nie należą do żadnego instrumentu ani rynku.',
    humility:
      'To nie jest porada inwestycyjna. Prognoza to prawdopodobieństwo, nie obietnica; dawne wyniki nie gwarantują przyszłych.',
    pageOf: (page, pages) => `Strona ${page} z ${pages}`,
    runningTitle: (symbol, horizon, date) => `${symbol} · Prognoza na ${inCase(horizon, 'accusative')}, ${date}`,
    contents: 'Spis treści',
    grades,

    summary: {
      currentPrice: (symbol, price) => `${symbol}: Aktualna cena: ${price}`,
      // These lines are copied into messages, so their spaces are plain ones.
      forecast: (horizon, price, ret) =>
        `Prognoza (${inCase(horizon, 'nominative').replaceAll('\u00a0', ' ')}): ${price} (${ret})`,
      confidence: (value) => `Pewność: ${value}`,
      recommendation: (grade, why) => `Rekomendacja: ${grade}${why.length > 0 ? ` (${why.join(', ')})` : ''}`,
      stale: (asOf) => `Dane kończą się ${asOf}: „aktualna” znaczy z tego dnia, nie z dzisiaj.`,
      confidenceNote: (up, unit) =>
        `Pewność to prawdopodobieństwo, które model daje wskazywanemu kierunkowi: że cena ${up ? 'wzrośnie' : 'nie wzrośnie'}. Na ile takie prawdopodobieństwa się sprawdzały, pokazuje wykres kalibracji.${countedUnits[unit] ?? ''}`,
    },

    abstention: {
      heading: 'Dlaczego nie ma rekomendacji',
      sentence(abstention) {
        switch (abstention.kind) {
          case 'leak':
            return `Świadectwo szczelności modelu jest negatywne (${abstention.stages.map((stage) => leakStages[stage]).join(', ')}): znaleziono liczby, które znają swoją przyszłość, więc żadnemu z jego wyników nie można ufać.`;
          case 'no-edge':
            return `Na danych testowych model nie wykazał przewagi nad prostą regułą „${baselineName(abstention.versus)}”: różnica trafności wynosi ${points(abstention.skill)} p.p. (przedział 95% ${band(abstention.low, abstention.high)}); ${list(abstention.unmet)}.`;
          case 'too-few-days':
            return `Nie wiadomo, czy model ma przewagę: test obejmuje ${count(abstention.days, 'dzień', 'dni', 'dni')}, a do rozstrzygnięcia potrzeba ${number(abstention.needed)}.`;
          case 'out-of-distribution':
            return `Rynek nie przypomina tego, na czym model się uczył: ${percent(abstention.share, 0)} danych wejściowych leży poza zakresem ze zbioru uczącego; granica to ${percent(abstention.limit, 0)}.`;
          case 'too-wide':
            return `Przedział 80% stopy zwrotu ma szerokość ${number(abstention.width * 100, 1)} p.p., za dużą, by na nim polegać; granica to ${number(abstention.limit * 100, 1)} p.p.`;
        }
      },
      short(abstention) {
        switch (abstention.kind) {
          case 'leak':
            return 'świadectwo szczelności negatywne';
          case 'no-edge':
            return 'nie wykazano przewagi';
          case 'too-few-days':
            return 'za mało dni testu';
          case 'out-of-distribution':
            return 'nietypowy rynek';
          case 'too-wide':
            return 'za szeroki przedział';
        }
      },
      ungated: (grade) => `Sam rozkład wskazywałby: ${grades[grade]}.`,
    },

    keyFigures: {
      rise: 'Szansa wzrostu',
      riseCompanion: (brier, baselineBrier) => `Brier ${number(brier, 3)}; baza ${number(baselineBrier, 3)}`,
      interval80: 'Przedział 80%',
      interval80Companion: (held) => `na teście objął ${percent(held)}`,
      valueAtRisk: 'Wartość zagrożona 95%',
      valueAtRiskCompanion: (shortfall) => `średnio poza nią ${change(-shortfall)}`,
      accuracy: 'Kierunek, dane testowe',
      accuracyCompanion: (baseline, accuracy) => `${baselineName(baseline)} ${percent(accuracy)}`,
      backtest: 'Strategia, dane testowe',
      backtestCompanion: (buyAndHold) => `kup i trzymaj ${change(buyAndHold)}`,
    },

    outlook: {
      heading: (horizon) => `Cena i prognoza na ${inCase(horizon, 'accusative')}`,
      after(horizon) {
        const { sign } = units[horizon.unit];
        return `+${sign === null ? inCase(horizon, 'nominative') : `${number(horizon.count)}\u00a0${sign}`}`;
      },
      expected: 'Oczekiwana',
      interval: (coverage) => `Przedział ${percent(coverage, 0)}`,
      volume: 'Wolumen',
      pastInside: 'dawna prognoza trafna',
      pastOutside: 'dawna prognoza chybiona',
      fanNote: (horizon) =>
        `Prognozą jest tylko koniec wachlarza, za ${inCase(horizon, 'accusative')}. Droga do niego jest interpolowana; przedziały rosną z pierwiastkiem z czasu. Dawne prognozy to prognozy tego samego modelu na danych testowych: przedział 80% i mediana, a to, co nastąpiło, jako kółko (w przedziale) lub krzyżyk (poza nim).`,
    },

    probabilities: {
      heading: 'Prawdopodobieństwa',
      chances: (horizon) => `Co może się stać po upływie ${inCase(horizon, 'genitive')}`,
      rise: (value) => `${probability(value)} szans na wzrost`,
      quality: ({ probability: p }) =>
        `Na danych testowych podawana szansa na wzrost ${p.brier < p.baselineBrier ? 'była lepsza' : 'nie była lepsza'} od stałego podawania częstości bazowej (wynik Briera ${number(p.brier, 4)} wobec ${number(p.baselineBrier, 4)}; mniej znaczy lepiej).`,
      riseOf: (threshold, value, horizon) =>
        `${probability(value)} szans na wzrost o co najmniej ${percent(threshold, 0)} po ${inCase(horizon, 'locative')}`,
      fallOf: (threshold, value, horizon) =>
        `${probability(value)} szans na spadek o co najmniej ${percent(threshold, 0)} po ${inCase(horizon, 'locative')}`,
      intervalsHeading: (horizon) => `Gdzie może być cena po upływie ${inCase(horizon, 'genitive')}`,
      interval: 'Przedział',
      from: 'Od',
      to: 'Do',
    },

    otherHorizons: {
      heading: 'Inne horyzonty',
      horizon: 'Horyzont',
      expected: 'Oczekiwana stopa zwrotu',
      interval80: 'Przedział 80%',
      probabilityUp: 'Szansa wzrostu',
      call: 'Rekomendacja',
      note: 'Każdy horyzont jest kalibrowany, testowany i oceniany osobno; co za nim stoi, pokazuje jego własny raport. Spośród kilku horyzontów jeden może wypaść dobrze przez przypadek.',
    },

    reasons: {
      heading: 'Co za tym przemawia i na ile temu ufać',
      sentence(reason, feature, timeframe) {
        switch (reason.kind) {
          case 'feature': {
            const write = featureValues[reason.feature] ?? format.significant;
            return `${feature}: ${write(reason.value)}; przy zwykłej wartości tej cechy oczekiwana stopa zwrotu byłaby równa ${change(reason.expectedReturnWithout)} zamiast ${change(reason.expectedReturn)}.`;
          }
          case 'trend': {
            const past = spanOf(reason.bars, timeframe);
            const went = ` ciągu ${past.count === 1 ? units[past.unit].lastOne : `ostatnich ${inCase(past, 'genitive')}`} cena zmieniła się o ${change(reason.return)}`;
            if (reason.expectedReturn === undefined) {
              return `W${went}; prognoza ${reason.agrees ? 'wskazuje ten sam kierunek' : 'wskazuje kierunek przeciwny'}.`;
            }
            const seen = reason.agrees
              ? reason.return > 0
                ? 'trend wzrostowy'
                : 'trend spadkowy'
              : 'odwrócenie trendu';
            return `Model widzi ${seen}: w${went}, a model oczekuje ${change(reason.expectedReturn)}.`;
          }
          case 'sentiment':
            return `Sentyment ${reason.supports ? 'wspiera prognozę' : 'przemawia przeciw prognozie'}: przy jego zwykłych wartościach oczekiwana stopa zwrotu byłaby równa ${change(reason.expectedReturnWithout)} zamiast ${change(reason.expectedReturn)}, a szansa na wzrost ${probability(reason.probabilityUpWithout)} zamiast ${probability(reason.probabilityUp)}.`;
          case 'calibration':
            return `${describeSimilar(reason.similar)}Na danych niewidzianych przez żadne dopasowanie (${count(reason.days, 'dzień', 'dni', 'dni')}) przedział ${percent(reason.nominal, 0)} tego instrumentu objął wynik w ${percent(reason.observed)} przypadków.`;
        }
      },
      components: 'Bez jednego rodzaju danych',
      component(name, component) {
        const names = { technical: 'Ceny i wolumeny', sentiment: 'Sentyment', external: 'Inne szeregi' };
        if (component === null) return `${names[name]}: model ${name === 'sentiment' ? 'go' : 'ich'} nie czyta.`;
        if (component.without === null) return `${names[name]}: wszystko, co model czyta; z nich wynika cała prognoza.`;
        const { expectedReturn, probabilityUp } = component.without;
        return `${names[name]}: przy zwykłych wartościach oczekiwana stopa zwrotu byłaby równa ${change(expectedReturn)}, a szansa na wzrost ${probability(probabilityUp)}.`;
      },
      componentsNote:
        'Sieć sama łączy swoje dane wejściowe; to, co zostaje bez jednej części i bez drugiej, nie musi sumować się do prognozy.',
    },

    risk: {
      heading: 'Ryzyko',
      volatility: (value) => `Zmienność ostatnich stóp zwrotu w skali roku: ${percent(value)}`,
      valueAtRisk: (loss, horizon) =>
        `Wartość zagrożona (VaR) 95%, ${inCase(horizon, 'nominative')}: stopa zwrotu ${change(-loss)} lub gorsza w jednym przypadku na dwadzieścia`,
      expectedShortfall: (loss) =>
        `Oczekiwana strata (ES) 95%: w tym najgorszym przypadku na dwadzieścia stopa zwrotu wynosi średnio ${change(-loss)}`,
      drawdown: (expected, worst, horizon) =>
        `Najgłębszy spadek od szczytu w ciągu ${inCase(horizon, 'genitive')}, według cen zamknięcia: oczekiwany ${percent(expected)}, nie większy niż ${percent(worst)} w 95% przypadków`,
      touching: (chances, horizon) =>
        `Szansa dotknięcia poziomu w dowolnej chwili w ciągu ${inCase(horizon, 'genitive')}: ${chances.map(({ level, probability: value }) => `${change(level, 0)}: ${probability(value)}`).join(', ')}`,
      regime({ trend, trendErrors, volatility, volatilityRank }, lookedAt) {
        const ways = { rising: 'ceny rosły', falling: 'ceny spadały', sideways: 'ceny bez wyraźnego kierunku' };
        const states = { calm: 'spokojna', normal: 'zwykła', turbulent: 'burzliwa' };
        const past = inCase(lookedAt, 'nominative');
        return `Ostatnie ${past}: ${ways[trend]} (średnia stopa zwrotu odległa od zera o ${number(Math.abs(trendErrors), 1)} błędu standardowego), zmienność ${states[volatility]} (wyższa niż ${percent(volatilityRank, 0)} wcześniejszych). To nie jest prognoza.`;
      },
    },

    pastForecasts: {
      heading: 'Dawne prognozy na danych testowych',
      introduction: (horizon) =>
        `Co ten model mówi o słupkach, których nie widziało żadne dopasowanie, i co nastąpiło po ${inCase(horizon, 'locative')}. Pokazano tylko prognozy, które na siebie nie zachodzą, więc każdy wynik jest nowy.`,
      close: 'zamknięcie',
      inside: 'przedział 80%, wynik w środku (kółko)',
      outside: 'przedział 80%, wynik poza nim (krzyżyk)',
      held: (hits, total, { low, high }, promised) =>
        `W przedziale ${percent(promised, 0)} znalazło się ${number(hits)} z ${count(total, 'wyniku', 'wyników', 'wyników')} (${percent(hits / total)}; przedział 95% od ${percent(low)} do ${percent(high)}); obiecano ${percent(promised, 0)}.`,
      direction: (right, total, { low, high }) =>
        `Mediana wskazała kierunek, w którym poszła cena, w ${number(right)} z ${number(total)} przypadków (${percent(right / total)}; przedział 95% od ${percent(low)} do ${percent(high)}); rzut monetą daje 50%.`,
      last: (shown, total) =>
        shown < total ? `Ostatnie prognozy: ${number(shown)} z ${number(total)}` : 'Wszystkie prognozy',
      made: 'Ze słupka z',
      price: 'Cena',
      median: 'Mediana',
      interval: 'Przedział 80%',
      came: 'Co nastąpiło',
      verdict: 'Ocena',
      isInside: 'w przedziale',
      isOutside: '× poza nim',
      note: 'Obliczone dziś przez obecny model, tylko dla instrumentu z tego raportu; nigdy nie było ich w rejestrze prognoz. Przedziały odsetków metodą Wilsona.',
    },

    evidence: {
      heading: 'Ocena na danych testowych',
      verdict(evaluation) {
        const { direction, skill, edge, unmet, slice, daysNeeded } = evaluation;
        const result = `model trafnie wskazał kierunek w ${percent(direction.accuracy.value)} przypadków, ${points(skill.value)} p.p. względem najlepszej prostej reguły (${baselineName(skill.versus)})`;
        const interval = `przedział 95% tej różnicy ${band(skill.low, skill.high)} p.p.`;
        switch (edge) {
          case 'found':
            return `Znaleziono przewagę: w ciągu ${ofDays(slice.days)} testu${pool(evaluation)} ${result}; ${interval} Leży on powyżej zera, przedział MCC także, a wynik Briera jest lepszy niż dla częstości bazowej.`;
          case 'none':
            return `Nie znaleziono przewagi: w ciągu ${ofDays(slice.days)} testu${pool(evaluation)} ${result}; ${interval} Przeciw przewadze: ${list(unmet)}.`;
          case 'unknown':
            return `Za mało dni, by rozstrzygnąć: test obejmuje ${count(slice.days, 'dzień', 'dni', 'dni')}, a by rozstrzygnąć, czy jest przewaga, potrzeba ${number(daysNeeded)}. W tym czasie${pool(evaluation)} ${result}.`;
        }
      },
      slice: (evaluation) =>
        `Dane testowe: od ${format.date(evaluation.slice.from)} do ${format.date(evaluation.slice.to)}, ${count(evaluation.slice.samples, 'próbka', 'próbki', 'próbek')} z ${ofDays(evaluation.slice.days)}${pool(evaluation)}. Nie widziało ich żadne dopasowanie.`,
      own: ({ symbol, days, accuracy, coverage }) =>
        `Tylko ${symbol}: kierunek trafny w ${percent(accuracy)} przypadków w ciągu ${ofDays(days)}; ${coverage.map(({ nominal, observed }) => `przedział ${percent(nominal, 0)} objął ${percent(observed)}`).join(', ')}.`,
      noneOwn: (symbol) => `Tylko ${symbol}: dane testowe nie zawierają żadnego jego wyniku.`,
      chart: 'Trafność kierunku z przedziałami 95%',
      coinToss: 'rzut monetą',
      model: 'Model',
      method: 'Metoda',
      accuracy: 'Trafność',
      correlation: 'MCC',
      interval95: 'Przedział 95%',
      baseline: (score) => baselineName(score.name),
      returns: ({ returns }) =>
        `Błąd oczekiwanej stopy zwrotu: RMSE ${percent(returns.rmse, 2)} (sam dryf ${percent(returns.driftRmse, 2)}, regresja grzbietowa ${percent(returns.ridgeRmse, 2)}), MAE ${percent(returns.mae, 2)} (sam dryf ${percent(returns.driftMae, 2)}, regresja grzbietowa ${percent(returns.ridgeMae, 2)}); dla ceny MAPE ${percent(returns.mape, 2)} (sam dryf ${percent(returns.driftMape, 2)}).`,
      pinball: ({ pinball, edge }) =>
        `Cały rozkład: strata pinball ${number(pinball.model, 4)}, zmienność historyczna ${number(pinball.historicalVolatility, 4)}; przewaga ${change(pinball.skill.value)}, przedział 95% ${edge === 'unknown' ? '–' : `od ${change(pinball.skill.low)} do ${change(pinball.skill.high)}`}.`,
      bootstrap: ({ bootstrap }) =>
        `Przedziały metodą bootstrap po całych dniach${bootstrap.blockDays > 1 ? ` w blokach po ${number(bootstrap.blockDays)}` : ''}, ${count(bootstrap.replicates, 'powtórzenie', 'powtórzenia', 'powtórzeń')}, ziarno ${String(bootstrap.seed)}: ${bootstrap.blockDays > 1 ? 'wyniki sąsiednich dni zachodzą na siebie i naiwne przedziały byłyby kilka razy za wąskie' : 'wyniki jednego dnia są od siebie zależne i naiwne przedziały byłyby za wąskie'}.`,
    },

    grading: {
      heading: 'Co wynikło z każdej rekomendacji',
      grade: 'Rekomendacja',
      calls: 'Liczba',
      after: 'Cena potem',
      afterCosts: 'Zwrot po kosztach',
      right: 'Trafne',
      alwaysIn: 'Zawsze w rynku',
      note: (cost, interval) =>
        `Każda rekomendacja z danych testowych wykonana po cenie zamknięcia i zakończona na horyzoncie; obie transakcje kosztują razem ${percent(cost, 2)}.${interval ? ' W nawiasach przedziały 95%.' : ''} Rekomendacje wycofywane z braku przewagi nie są tu wycofane.`,
    },

    classes: {
      heading: (horizon) => `Klasy trendu, prognoza na ${inCase(horizon, 'accusative')}`,
      names: { down: 'spadek', flat: 'bez zmian', up: 'wzrost' },
      name: 'Klasa',
      support: 'Wyniki',
      precision: 'Precyzja',
      recall: 'Czułość',
      f1: 'F1',
      confusion: 'Co model wskazał, a co nastąpiło',
      said: 'wskazano',
      actual: 'nastąpiło',
      confusionNote:
        'Udziały liczone są w wierszu: wśród wyników tej klasy. Precyzja: jak często wskazanie było trafne; czułość: jaką część tego, co nastąpiło, wskazano.',
      accuracy: ({ accuracy, majorityAccuracy, macroF1 }, interval) =>
        `Klasę wskazano trafnie w ${percent(accuracy.value)} przypadków${interval ? ` (przedział 95% od ${percent(accuracy.low)} do ${percent(accuracy.high)})` : ''}; stałe wskazywanie najczęstszej jest trafne w ${percent(majorityAccuracy)}. Makro-F1 ${number(macroF1, 3)}.`,
      logLoss: ({ logLoss, baselineLogLoss }) =>
        `Strata logarytmiczna ${number(logLoss, 4)}; stałe podawanie częstości klas daje ${number(baselineLogLoss, 4)}. Mniej znaczy lepiej.`,
    },

    calibration: {
      heading: 'Kalibracja',
      reliability: 'Szansa wzrostu: podana i zaobserwowana',
      meanProbability: 'podana',
      observed: 'zaobserwowana',
      reliabilityNote:
        'Na przekątnej prawdopodobieństwo znaczy to, co mówi. Pole kropki to liczba próbek, które za nią stoją.',
      coverage: 'Jak często przedziały obejmowały wynik',
      promised: 'Obiecane',
      held: 'Objęte',
      width: 'Szerokość',
      heldByVolatility: 'Objęte, zm. hist.',
      widthByVolatility: 'Szerokość, zm. hist.',
      coverageNote:
        'Szerokość to średnia szerokość w logarytmicznej stopie zwrotu; „zm. hist.” to przedział, który dałaby sama zmienność historyczna.',
      pooled: (instruments) => `Na wszystkich ${number(instruments)}\u00a0instrumentach modelu.`,
      brier: ({ probability: p }) =>
        `Wynik Briera ${number(p.brier, 4)}; stałe podawanie częstości bazowej daje ${number(p.baselineBrier, 4)}. Mniej znaczy lepiej.`,
      calibrationError: ({ expectedCalibrationError: error, calibrationErrorByLuck: luck }) =>
        `Oczekiwany błąd kalibracji (ECE) ${number(error, 3)}; przy tylu dniach sam przypadek daje około ${number(luck, 3)}.`,
      rolling: ({ nominal, bars, tolerance, lowest, highest, withinShare, idealShare }) =>
        `W czasie: na ${count(bars, 'kolejnym słupku', 'kolejnych słupkach', 'kolejnych słupkach')} przedział ${percent(nominal, 0)} obejmował wynik w ${percent(lowest, 0)} do ${percent(highest, 0)} przypadków; nie dalej niż ${number(100 * tolerance)} p.p. od obietnicy w ${percent(withinShare, 0)} takich okresów, a u prognosty, który ma rację, byłoby to ${percent(idealShare, 0)}.`,
    },

    backtest: {
      heading: 'Test historyczny na danych testowych',
      rule: (enter, exit, horizon, from, to) =>
        `Pozycja długa, gdy prawdopodobieństwo wzrostu po ${inCase(horizon, 'locative')} sięga ${percent(enter, 0)}, wyjście, gdy spada poniżej ${percent(exit, 0)}; od ${from} do ${to}.`,
      costs: (fee, slippage) =>
        `Każde zlecenie kosztuje ${number(fee, 1)} pb prowizji oraz ${number(slippage, 1)} pb poślizgu i połowy spreadu (1 pb = 0,01%).`,
      strategy: 'Strategia',
      buyAndHold: 'Kup i trzymaj',
      equity: 'Kapitał',
      drawdown: 'Obsunięcie',
      noTrades: 'Reguła nie zawarła na danych testowych żadnej transakcji.',
      warnings: 'Czytać ostrożnie',
      warning(warning) {
        switch (warning.kind) {
          case 'ceiling': {
            const { of, value, ceiling, certified } = warning;
            const found = {
              sharpe: `Wskaźnik Sharpe’a ${number(value, 1)} przekracza ${number(ceiling)}`,
              'hit-rate': `Odsetek zyskownych transakcji ${percent(value)} przy horyzoncie jednego słupka przekracza ${percent(ceiling, 0)}`,
              cagr: `Wzrost o ${percent(value, 0)} rocznie przekracza ${percent(ceiling, 0)}`,
            };
            const elsewhere = 'mało transakcji, krótki okres, dobór spółek, które przetrwały';
            const verdict =
              certified === null
                ? `przyczyny należy szukać poza umiejętnością: błędy w cenach, ${elsewhere}`
                : certified
                  ? `świadectwo szczelności jest zielone, więc przyczyny należy szukać gdzie indziej: ${elsewhere}`
                  : 'należy podejrzewać wyciek, bo świadectwo szczelności jest czerwone';
            return `${found[of]}: ${verdict}.`;
          }
          case 'ruin':
            return `Krótka pozycja w ${warning.symbol} pochłonęła ${format.date(warning.time)} cały swój kapitał; broker zażądałby dopłaty.`;
          case 'few-trades':
            return `${count(warning.trades, 'zamknięta transakcja mówi', 'zamknięte transakcje mówią', 'zamkniętych transakcji mówi')} niewiele; dopiero ${number(warning.needed)} byłoby początkiem.`;
          case 'short-span':
            return `Test obejmuje ${count(warning.days, 'dzień', 'dni', 'dni')}, mniej niż rok: wzrostu nie przeliczono na rok, a roczne wskaźniki opierają się tylko na tym okresie.`;
        }
      },
      rows: {
        totalReturn: 'Łączna stopa zwrotu',
        cagr: 'Wzrost roczny (CAGR)',
        volatility: 'Zmienność roczna',
        sharpe: 'Wskaźnik Sharpe’a, roczny',
        sortino: 'Wskaźnik Sortino, roczny',
        calmar: 'Wskaźnik Calmara',
        maxDrawdown: 'Największe obsunięcie',
        longestDrawdownDays: 'Najdłuższe obsunięcie',
        exposure: 'Czas na rynku',
        turnover: 'Obrót kapitału',
        trades: 'Transakcje',
        hitRate: 'Transakcje z zyskiem',
        profitFactor: 'Zyski do strat (profit factor)',
        averageTrade: 'Średnia transakcja',
        feesPaid: 'Zapłacone prowizje',
        slippagePaid: 'Koszt poślizgu i spreadu',
        borrowPaid: 'Koszt pożyczenia akcji',
      },
      days: (days) => count(days, 'dzień', 'dni', 'dni'),
      underAYear: 'poniżej roku',
      evidenceHeading: 'Umiejętność czy szczęście?',
      evidence(
        sharpe,
        held,
        { trials, returns, interval, probabilistic, deflated, bestByLuck, returnsNeeded, returnsPerYear },
      ) {
        const tried = `Ten obszar roboczy ma za sobą ${count(trials, 'trening lub test', 'treningi i testy', 'treningów i testów')}`;
        if (sharpe === null || probabilistic === null || deflated === null || bestByLuck === null) {
          return [`Kapitał się nie zmieniał, więc nie ma wskaźnika Sharpe’a do oceny. ${tried}.`];
        }
        const range =
          interval === null
            ? ` (${count(returns, 'stopa zwrotu', 'stopy zwrotu', 'stóp zwrotu')}: za mało na przedział)`
            : ` (przedział 95% od ${number(interval.low, 2)} do ${number(interval.high, 2)}; ${count(returns, 'stopa zwrotu', 'stopy zwrotu', 'stóp zwrotu')})`;
        return [
          `Wskaźnik Sharpe’a ${number(sharpe, 2)}${range}. Prawdopodobieństwo, że prawdziwy jest dodatni: ${format.probability(probabilistic)}.`,
          `${tried}; najlepszy z tylu pozbawionych umiejętności pokazałby około ${number(bestByLuck, 2)}. Prawdopodobieństwo, że prawdziwy wskaźnik jest wyższy: ${format.probability(deflated)}, ${deflated < 0.95 ? 'może to być szczęście' : held !== null && sharpe <= held ? 'to więcej, niż tłumaczy szczęście, ale nie więcej, niż daje trzymanie' : 'to więcej, niż tłumaczy szczęście'}.`,
          returnsNeeded === null
            ? 'Żadna długość takiej historii nie dowiodłaby umiejętności.'
            : `Trzeba ${number(Math.ceil(returnsNeeded))} stóp zwrotu (liczba lat: ${number(returnsNeeded / returnsPerYear, 1)}), by taki wskaźnik był na pewno dodatni.`,
        ];
      },
      costFactor: 'Koszty',
      times: (factor) => `× ${number(factor)}`,
      monthsHeading: 'Stopa zwrotu strategii według miesięcy',
      months: ['sty', 'lut', 'mar', 'kwi', 'maj', 'cze', 'lip', 'sie', 'wrz', 'paź', 'lis', 'gru'],
      year: 'Rok',
      wholeYear: 'Cały',
      humility: 'Test historyczny pokazuje, co reguła zrobiłaby dawniej, a nie co zrobi.',
    },

    trades: {
      heading: (shown, total) =>
        shown < total ? `Ostatnie transakcje: ${number(shown)} z ${number(total)}` : 'Transakcje',
      symbol: 'Symbol',
      entered: 'Wejście',
      left: 'Wyjście',
      open: 'otwarta',
      profit: 'Zysk po kosztach',
      return: 'Stopa zwrotu',
    },

    modelCard: {
      heading: 'Karta modelu',
      model: 'Model',
      architecture: 'Architektura',
      layer(layer) {
        switch (layer.kind) {
          case 'lstm':
          case 'gru':
            return `${layer.kind.toUpperCase()} ${String(layer.units)}${layer.bidirectional ? ' dwukierunkowa' : ''}`;
          case 'temporal-attention':
            return `uwaga czasowa ${String(layer.units)}`;
          case 'positional-encoding':
            return 'kodowanie pozycji';
          case 'transformer-encoder':
            return `koder transformera (${count(layer.heads, 'głowica', 'głowice', 'głowic')}, szerokość wewnętrzna ${String(layer.feedForward)}, dropout ${percent(layer.dropout, 0)})`;
          case 'layer-norm':
            return 'normalizacja warstwy';
          case 'dropout':
            return `dropout ${percent(layer.rate, 0)}`;
          case 'dense':
            return `gęsta ${String(layer.units)} ${layer.activation}`;
          case 'pool':
            return `pooling: ${layer.how === 'last' ? 'ostatni krok' : 'średnia'}`;
          case 'instrument-embedding':
            return `wektor instrumentu ${String(layer.units)}`;
          case 'flatten':
            return 'wszystkie kroki obok siebie';
          case 'skip':
            return `${layer.how === 'add' ? 'plus' : 'obok'} ${layer.from === 'input' ? 'okno' : layer.from}`;
        }
      },
      head(head, horizons) {
        const times = horizons > 1 ? ` × ${count(horizons, 'horyzont', 'horyzonty', 'horyzontów')}` : '';
        switch (head.kind) {
          case 'quantiles':
            return `${count(head.levels.length, 'kwantyl', 'kwantyle', 'kwantyli')}${head.ordered ? ', uporządkowane' : ''}${times}`;
          case 'gaussian':
            return `rozkład normalny${times}`;
          case 'student-t':
            return `rozkład t Studenta${times}`;
          case 'point':
            return `punkt (${pointLosses[head.loss]})${times}`;
          case 'sigmoid':
          case 'softmax':
            return `${head.kind === 'sigmoid' ? 'P(wzrost)' : 'P(spadek), P(bez zmian), P(wzrost)'}${head.classWeights === 'balanced' ? ', klasy ważone jednakowo' : ''}${head.loss ? `, ${classLosses[head.loss.kind]}` : ''}${times}`;
        }
      },
      parameters: 'Parametry',
      parameterCount: (value) => number(value),
      window: 'Okno',
      windowSentence(bars, timeframe) {
        const bar = spanOf(1, timeframe);
        // Po 1 godzinie, but po 4 godziny.
        return `${count(bars, 'słupek', 'słupki', 'słupków')} po ${inCase(bar, bar.count === 1 ? 'locative' : 'accusative')}`;
      },
      features: 'Cechy',
      feature: (feature) => writeFeatureName(polishFeatures, feature),
      moreFeatures: (value) => `i jeszcze ${count(value, 'cecha', 'cechy', 'cech')}; pełna lista jest w raporcie JSON`,
      label: 'Etykieta',
      labelSentence(label, timeframe) {
        const after = spansAfter(label.horizons, timeframe);
        const volatility = `zmienności z ostatnich ${count(label.volatilityBars, 'słupka', 'słupków', 'słupków')}`;
        switch (label.kind) {
          case 'forward-return':
            return `logarytmiczna stopa zwrotu po ${after}, w jednostkach ${volatility}`;
          case 'direction':
            return `kierunek po ${after}: czy stopa zwrotu jest dodatnia`;
          case 'trend':
            return `trend po ${after}: spadek, bez zmian albo wzrost; bez zmian to logarytmiczna stopa zwrotu w granicach ${label.threshold.unit === 'log-return' ? `±${percent(label.threshold.value, 2)}` : `±${format.significant(label.threshold.value)} ${volatility}, przeliczonej na horyzont`}`;
        }
      },
      learningRate: 'Współczynnik uczenia',
      learningRateSentence: (training) => `${format.significant(training.learningRate)}${describeSchedule(training)}`,
      backend: 'Wyuczony przez',
      trainedBy: (engine, value) =>
        `${translateOrKeep(engine)}; ${count(value, 'sekwencja', 'sekwencje', 'sekwencji')} na sekundę`,
      start: 'Wagi na początku',
      startSentence: (lineage) =>
        lineage.length === 0
          ? 'wylosowane'
          : `z modelu ${lineage.map(({ model, here }) => (here === null ? `${model} (brak w tym obszarze roboczym)` : model)).join(' ← ')}`,
      seed: 'Ziarno',
      instruments: 'Uczył się na',
      instrumentsSentence: (symbols) =>
        symbols.length > 8
          ? `${symbols.slice(0, 8).join(', ')} i jeszcze ${count(symbols.length - 8, 'instrument', 'instrumenty', 'instrumentów')}`
          : symbols.join(', '),
    },

    training: {
      heading: 'Uczenie',
      curve: 'Strata w kolejnych epokach',
      learningRate: 'Współczynnik uczenia w kolejnych epokach',
      part: 'Część',
      from: 'Od',
      to: 'Do',
      samples: 'Próbki',
      parts: { train: 'Ucząca', validation: 'Walidacyjna', calibration: 'Kalibracyjna', test: 'Testowa' },
      trainLoss: 'ucząca',
      validationLoss: 'walidacyjna',
      epoch: 'epoka',
      bestEpoch: (epoch) => `najlepsza: ${number(epoch)}`,
      stopping: (epochs, best, stoppedEarly) =>
        `${stoppedEarly ? 'Zatrzymany wcześniej, po' : 'Ukończył wszystkie epoki, po'} ${number(epochs)}\u00a0${format.plural(epochs) === 'one' ? 'epoce' : 'epokach'}; zachowano wagi z epoki ${number(best)}.`,
    },

    certificate: {
      heading: 'Świadectwo szczelności',
      verdict: (certificate) =>
        certificate.passed
          ? 'Zielone: nic z tego, co porównano, nie zna swojej przyszłości.'
          : `Czerwone (${findLeakingStages(certificate)
              .map((stage) => leakStages[stage])
              .join(', ')}): żadnemu z wyników tego raportu nie można ufać.`,
      method: (cuts, instruments) =>
        `Za ${count(cuts, 'losowym słupkiem', 'losowymi słupkami', 'losowymi słupkami')} (${count(instruments, 'instrument', 'instrumenty', 'instrumentów')}) przyszłość ucięto, a osobno przemieszano; wszystko, co obliczono do tego miejsca, musi pozostać takie samo co do bitu.`,
      stage: 'Etap',
      what: 'Co porównano',
      comparisons: 'Porównania',
      result: 'Wynik',
      passed: 'zgodne',
      failed: 'WYCIEK',
      stages: {
        features: { name: 'Cechy', what: 'cechy i etykiety obliczone ponownie bez przyszłości' },
        windows: { name: 'Okna', what: 'przeskalowane dane wejściowe sieci' },
        forecasts: { name: 'Prognozy', what: 'wszystko, co model mówi o słupku' },
        fits: { name: 'Dopasowania', what: 'skalery, wagi i kalibratory oraz dane, do których je dopasowano' },
        purge: { name: 'Granice', what: 'czy etykieta jednej części nie sięga w następną' },
      },
      leak: ({ stage, symbol, what, how, cut, bar }) =>
        `${leakStages[stage]}${symbol === null ? '' : `, ${symbol}`}: ${translateOrKeep(what)}, ${leakHows[how]} ${format.date(cut)}, słupek z ${format.date(bar)}`,
      more: (value) => `i jeszcze ${number(value)}; pełna lista jest w raporcie JSON.`,
      limits:
        'Nie wykryje tego, co same dane wiedzą za wcześnie: szeregów poprawianych wstecz ani spółek wybranych dlatego, że przetrwały.',
    },

    coverage: {
      heading: 'Gdzie w prognozach wypadły wyniki',
      pit: 'Prawdopodobieństwo podane dla cen do wyniku',
      pitAxis: 'podane prawdopodobieństwo',
      reading:
        'Jeśli prognozy znaczą to, co mówią, do każdej dziesiątej części prawdopodobieństwa trafia dziesiąta część wyników, wzdłuż przerywanej linii. Kształt litery U: przedziały są za wąskie. Garb: są za szerokie. Pochylenie: środek jest przesunięty.',
      rolling: (nominal, bars) => `Objęte przez przedział ${percent(nominal, 0)}, ostatnie ${number(bars)} słupków`,
      rollingBand: (tolerance, instruments) =>
        `Pokrycie w czasie dotyczy instrumentów modelu (${number(instruments)}); jego szary pas to ±${number(100 * tolerance, 0)} p.p. wokół obietnicy.`,
      band: (total, separate) =>
        `${count(total, 'prognoza', 'prognozy', 'prognoz')} tego instrumentu na danych testowych, z czego ${number(separate)} na siebie nie zachodzi. Szary pas pokazuje, gdzie słupek może wypaść przypadkiem (95%, metoda Wilsona dla prognoz niezachodzących).`,
    },

    trackRecord: {
      heading: 'Sprawdzone prognozy z rejestru',
      none: (pending, horizon) =>
        `Żadna prognoza, którą ten model naprawdę wydał dla tego instrumentu na ${inCase(horizon, 'accusative')}, nie dobiegła jeszcze końca; na wynik ${format.plural(pending) === 'few' ? 'czekają' : 'czeka'} w rejestrze ${count(pending, 'prognoza', 'prognozy', 'prognoz')}. Rejestru nie można zmienić.`,
      scores({ scored, pending, days, daysNeeded, scores }) {
        if (!scores) return '';
        const eighty = scores.coverage.find(({ nominal }) => nominal === 0.8)?.observed;
        const known = days >= daysNeeded;
        const within = ({ low, high }: { low: number; high: number }): string =>
          known ? ` (przedział 95% od ${percent(low)} do ${percent(high)})` : '';
        return `Rozliczone prognozy: ${number(scored)} z ${ofDays(days)}; oczekujące: ${number(pending)}. Kierunek trafny w ${percent(scores.hitRate.value)}${within(scores.hitRate)}; stałe „wzrost” byłoby trafne w ${percent(scores.upShare)}. ${eighty ? `Przedział 80% objął ${percent(eighty.value)}${within(eighty)}. ` : ''}Wynik Briera ${number(scores.brier.value, 4)}; rzut monetą daje ${number(0.25, 2)}.${known ? '' : ` Przedziały wymagają ${ofDays(daysNeeded)}.`}`;
      },
      made: 'Ze słupka z',
      expected: 'Oczekiwana',
      rise: 'P(wzrost)',
      inside: 'Przedział 80%',
      note: 'Zapisane, zanim wynik był znany. Spośród kilku prognoz dla tego samego słupka liczy się pierwsza.',
    },

    walkForward: {
      heading: 'Test kroczący (walk-forward)',
      none: (instruments) =>
        `W tym obszarze roboczym nie ma testu kroczącego tej specyfikacji dla ${instruments.length > 4 ? 'tych instrumentów' : instruments.join(', ')}. Jeden test to jeden odcinek historii: uczenie od nowa na kolejnych odcinkach mówi więcej. Polecenie: almanac walk-forward.`,
      verdict(evaluation, folds) {
        const { skill, edge, unmet, slice, daysNeeded, direction } = evaluation;
        const result = `kierunek trafny w ${percent(direction.accuracy.value)} przypadków, ${points(skill.value)} p.p. względem reguły „${baselineName(skill.versus)}”`;
        const interval = `przedział 95% tej różnicy ${band(skill.low, skill.high)} p.p.`;
        const over = count(folds, 'odcinek', 'odcinki', 'odcinków');
        switch (edge) {
          case 'found':
            return `Znaleziono przewagę poza próbą (${over}): ${result}; ${interval}`;
          case 'none':
            return `Nie znaleziono przewagi poza próbą (${over}): ${result}; ${interval} Przeciw przewadze: ${list(unmet)}.`;
          case 'unknown':
            return `Za mało dni, by rozstrzygnąć (${over}): jest ich ${number(slice.days)}, a potrzeba ${number(daysNeeded)}; ${result}.`;
        }
      },
      method: (plan, folds) =>
        `Tę samą specyfikację uczono od nowa dla każdej z kolejnych części testowych (${number(folds)}), za każdym razem tylko na wcześniejszych słupkach (${plan.mode === 'expanding' ? 'od pierwszego słupka' : 'na przesuwanym odcinku o stałej długości'}); liczba ziaren: ${number(plan.seeds)}.`,
      fold: 'Nr',
      tested: 'Część testowa',
      days: 'Dni',
      accuracy: 'Trafność',
      skill: 'Wobec reguły',
      correlation: 'MCC',
      brier: 'Brier / baza',
      held: 'Objęte 80%',
      all: 'Razem',
      above: (folds, total) =>
        `Lepiej od najlepszej prostej reguły w ${number(folds)} z ${count(total, 'odcinka', 'odcinków', 'odcinków')}.`,
      seeds: (seeds, accuracy, skill) =>
        `${count(seeds, 'ziarno', 'ziarna', 'ziaren')}: trafność ${percent(accuracy.mean)} ± ${percent(accuracy.standardDeviation)}, względem najlepszej reguły ${points(skill.mean)} ± ${number(100 * skill.standardDeviation, 1)} p.p. (średnia i odchylenie standardowe).`,
      tooFew: (days, needed) =>
        `${count(days, 'dzień', 'dni', 'dni')} to mniej niż ${number(needed)}, których wymagają przedziały.`,
      note: 'Łącznie dla wszystkich instrumentów modelu. Test mógł powstać na wcześniejszym stanie danych.',
    },

    dataQuality: {
      heading: 'Dane',
      rows(bars, timeframe, from, to) {
        const stem = barNames[timeframe];
        return `${count(bars, `słupek ${stem}y`, `słupki ${stem}e`, `słupków ${stem}ych`)}, od ${from} do ${to}.`;
      },
      format: (name) => `Format źródła: ${name}.`,
      adjustment: {
        'derived-from-adjusted-close':
          'Ceny skorygowano o splity i dywidendy na podstawie skorygowanego zamknięcia z pliku.',
        'adjusted-by-provider': 'Ceny skorygował o splity i dywidendy dostawca danych.',
        'derived-from-events': 'Surowe ceny skorygowano o dywidendy i splity podane w pliku.',
        'derived-from-factor-file': 'Surowe ceny skorygowano współczynnikami z osobnego pliku.',
        'split-adjusted-by-provider':
          'Ceny skorygował o splity dostawca danych, bez dywidend: te wyglądają jak straty.',
        none: 'Ceny są surowe: splity i dywidendy nie są skorygowane i mogą wyglądać jak stopy zwrotu.',
      },
      series: (names) => (names.length > 0 ? `Własne szeregi: ${names.join(', ')}.` : 'Brak własnych szeregów.'),
      findings: (red, amber) =>
        red + amber === 0
          ? 'Kontrola jakości nie znalazła niczego istotnego.'
          : `Kontrola jakości znalazła (czerwone: ${red}, pomarańczowe: ${amber}):`,
      severity: { red: 'czerwone', amber: 'pomarańczowe', info: 'uwaga' },
      check: {
        'unit-jump': 'ceny w innej jednostce',
        'unadjusted-split': 'nieskorygowany split',
        'wrong-split': 'błędnie skorygowany split',
        'wrong-dividend': 'dywidenda niezgodna z cenami',
        'missing-dividend-adjustment': 'nieskorygowana dywidenda',
        'identity-break': 'wcześniej być może inna spółka',
        gap: 'brakujące słupki',
        duplicate: 'powtórzone wiersze',
        'future-date': 'wiersze z datą w przyszłości',
        'refused-row': 'wiersze nie do użycia',
        'ohlc-violation': 'otwarcie lub zamknięcie poza zakresem dnia',
        'price-jump': 'skok ceny',
        'stale-repeat': 'powtarzające się ceny',
        'zero-volume': 'słupki bez wolumenu',
        'unfinished-bar': 'ostatni słupek niezakończony',
        'time-zone-assumed': 'założona strefa czasowa',
        'ambiguous-time': 'godziny występujące dwa razy',
        'mixed-time-units': 'czasy w sekundach i milisekundach',
        'unknown-scale': 'brak wspólnych słupków z wcześniejszą historią',
        'adjustment-assumed': 'nieznana korekta cen',
        'series-refused': 'niezapisana seria z pliku',
      },
      finding: (severity, check, value, days) =>
        `${severity}: ${check}${value > 1 ? `, ${count(value, 'miejsce', 'miejsca', 'miejsc')}` : ''}${days.length > 0 ? ` (${days.join(', ')}${value > days.length ? ', …' : ''})` : ''}`,
      refused(value) {
        if (value === 0) return 'Żaden wiersz pliku nie został odrzucony.';
        return `Odrzucono ${count(value, 'wiersz', 'wiersze', 'wierszy')}:`;
      },
      refusedRow: (row, reason) => `wiersz ${number(row)}: ${translateOrKeep(reason)}`,
      more: (value) => `i jeszcze ${count(value, 'wiersz', 'wiersze', 'wierszy')}; pełna lista jest w raporcie JSON.`,
    },

    manifest: {
      heading: 'Jak odtworzyć te same liczby',
      note: 'Te same dane, eksperyment, ziarno i wersje dają te same wagi co do bitu. Plik eksperymentu powstaje razem z raportem JSON.',
      created: 'Utworzono',
      forecastId: 'Prognoza',
      bundle: 'Pakiet modelu',
      commands: 'Polecenia',
      files: 'pliki z tymi danymi',
      data: (symbol) => `Dane, ${symbol}`,
      versions: 'Wersje',
      version: translateOrKeep,
      more: (value) =>
        `i jeszcze ${count(value, 'instrument', 'instrumenty', 'instrumentów')}; pełna lista jest w raporcie JSON.`,
    },
  };
}
