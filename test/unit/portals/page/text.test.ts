// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { leadText, rangeOf, type Stretch, slice, textOf } from '../../../../lib/portals/page/text.ts';
import type { Block } from '../../../../lib/portals/tender.ts';

function place(html: string): Element {
  document.body.innerHTML = '';
  const page = new DOMParser().parseFromString(`<main>${html}</main>`, 'text/html');
  const main = page.querySelector('main');
  if (!main) throw new Error('no main');
  document.body.append(main);
  return main;
}

const block = ({ text, source }: Stretch): Block => ({ where: 'text', lot: null, text, source });

/** Every word of the block leads back to the same word on the page. */
function expectWayBack(stretch: Stretch): void {
  for (const match of stretch.text.matchAll(/\S+/g)) {
    const range = rangeOf(block(stretch), match.index, match.index + match[0].length);
    expect(range?.toString()).toBe(match[0]);
  }
}

test('collapses white space of every kind and keeps the way back', () => {
  const stretch = textOf(place('<p>  Grønne \n\t rengørings<b>midler</b>\u00a0\u2009til  <i> alle </i>skoler</p>'));
  expect(stretch.text).toBe('Grønne rengøringsmidler til alle skoler');
  for (const word of ['Grønne', 'til', 'alle', 'skoler']) {
    const start = stretch.text.indexOf(word);
    expect(rangeOf(block(stretch), start, start + word.length)?.toString()).toBe(word);
  }
});

test('a word split over two nodes gives one range over both', () => {
  const stretch = textOf(place('<p>rengørings<b>midler</b></p>'));
  const range = rangeOf(block(stretch), 0, 17);
  expect(range?.startContainer).not.toBe(range?.endContainer);
  expect(range?.startOffset).toBe(0);
  expect(range?.endOffset).toBe(6);
});

test('lines of the page become lines of the text; scripts, frames and our own host do not', () => {
  const stretch = textOf(
    place(
      '<p>Et</p><p>To<br>Tre</p><script>fire</script><details><summary>Fem</summary>Seks</details><div data-groent-lys>Syv</div>',
    ),
  );
  expect(stretch.text).toBe('Et\nTo\nTre\nFem\nSeks');
  expectWayBack(stretch);
});

test('a slice trims its ends and keeps the way back', () => {
  const part = slice(textOf(place('<p>Titel:  <b>Grønne stole</b> her</p>')), 6, 19);
  expect(part.text).toBe('Grønne stole');
  expectWayBack(part);
});

test('no range when the page has changed or the block has no nodes', () => {
  const main = place('<p>Grønne stole</p>');
  const stretch = textOf(main);
  expect(rangeOf({ ...block(stretch), source: null }, 0, 6)).toBe(null);
  expect(rangeOf(block(stretch), 3, 3)).toBe(null);
  const node = stretch.source.nodes[0];
  if (node) node.data = 'kort';
  expect(rangeOf(block(stretch), 7, 12)).toBe(null);
  main.remove();
  expect(rangeOf(block(stretch), 0, 2)).toBe(null);
});

describe('nesting without end', () => {
  const nested = (levels: number): Element => {
    const root = document.createElement('div');
    let inner = root;
    for (let level = 0; level < levels; level++) {
      inner.append('x');
      const next = document.createElement('div');
      inner.append(next);
      inner.append('y');
      inner = next;
    }
    return root;
  };

  test('is left alone below a thousand levels, and what stands beside it is read', () => {
    const root = document.createElement('main');
    root.append(nested(5000), 'z');
    const { text } = textOf(root);
    expect([text.replaceAll(/[^x]/g, '').length, text.replaceAll(/[^y]/g, '').length, text.endsWith('z')]).toEqual([
      999,
      999,
      true,
    ]);
  });

  test('costs the beginning of a text no more than that beginning', () => {
    expect(leadText(nested(5000), 7)).toBe('xxxxxxx');
  });
});
