// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import compiled from 'virtual:matching/compiled';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CheckedTender } from '../../../components/dashboard/documents/checked-tender.tsx';
import type { DashboardEdge } from '../../../components/dashboard/house.ts';
import type { NamedDocument } from '../../../lib/documents/compose.ts';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import { follow } from '../../../lib/log/journal.ts';
import { defaultSettings } from '../../../lib/settings.ts';
import common from '../../../locales/da/common.json';
import dashboard from '../../../locales/da/dashboard.json';
import decision from '../../../locales/da/decision.json';
import documents from '../../../locales/da/documents.json';
import log from '../../../locales/da/log.json';
import panel from '../../../locales/da/panel.json';
import { paragraph, wordFile } from '../documents/office-files.ts';
import { noticeXml } from '../documents/sample-notice.ts';
import { contextAt, factsOf, freshJournal } from '../log/sample.ts';
import { drawIn } from './house.tsx';

const translate = createTranslator('da', { ...common, ...dashboard, ...decision, ...log, ...panel, ...documents });
const place = document.createElement('div');
document.body.append(place);
afterEach(() => render(null, place));

let journal = freshJournal();
beforeEach(() => {
  journal = freshJournal();
});

const word = async (name: string): Promise<NamedDocument> => ({
  name,
  document: await readDocument(
    wordFile(
      paragraph('Kontorstole til rådhuset', 'Titel') +
        paragraph('Miljø', 'Overskrift1') +
        paragraph('Kontorstolene skal være mærket med Svanemærket, Möbelfakta eller tilsvarende.'),
    ),
  ),
});

async function draw(files: readonly NamedDocument[], organisation = { name: 'Engdal Kommune', cvr: '99999999' }) {
  const edge = { compiledIndex: async () => compiled, toolVersion: '0.1.0' } as Partial<DashboardEdge> as DashboardEdge;
  const settings = { ...defaultSettings, organisation };
  drawIn(place, <CheckedTender documents={files} translate={translate} />, { edge, journal, settings });
  await vi.waitFor(() => expect(place.querySelector('.checked-target')).not.toBeNull(), { timeout: 10_000 });
}
const words = (selector: string) => place.querySelector(selector)?.textContent ?? '';
const button = (name: string) =>
  [...place.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(name)) as HTMLButtonElement;

/** Opens the first target whose text is asked for already. */
async function openCovered(): Promise<void> {
  const targets = [...place.querySelectorAll<HTMLDetailsElement>('.checked-target')];
  const covered = targets.find(({ textContent }) => textContent?.includes('Står allerede i teksten'));
  if (!covered) throw new Error('nothing is covered');
  covered.open = true;
  covered.dispatchEvent(new Event('toggle'));
  await vi.waitFor(() => expect(place.querySelector('.checked-decision')).not.toBeNull());
}

test('says why a target is shown with the place in the document, and logs it with the words as evidence', async () => {
  await draw([await word('krav.docx')]);
  await openCovered();
  expect(words('.checked-target[open] .found-place')).toBe('krav.docx, under »1. Miljø«, 1. afsnit');
  expect(words('.checked-target[open] mark')).toContain('eller tilsvarende');
  button('Log som opfyldt').click();
  await vi.waitFor(() => expect(words('.checked-decision')).toContain('Logget: Opfyldt'));
  expect(await journal.journal.toArray()).toMatchObject([
    {
      verdict: 'met',
      portal: 'document',
      evidence: [
        {
          kind: 'technicalSpecifications',
          title: 'krav.docx · under »1. Miljø«, 1. afsnit',
          quote: 'Kontorstolene skal være mærket med Svanemærket, Möbelfakta eller tilsvarende.',
        },
      ],
    },
  ]);
  const [procedure] = await journal.procedures.toArray();
  expect(procedure).toMatchObject({ title: 'Kontorstole til rådhuset', url: '', buyer: { id: '99999999' } });
  button('Fortryd').click();
  await vi.waitFor(() => expect(button('Log som opfyldt')).toBeDefined());
});

test('logs on a tender that is followed already, and its targets count there', async () => {
  const facts = factsOf('borde');
  const { id } = await follow(journal, facts, [], contextAt('2026-11-22T10:00:00.000Z'));
  await draw([await word('andet.docx')]);
  const choice = await vi.waitFor(() => {
    const select = [...place.querySelectorAll('select')].find(({ options }) => options.length === 2);
    if (!select) throw new Error('no choice yet');
    return select;
  });
  expect(choice.textContent).toContain('Udbud af borde · sag-borde');
  choice.value = id;
  choice.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(words('.checked-follow')).toContain('Udbud af borde'));
  await openCovered();
  button('Log som opfyldt').click();
  await vi.waitFor(() => expect(words('.checked-decision')).toContain('Logget: Opfyldt'));
  const [procedure, ...others] = await journal.procedures.toArray();
  expect(others).toEqual([]);
  expect(procedure?.relevant.length).toBeGreaterThan(0);
  expect(procedure?.url).toBe(facts.url);
});

test('takes the tender from a notice, and hides a wrong finding without storing anything', async () => {
  const notice = { name: 'cn.xml', document: await readDocument(new TextEncoder().encode(noticeXml())) };
  await draw([notice, await word('krav.docx')]);
  expect(words('.checked-title')).toBe('Kontorstole til administrationen');
  expect(place.querySelector('.checked-words')).toBeNull();
  const before = place.querySelectorAll('.checked-target').length;
  await openCovered();
  button('Passer ikke her').click();
  await vi.waitFor(() => expect(place.querySelectorAll('.checked-target').length).toBe(before - 1));
  expect(await journal.procedures.count()).toBe(0);
});
