// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { useRef } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import type { PanelModel } from '../../../components/panel/model.ts';
import { useSteps } from '../../../components/panel/steps.ts';

interface Card {
  name: string;
  isOpen: boolean;
  isFolded?: boolean;
}

let model: PanelModel;
let pressed: string[];
let root: ShadowRoot;

/** Cards as the panel draws them: unfolded by their title, decided on by the first button below it. */
function Cards({ cards }: { cards: readonly Card[] }) {
  const body = useRef<HTMLDivElement>(null);
  useSteps(body, model);
  const unfolded = signal(new Set<string>());
  return (
    <div ref={body}>
      {cards.map(({ name, isOpen, isFolded }) => {
        const card = (
          <div class="card" key={name}>
            <h4 class="card-title">
              <button
                type="button"
                id={name}
                aria-expanded="false"
                onClick={({ currentTarget }) => {
                  currentTarget.setAttribute('aria-expanded', 'true');
                  unfolded.value.add(name);
                }}
              >
                <svg class={isOpen ? 'verdict-open' : 'verdict-met'} role="presentation" />
              </button>
            </h4>
            {isOpen && (
              <div class="verdict-buttons">
                <button type="button" class="primary" onClick={() => pressed.push(name)} />
              </div>
            )}
          </div>
        );
        return isFolded ? <details key={name}>{card}</details> : card;
      })}
    </div>
  );
}

function draw(cards: readonly Card[]): void {
  pressed = [];
  model = { step: signal(null), words: signal({}), shop: signal(null) } as unknown as PanelModel;
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  root = host.attachShadow({ mode: 'open' });
  act(() => render(<Cards cards={cards} />, root));
}
const press = (step: 'panel/next' | 'panel/log') =>
  act(() => {
    model.step.value = step;
  });
const at = () => root.activeElement?.id ?? null;

beforeEach(() => draw([]));

test('the next open target is unfolded and has the focus; what is decided or folded away is passed over', () => {
  draw([
    { name: 'decided', isOpen: false },
    { name: 'chairs', isOpen: true },
    { name: 'hidden', isOpen: true, isFolded: true },
    { name: 'mops', isOpen: true },
  ]);
  press('panel/next');
  expect([at(), root.activeElement?.getAttribute('aria-expanded')]).toEqual(['chairs', 'true']);
  press('panel/next');
  expect(at()).toBe('mops');
  press('panel/next');
  expect(at()).toBe('chairs');
  expect(pressed).toEqual([]);
});

test('it goes on from the last one when the focus has gone back to the page', () => {
  draw([
    { name: 'chairs', isOpen: true },
    { name: 'mops', isOpen: true },
  ]);
  press('panel/next');
  (root.activeElement as HTMLElement).blur();
  press('panel/next');
  expect(at()).toBe('mops');
});

test('the target that has the focus is logged by its own button, and never one that has not', () => {
  draw([
    { name: 'chairs', isOpen: true },
    { name: 'mops', isOpen: true },
  ]);
  press('panel/log');
  expect([at(), pressed]).toEqual(['chairs', []]);
  press('panel/log');
  expect(pressed).toEqual(['chairs']);
});

test('where everything is decided the keys still lead from one to the next, and log nothing', () => {
  draw([
    { name: 'chairs', isOpen: false },
    { name: 'mops', isOpen: false },
  ]);
  press('panel/next');
  expect(at()).toBe('chairs');
  press('panel/log');
  expect([at(), pressed]).toEqual(['mops', []]);
});

test('a press that came before the words waits for them', () => {
  draw([{ name: 'chairs', isOpen: true }]);
  model.words.value = null;
  press('panel/next');
  expect(at()).toBeNull();
  act(() => {
    model.words.value = {} as never;
  });
  expect(at()).toBe('chairs');
});
