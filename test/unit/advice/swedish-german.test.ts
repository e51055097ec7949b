import { describe, expect, it } from 'vitest';
import { demandOf, isDenied } from '../../../lib/advice/demand.ts';
import { classesIn, quantitiesIn } from '../../../lib/advice/quantities.ts';
import { sentencesOf } from '../../../lib/advice/sentences.ts';

const said = (text: string) => quantitiesIn(text).map(({ value, unit, bound }) => [value, unit, bound]);

describe('figures in Swedish and German', () => {
  it.each([
    ['minst 60 procent av livsmedlen', [[60, '%', 'least']]],
    ['högst 0,1 viktprocent', [[0.1, '%', 'most']]],
    ['minst två tredjedelar', [[66.66666666666667, '%', 'least']]],
    ['hälften av fordonen', [[50, '%', null]]],
    ['minst tre års garanti', [[3, 'year', 'least']]],
    ['garanti i 36 månader eller längre', [[36, 'month', 'least']]],
    ['högst 50 g CO2-utsläpp per km', [[50, 'g/km', 'most']]],
    ['mer än 300 laddcykler', [[300, 'cycle', 'least']]],
    ['inte mer än 10 %', [[10, '%', 'most']]],
    ['mindestens 60 Prozent der Lebensmittel', [[60, '%', 'least']]],
    ['höchstens 0,1 Gewichtsprozent', [[0.1, '%', 'most']]],
    ['zwei Drittel der Fahrzeuge', [[66.66666666666667, '%', null]]],
    ['die Hälfte der Busse', [[50, '%', null]]],
    ['eine Garantie von mindestens drei Jahren', [[3, 'year', 'least']]],
    ['24 Monate oder länger', [[24, 'month', 'least']]],
    ['0 g CO2 pro km', [[0, 'g/km', null]]],
    ['der Anteil darf 10 % nicht überschreiten', [[10, '%', 'most']]],
    ['bis zu 20 Tagen', [[20, 'day', 'most']]],
  ])('reads "%s"', (text, found) => {
    expect(said(text)).toEqual(found);
  });

  it('reads classes', () => {
    expect(classesIn('energiklass B eller bättre').map(({ name }) => name)).toEqual(['B']);
    expect(classesIn('Energieeffizienzklasse C oder schlechter')).toMatchObject([{ name: 'C', isCeiling: true }]);
    expect(classesIn('Abgasstufe Stufe IIIB und Euro 6').map(({ name }) => name)).toEqual(['IIIB', 'EURO VI']);
  });
});

describe('demands in Swedish and German', () => {
  const demand = (text: string, wording: string) => {
    const start = text.indexOf(wording);
    const place = { start, end: start + wording.length };
    const sentence = { start: 0, end: text.length };
    return demandOf(text, { ...place, sentence, words: [place], hasShare: false, isAward: false, isProof: false });
  };

  it.each([
    ['Bussarna ska drivas med biogas.', 'biogas', 'full'],
    ['Bussarna bör drivas med biogas.', 'biogas', 'soft'],
    ['Mervärde ges för drift med biogas.', 'biogas', 'soft'],
    ['Det ställs inga krav på biogas.', 'biogas', 'none'],
    ['Bussarna behöver inte drivas med biogas.', 'biogas', 'none'],
    ['Die Busse müssen mit Biogas fahren.', 'Biogas', 'full'],
    ['Die Busse sollten mit Biogas fahren.', 'Biogas', 'soft'],
    ['Zusatzpunkte gibt es für Biogas.', 'Biogas', 'soft'],
    ['Ein Antrieb mit Biogas ist nicht erforderlich.', 'Biogas', 'none'],
    ['Es gibt keine besonderen Anforderungen an Biogas.', 'Biogas', 'none'],
    ['Busse ohne Biogas sind zulässig.', 'Biogas', 'none'],
    ['Die Hälfte der Busse muss mit Biogas fahren.', 'Biogas', 'soft'],
  ])('weighs "%s"', (text, wording, expected) => {
    expect(demand(text, wording)).toBe(expected);
  });

  it('takes what stands behind "but rather" as asked for', () => {
    const denied = (text: string, word: string) => {
      const start = text.indexOf(word);
      return isDenied(text, { start, end: start + word.length });
    };
    expect(denied('nicht mit Diesel, sondern mit Strom', 'Strom')).toBe(false);
    expect(denied('inte med diesel utan med biogas', 'biogas')).toBe(false);
    expect(denied('leksaker utan ftalater', 'ftalater')).toBe(true);
    expect(denied('Spielzeug ohne Phthalate', 'Phthalate')).toBe(true);
  });

  it('ends no sentence at an abbreviation', () => {
    const blocks = [{ where: 'description', lot: null, text: 'Märkning, t.ex. Svanen, krävs. Nytt.', source: null }];
    const { from, to } = sentencesOf(blocks)({ block: 0, start: 16, end: 22 }, 0, 0);
    expect([from, to]).toEqual([0, 30]);
    const german = [
      { where: 'description', lot: null, text: 'Zeichen, z.B. Blauer Engel, bzw. EU Ecolabel.', source: null },
    ];
    expect(sentencesOf(german)({ block: 0, start: 14, end: 26 }, 0, 0)).toMatchObject({ from: 0, to: 45 });
  });
});
