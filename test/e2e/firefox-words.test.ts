import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Firefox, firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { until } from './harness/until.ts';

const missing = firefoxMissing();
const address = 'https://udbud.dk/opretIndkoeb/ord';

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Where anything is painted inside the borders of a field whose own text is transparent: no test sees into a closed
 * shadow root in Firefox, but everybody sees what is drawn.
 */
async function painted(page: Page, id: string): Promise<Box | null> {
  const clip = await page.$eval(`#${id}`, (field) => {
    const { left, top } = field.getBoundingClientRect();
    const { clientLeft, clientTop, clientWidth, clientHeight } = field;
    // The corner by which the field is resized, and the marker beside it, stand on its lower edge.
    const height = clientHeight - 32;
    return { x: Math.ceil(left + clientLeft), y: Math.ceil(top + clientTop), width: clientWidth - 1, height };
  });
  const image = await page.screenshot({ encoding: 'base64', captureBeyondViewport: false });
  const found = await page.evaluate(
    async (data, { x, y, width, height }) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${data}`;
      await picture.decode();
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(picture, -x, -y);
      const { data: pixels } = context.getImageData(0, 0, width, height);
      const [xs, ys]: [number[], number[]] = [[], []];
      for (let at = 0; at < pixels.length; at += 4) {
        if ((pixels[at] ?? 0) > 235) continue;
        xs.push((at / 4) % width);
        ys.push(Math.floor(at / 4 / width));
      }
      const least = (values: number[]) => values.reduce((least, value) => Math.min(least, value));
      const most = (values: number[]) => values.reduce((most, value) => Math.max(most, value)) + 1;
      return xs.length === 0 ? null : { left: least(xs), top: least(ys), right: most(xs), bottom: most(ys) };
    },
    image,
    clip,
  );
  const { x, y } = clip;
  return found && { left: found.left + x, right: found.right + x, top: found.top + y, bottom: found.bottom + y };
}

/** Where the field's twin has its first word, moved to where the field is. */
function told(page: Page, id: string): Promise<Box> {
  return page.$eval(`#${id}`, (field) => {
    const twin = field.parentElement?.querySelector('.twin') as HTMLElement;
    const node = twin.firstChild as Text;
    const at = node.data.indexOf('kontorstole');
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 'kontorstole'.length);
    const box = range.getBoundingClientRect();
    const [own, other] = [field.getBoundingClientRect(), twin.getBoundingClientRect()];
    const [x, y] = [own.left - other.left, own.top - other.top];
    return { left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y };
  });
}

describe.skipIf(missing)(`the words that matched, in Firefox${missing ? ` (${missing})` : ''}`, () => {
  let firefox: Firefox;
  let page: Page;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/editors/words.html', import.meta.url), 'utf8');
    firefox = await launchFirefox({ answers: new Map([[address, html]]) });
    await firefox.setSettings({ language: 'da', buyerKind: 'pogiMember' });
    page = await firefox.openPage(address);
    await page.evaluate(() => {
      for (const field of document.querySelectorAll('textarea')) {
        field.style.color = 'transparent';
        field.style.background = '#fff';
      }
    });
  });
  afterAll(() => firefox.close());

  /** Waits until what is painted in a field is where its word is. */
  async function agree(id: string): Promise<Box> {
    let [ours, wanted]: (Box | null)[] = [null, null];
    const sides = ['left', 'top', 'right', 'bottom'] as const;
    const check = async () => {
      ours = await painted(page, id);
      wanted = await told(page, id);
      const [box, twin] = [ours, wanted];
      return box && sides.every((side) => Math.abs(box[side] - twin[side]) <= 2) ? box : null;
    };
    return until(check, `what is painted in ${id} at the word`).catch(() => {
      expect(ours).toEqual(wanted);
      throw new Error(`nothing is painted in ${id}`);
    });
  }

  /** The twin follows, and so do we, when a frame has been drawn. */
  const scroll = (top: number) =>
    page.$eval(
      '#ombrudt',
      async (field, to) => {
        field.scrollTo(0, to);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      },
      top,
    );

  it('are underlined where they stand, also after scrolling and writing', async () => {
    await page.$eval('#ombrudt', (field) => field.scrollIntoView({ block: 'center' }));
    const before = await agree('ombrudt');
    await scroll(12);
    expect((await agree('ombrudt')).top).toBeLessThan(before.top - 8);
    await page.$eval('#ombrudt', (field) => {
      const area = field as HTMLTextAreaElement;
      area.focus();
      area.setSelectionRange(0, 0);
    });
    await page.keyboard.type('Nyt: ');
    await scroll(0);
    expect((await agree('ombrudt')).left).toBeGreaterThan(before.left + 20);
  });

  it('are underlined in a field that wraps no line', async () => {
    await page.$eval('#uombrudt', (field) => field.scrollIntoView({ block: 'center' }));
    await agree('uombrudt');
  });
});
