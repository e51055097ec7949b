// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import { KeptText } from '../../../components/ui/kept-text.tsx';

let place: HTMLElement;
let kept: string[];
beforeEach(() => {
  place = document.createElement('main');
  document.body.replaceChildren(place);
  kept = [];
});

/** Lets the drawing that was asked for happen. */
const drawn = () => new Promise((resolve) => setTimeout(resolve));
async function draw(value: string): Promise<void> {
  render(<KeptText kept={value} onKeep={(text) => kept.push(text)} />, place);
  await drawn();
}
const field = () => place.querySelector('input') as HTMLInputElement;
async function type(text: string): Promise<void> {
  field().value = text;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  await drawn();
}
const leave = () => field().dispatchEvent(new Event('change', { bubbles: true }));

test('what is half typed outlives every drawing', async () => {
  await draw('Vej');
  await type('Vej og p');
  await draw('Vej');
  expect([field().value, kept]).toEqual(['Vej og p', []]);
});

test('letters typed before what was given away is kept stay, too', async () => {
  await draw('');
  await type('Vej');
  leave();
  await type('Vej og');
  leave();
  await type('Vej og park');
  await draw('Vej');
  expect(field().value).toBe('Vej og park');
  await draw('Vej og');
  expect([field().value, kept]).toEqual(['Vej og park', ['Vej', 'Vej og']]);
});

test('what was changed elsewhere, or is kept in other words, takes the place of what stood there', async () => {
  await draw('Vej');
  await draw('Park');
  expect(field().value).toBe('Park');
  await type('  Ejendomme ');
  leave();
  await draw('Ejendomme');
  expect(field().value).toBe('Ejendomme');
});

test('what was kept once comes back when it is kept again elsewhere', async () => {
  await draw('Vej');
  await type('Park');
  leave();
  await draw('Park');
  await draw('Vej');
  await draw('Park');
  expect(field().value).toBe('Park');
});
