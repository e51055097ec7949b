import { expect, test } from 'vitest';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { openFile } from './office-files.ts';

const read = async (...given: Parameters<typeof openFile>) => {
  const { passages, title } = await readDocument(openFile(...given));
  return { title, texts: passages.map(({ text }) => text), places: passages.map(({ place }) => place), passages };
};

const outline = `<office:document-styles xmlns:office="o" xmlns:text="t" xmlns:style="s"><office:styles>
  <text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
  </office:styles><office:master-styles><style:master-page><style:header><text:p>Bilag 3</text:p></style:header>
  <style:footer-left><text:p>Bilag 3</text:p></style:footer-left></style:master-page></office:master-styles></office:document-styles>`;

test('reads a text with numbered headings, spaces, notes, frames and page margins', async () => {
  const { title, texts, places } = await read(
    'text',
    `<text:tracked-changes><text:changed-region><text:deletion><text:p>slettet</text:p></text:deletion></text:changed-region></text:tracked-changes>
     <text:table-of-content><text:p>Miljø 2</text:p></text:table-of-content>
     <text:h text:outline-level="1">Ydelsen</text:h><text:p>Rengø<text:span>ring</text:span><text:s text:c="3"/>af<text:tab/>skoler<text:line-break/>hver dag</text:p>
     <text:h text:outline-level="2">Miljø</text:h>
     <text:list><text:list-item><text:p>Midler uden parfume<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Jf. bilag.</text:p></text:note-body></text:note>.</text:p></text:list-item></text:list>
     <text:p>Uden om<draw:frame><draw:text-box><text:p>I rammen</text:p></draw:text-box></draw:frame></text:p>
     <table:table><table:table-row><table:table-cell><text:p>Celle</text:p></table:table-cell></table:table-row></table:table>
     <text:p><office:annotation><text:p>En bemærkning</text:p></office:annotation>Slut</text:p>`,
    { 'styles.xml': outline },
  );
  expect(title).toBe('Ydelsen');
  expect(texts).toEqual([
    'Ydelsen',
    'Rengøring af skoler\nhver dag',
    'Miljø',
    'Jf. bilag.',
    'Midler uden parfume.',
    'I rammen',
    'Uden om',
    'Celle',
    'Slut',
    'Bilag 3',
  ]);
  expect(places[1]).toEqual({ kind: 'heading', heading: '1. Ydelsen', paragraph: 1 });
  expect(places[3]).toEqual({ kind: 'apart', part: 'footnote' });
  expect(places[4]).toEqual({ kind: 'heading', heading: '1.1 Miljø', paragraph: 1 });
  expect(places[9]).toEqual({ kind: 'apart', part: 'header' });
});

test('names the cells of a spreadsheet, those that repeat counted', async () => {
  const { passages } = await read(
    'spreadsheet',
    `<table:table table:name="Krav"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
     <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>Stole</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>skal være</text:p><text:p>svanemærkede</text:p></table:table-cell></table:table-row></table:table>
     <table:table table:name="Priser"><table:table-row><table:table-cell><text:p>Pris</text:p></table:table-cell></table:table-row></table:table>`,
  );
  expect(passages).toEqual([
    { text: 'Stole', place: { kind: 'cell', sheet: 'Krav', cell: 'C4' } },
    { text: 'skal være\nsvanemærkede', place: { kind: 'cell', sheet: 'Krav', cell: 'E4' }, sameLine: true },
    { text: 'Pris', place: { kind: 'cell', sheet: 'Priser', cell: 'A1' } },
  ]);
});

test('says of an encrypted document that it has a password', async () => {
  const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
  const file = openFile('text', '<text:p>x</text:p>', { 'META-INF/manifest.xml': manifest });
  await expect(readDocument(file)).rejects.toMatchObject({ code: 'password' });
});
