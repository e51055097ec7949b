// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { WhoElse } from '../../../components/dashboard/purchases/who-else.tsx';
import { joinTeam } from '../../../lib/team/connection.ts';
import { keepPurchases, type Purchase, purchaseBook } from '../../../lib/team/purchases.ts';
import { freshJournal } from '../log/sample.ts';
import { drawIn } from './house.tsx';

const now = new Date('2026-11-22T06:00:00Z');
const purchase: Purchase = {
  schema: 1,
  id: '11111111-1111-4111-8111-111111111111',
  organisation: 'naboby',
  area: 'furniture',
  cpv: ['39110000'],
  quarter: '2027-Q2',
  contact: 'procurement',
  announcedAt: now.toISOString(),
  withdrawn: false,
};

test('is off until it is chosen, shows who plans the same, announces by role and takes back', async () => {
  const journal = freshJournal();
  const place = document.body.appendChild(document.createElement('div'));
  const says = (text: string) => vi.waitFor(() => expect(place.textContent).toContain(text), 10_000);
  const press = (text: string) => {
    const button = [...place.querySelectorAll('button')].find(({ textContent }) => textContent === text);
    if (!button) throw new Error(`no button ${text}`);
    button.click();
  };
  drawIn(place, <WhoElse need={{ areas: ['furniture'], cpv: ['39113000'] }} />, { journal });
  await joinTeam(journal, {
    server: 'wss://nats.eksempelby.example',
    user: 'eksempelby-teknik',
    password: 'hemmelig',
    organisation: 'eksempelby',
    unit: 'Indkøb',
    role: 'buyer',
    authors: false,
    since: now.toISOString(),
  });
  await says('Hvem køber det samme?');
  expect(place.textContent).toContain('Alle organisationer i jeres partnerskab kan se det, I melder');
  expect(place.textContent).toContain('Ingen personnavne');
  // Nothing of others is kept before it is chosen.
  await keepPurchases(journal, { all: [purchase], now });
  expect((await purchaseBook(journal)).all).toEqual([]);

  press('Slå til');
  await says('Listen hentes, når der er forbindelse til serveren.');
  await keepPurchases(journal, {
    all: [purchase, { ...purchase, id: crypto.randomUUID(), area: 'it', cpv: ['30200000'] }],
    now,
  });
  await says('1 andet planlagt indkøb gælder det samme.');
  const item = place.querySelector('.purchases li')?.textContent;
  expect(item).toBe('naboby · 2. kvartal 2027 · MøblerCPV 39110000 · Spørg: indkøbskonsulenten');

  const details = place.querySelector('details');
  details?.setAttribute('open', '');
  details?.dispatchEvent(new Event('toggle'));
  await says('Meld indkøbet');
  const codes = place.querySelector('input');
  expect(codes?.value).toBe('39113000');
  press('Meld indkøbet');
  await says('Venter på at blive sendt til serveren.');
  const [waiting] = (await purchaseBook(journal)).waiting;
  expect(waiting).toMatchObject({
    organisation: 'eksempelby',
    area: 'furniture',
    cpv: ['39113000'],
    quarter: '2027-Q1',
    contact: 'procurement',
    withdrawn: false,
  });
  press('Træk tilbage');
  await says('Bliver trukket tilbage, når serveren har svaret.');
  expect((await purchaseBook(journal)).waiting).toMatchObject([{ id: waiting?.id, withdrawn: true }]);
});
