import { expect, test } from 'vitest';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { paragraph, run, wordFile } from './office-files.ts';

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const read = async (body: string, parts: Record<string, string> = {}) => {
  const { passages, ...rest } = await readDocument(wordFile(body, parts));
  return { ...rest, texts: passages.map(({ text }) => text), places: passages.map(({ place }) => place) };
};

test('numbers headings as Word shows them and counts the paragraphs under each', async () => {
  const { title, texts, places } = await read(
    [
      paragraph('Kontorstole til rådhuset', 'Titel'),
      paragraph('Indledning', 'Overskrift1'),
      paragraph('Vi køber stole.'),
      paragraph('Krav', 'Overskrift1'),
      paragraph('Komfort', 'Overskrift2'),
      paragraph('Miljø', 'Kravoverskrift'),
      paragraph('Træet skal være lovligt fældet.'),
      paragraph('Lakken skal være vandbaseret.'),
    ].join(''),
  );
  expect(title).toBe('Kontorstole til rådhuset');
  expect(texts.at(-1)).toBe('Lakken skal være vandbaseret.');
  expect(places).toEqual([
    { kind: 'heading', heading: 'Kontorstole til rådhuset', paragraph: 0 },
    { kind: 'heading', heading: '1. Indledning', paragraph: 0 },
    { kind: 'heading', heading: '1. Indledning', paragraph: 1 },
    { kind: 'heading', heading: '2. Krav', paragraph: 0 },
    { kind: 'heading', heading: '2.1 Komfort', paragraph: 0 },
    { kind: 'heading', heading: '2.2 Miljø', paragraph: 0 },
    { kind: 'heading', heading: '2.2 Miljø', paragraph: 1 },
    { kind: 'heading', heading: '2.2 Miljø', paragraph: 2 },
  ]);
});

test('reads the text as it stands after tracked changes: what was deleted is out, what was inserted is in', async () => {
  const { texts, places } = await read(
    paragraph(
      `${run('Stolene skal ')}<w:del><w:r><w:delText>gerne </w:delText></w:r></w:del><w:ins>${run('altid ')}</w:ins>${run('være svanemærkede.')}`,
    ) +
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:moveFrom>${run('Flyttet væk.')}</w:moveFrom></w:p>` +
      `<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="Overskrift1"/></w:pPr></w:pPrChange></w:pPr><w:moveTo>${run('Flyttet hertil.')}</w:moveTo></w:p>`,
  );
  expect(texts).toEqual(['Stolene skal altid være svanemærkede.', 'Flyttet hertil.']);
  expect(places[1]).toEqual({ kind: 'heading', heading: '', paragraph: 2 });
});

test('reads tables, text boxes once, line breaks and hyphens, and neither hidden text, field codes nor the contents', async () => {
  const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
  const { texts } = await read(
    paragraph('Indledning 3', 'Indholdsfortegnelse1') +
      `<w:tbl><w:tr><w:tc>${paragraph('Krav 4')}</w:tc><w:tc>${paragraph('Stoffet er genanvendt.')}</w:tc></w:tr></w:tbl>` +
      `<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>${box('I en boks')}</mc:Choice><mc:Fallback>${box('I en boks')}</mc:Fallback></mc:AlternateContent></w:r>${run('Uden om')}</w:p>` +
      `<w:p><w:r><w:t>mil</w:t><w:softHyphen/><w:t>jø\u00admær</w:t></w:r><w:r><w:t>ke</w:t><w:br/><w:t>CO2</w:t><w:noBreakHyphen/><w:t>aftryk</w:t><w:tab/><w:t>her</w:t></w:r></w:p>` +
      `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>synligt</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`,
  );
  expect(texts).toEqual([
    'Krav 4',
    'Stoffet er genanvendt.',
    'I en boks',
    'Uden om',
    'miljømærke\nCO2-aftryk her',
    'synligt',
  ]);
});

test('reads notes, headers and footers with their place, a line that several pages share once', async () => {
  const part = (name: string, content: string) => `<w:${name} ${word}>${content}</w:${name}>`;
  const { texts, places } = await read(paragraph('Brødtekst'), {
    'word/header1.xml': part('hdr', paragraph('Bilag 2')),
    'word/header2.xml': part('hdr', paragraph('Bilag 2')),
    'word/footer1.xml': part('ftr', paragraph('Sag 26-1')),
    'word/footnotes.xml': part(
      'footnotes',
      `<w:footnote w:type="separator">${paragraph('streg')}</w:footnote><w:footnote w:id="2">${paragraph('FSC eller PEFC.')}</w:footnote>`,
    ),
  });
  expect(texts).toEqual(['Brødtekst', 'FSC eller PEFC.', 'Bilag 2', 'Sag 26-1']);
  expect(places.slice(1)).toEqual([
    { kind: 'apart', part: 'footnote' },
    { kind: 'apart', part: 'header' },
    { kind: 'apart', part: 'footer' },
  ]);
});

test('takes the first heading for the title where no paragraph is one, else the first line', async () => {
  expect((await read(paragraph('Kære alle') + paragraph('Møbler', 'Overskrift1'))).title).toBe('Møbler');
  expect((await read(paragraph('Kære alle'))).title).toBe('Kære alle');
});

test('stops at the most characters and says so', async () => {
  const long = paragraph('krav '.repeat(2000));
  const { characters, isCut } = await read(long.repeat(120));
  expect(characters).toBeLessThanOrEqual(1_000_000);
  expect(characters).toBeGreaterThan(980_000);
  expect(isCut).toBe(true);
});
