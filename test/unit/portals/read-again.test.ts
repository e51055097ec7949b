// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Page, pageOf } from '../../../lib/portals/page/page.ts';
import { readAgain } from '../../../lib/portals/read.ts';
import type { Tender } from '../../../lib/portals/tender.ts';

const address = new URL('https://portal.example/udbud/1');
let observer: MutationObserver;
let page: Page;

beforeEach(() => {
  observer = new MutationObserver(() => undefined);
  observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
});
afterEach(() => observer.disconnect());

function draw(notice: string): void {
  document.body.innerHTML = `<main><h1>Kontorstole til rådhuset</h1>${notice}</main>`;
  observer.takeRecords();
  page = pageOf(document);
}

/** What is read after all that has changed since the last time. */
function read(): Tender {
  page.tree.note(observer.takeRecords());
  return readAgain(page, address).tender;
}

const find = (selector: string): Element => {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`nothing at ${selector}`);
  return element;
};

const rows = '<p>Aftalen gælder <b>hele året</b></p>'.repeat(60);

test('a large part that changes in one go with what stands beside it is read again', () => {
  draw(`<hr><section><dl><dt>Ordregiver</dt><dd>Lindholt Kommune</dd><dt>CPV-koder</dt><dd>39112000</dd></dl>
    <div id="late"></div>${rows}</section>`);
  expect(read().deadline).toBeNull();
  find('hr').remove();
  find('#late').innerHTML = '<dl><dt>Tilbudsfrist</dt><dd>12-03-2027</dd></dl>';
  expect(read().deadline).toBe('2027-03-12');
});

test('a value that its label names from elsewhere is read when it comes, and when it gets its words', () => {
  draw(`<section id="values"></section><section>${rows}</section>
    <section><dl><dt>Ordregiver</dt><dd>Lindholt Kommune</dd><dt>CPV-koder</dt><dd>39112000</dd></dl>
    <div><label for="deadline">Tilbudsfrist</label></div></section>`);
  expect(read().deadline).toBeNull();
  const output = document.createElement('output');
  output.id = 'deadline';
  find('#values').append(output);
  expect(read().deadline).toBeNull();
  output.textContent = '12-03-2027';
  expect(read().deadline).toBe('2027-03-12');
  output.id = '';
  expect(read().deadline).toBeNull();
});
