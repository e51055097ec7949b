import { readPage } from '../../lib/portals/read.ts';
import { type WatchedPage, watchPage } from '../../lib/portals/watch.ts';
import type { Row } from './in-page.ts';

/** A page of the bench: how it is called, and the characters or elements it holds beside its fields. */
interface Size {
  name: string;
  bytes: number;
  elements: number;
}

const sizes: Size[] = [
  { name: '10 kB', bytes: 10_000, elements: 0 },
  { name: '100 kB', bytes: 100_000, elements: 0 },
  { name: '1 MB', bytes: 1_000_000, elements: 0 },
  { name: '50,000 elements', bytes: 0, elements: 50_000 },
];

const filler = 'Leverandøren skal ved kontraktens indgåelse oplyse, hvordan ydelsen bliver udført og fulgt op. ';
const address = new URL('https://portal.example/udbud/1');

/** A notice with lots of ten fields and a few paragraphs each, or with a long table below its fields. */
function build({ bytes, elements }: Size): void {
  const parts = [
    `<main><h1>Kontorstole til Lindholt Rådhus</h1><dl><dt>Ordregiver</dt><dd>Lindholt Kommune</dd>
    <dt>CPV-koder</dt><dd>39112000</dd><dt>Tilbudsfrist</dt><dd id="deadline">12-03-2027 kl. 12.00</dd></dl>`,
  ];
  let length = 0;
  for (let lot = 1; length < bytes; lot += 1) {
    const part = `<section><h2>Delkontrakt ${lot}: Stole ${lot}</h2><dl><dt>CPV-koder</dt><dd>39112000</dd>
      <dt>Beskrivelse</dt><dd>${filler.repeat(4)}</dd><dt>Anslået værdi</dt><dd>${lot}00.000 kr.</dd></dl>
      ${`<p>${filler.repeat(3)}<b>Krav ${lot}</b></p>`.repeat(8)}</section>`;
    parts.push(part);
    length += part.length;
  }
  if (elements > 0) {
    const row = '<tr><td>Post</td><td>Stykker <b>i alt</b></td></tr>';
    parts.push(`<table><tbody>${row.repeat(elements / 4)}</tbody></table>`);
  }
  parts.push('</main>');
  document.body.innerHTML = parts.join('');
}

/** The peer: nothing that reads a page's words can do less. */
function walkText(): number {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (walker.nextNode()) length += (walker.currentNode as Text).data.length;
  return length;
}

/** The clock of a page is coarse: short walks are timed together. */
const walks = 20;
const repeat = (task: () => unknown): void => {
  for (let round = 0; round < walks; round += 1) task();
};

const median = (times: number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

async function times(rounds: number, task: (round: number) => number | Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await task(round));
  return median(all);
}

function timed(task: () => unknown): number {
  const start = performance.now();
  task();
  return performance.now() - start;
}

async function readAgain(watched: WatchedPage): Promise<{ spent: number; longest: number }> {
  const read = await watched.read();
  if (!read) throw new Error('the page could not be read');
  return read;
}

/** Reading anew, in slices, and again after one field has changed, on pages of four sizes. */
export async function benchLive(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    build(size);
    const nodes = document.querySelectorAll('*').length;
    const peer = timed(() => repeat(walkText)) / walks;
    const anew = await times(5, () => timed(() => readPage(document, address)));
    const life = new AbortController();
    const watched = watchPage({ document, signal: life.signal, onChange: () => undefined });
    const { spent: first, longest } = await readAgain(watched);
    const again = await times(15, async (round) => {
      const deadline = document.getElementById('deadline') as HTMLElement;
      deadline.textContent = `${1 + (round % 28)}-03-2027 kl. 12.00`;
      return (await readAgain(watched)).spent;
    });
    life.abort();
    rows.push(
      { name: `read ${size.name}`, own: anew, peer, note: `${nodes} elements, at one go` },
      { name: `read ${size.name} in slices`, own: first, peer, note: 'all slices together' },
      {
        name: `longest task ${size.name}`,
        own: longest,
        peer,
        note: 'the longest slice: more must not be held of the thread at once than 50 ms',
      },
      { name: `read again ${size.name}`, own: again, peer, note: 'after one field has changed' },
    );
  }
  document.body.replaceChildren();
  return rows;
}
