import { openJournal } from '../../lib/log/database.ts';
import { logDecision } from '../../lib/log/journal.ts';
import { plainOverview } from './journal-plain.ts';

const settled = (test: () => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => (test() ? resolve() : requestAnimationFrame(look));
    look();
  });

const isShown = () => document.querySelector('.log-table[aria-busy="false"] tr[data-record]') !== null;

/** Milliseconds until the log is there at an address of its own, opened from another page. */
export async function openLog(hash: string): Promise<number> {
  location.hash = '#/settings';
  await settled(() => !document.querySelector('.log-table, .log-bar'));
  const start = performance.now();
  location.hash = hash;
  await settled(isShown);
  return performance.now() - start;
}

/** Fifty rows from the middle the plain way: everything read, sorted and cut. */
export async function plainMiddle(): Promise<number> {
  const db = openJournal();
  await db.open();
  const start = performance.now();
  const rows = await db.current.toArray();
  rows.sort((a, b) => (a.decidedAt < b.decidedAt ? 1 : -1));
  const middle = rows.slice(rows.length >> 1, (rows.length >> 1) + 50);
  const time = performance.now() - start;
  db.close();
  if (middle.length === 0) throw new Error('the journal is empty');
  return time;
}

/** The rows of a word the plain way: everything read and looked through. */
export async function plainFind(words: string): Promise<number> {
  const db = openJournal();
  await db.open();
  const start = performance.now();
  const wanted = words.toLowerCase().split(' ');
  const rows = (await db.current.toArray()).filter(({ procedure }) => {
    const text = `${procedure.title} ${procedure.buyer?.name} ${procedure.reference}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const time = performance.now() - start;
  db.close();
  if (rows.length === 0) throw new Error(`nothing has ${words}`);
  return time;
}

/** Logs one decision on a tender of its own, with everything that follows from it, strictly durable. */
export async function recordOne(area: 'it'): Promise<number> {
  const db = openJournal();
  await db.open();
  const reference = crypto.randomUUID();
  const start = performance.now();
  await logDecision(
    db,
    {
      title: 'Indkøb af bærbare computere',
      buyer: { name: 'Engdal Kommune', id: null, scheme: null },
      reference,
      procedureId: null,
      publicationNumber: null,
      cpv: { main: null, additional: [] },
      value: null,
      deadline: null,
      language: 'da',
      lots: [],
      portal: 'generic',
      url: `https://udbud.example/sag/${reference}`,
    },
    [],
    {
      lotId: null,
      targetId: 'bench',
      verdict: 'met',
      reason: null,
      placement: [],
      awardWeightPct: null,
      measured: null,
      ecolabels: [],
      evidence: [],
      vehicles: null,
      phase: null,
    },
    {
      now: new Date(),
      timezone: 'Europe/Copenhagen',
      device: '3f1c2b7a-5d0e-4c57-9a41-0b8f6f1f7a10',
      author: null,
      unit: 'Teknik og Miljø',
      toolVersion: '0.1.0',
      dataVersion: 'bench',
      target: (id) => ({ id, version: 1, scheme: 'BENCH', area, goals: [], gpp: [] }),
    },
  );
  const time = performance.now() - start;
  db.close();
  return time;
}

/** One decision the plain way: the row is put, and the figures are made anew from all rows. */
export async function plainRecord(period: { from: string; to: string }): Promise<number> {
  const db = openJournal();
  await db.open();
  const [row] = await db.current.limit(1).toArray();
  const start = performance.now();
  if (row) await db.current.put(row);
  await plainOverview(db, period);
  const time = performance.now() - start;
  db.close();
  return time;
}
