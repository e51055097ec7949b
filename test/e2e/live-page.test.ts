import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { inPanel } from './harness/panel.ts';
import { until } from './harness/until.ts';

const site = 'https://udbud.dk';
const cleaning = { title: 'Rengøring af skoler i Lindholt', cpv: '90910000', words: 'rengøringsmidler med miljømærke' };
const chairs = { title: 'Kontorstole til Lindholt Rådhus', cpv: '39112000', words: 'kontorstole og skriveborde' };

type Tender = typeof cleaning;

/** The part of a page that tells of a tender. */
const notice = ({ title, cpv, words }: Tender) => `<h1>${title}</h1>
  <dl><dt>Ordregiver</dt><dd>Lindholt Kommune</dd><dt>CPV-koder</dt><dd>${cpv}</dd>
  <dt>Tilbudsfrist</dt><dd>12-03-2027 kl. 12.00</dd></dl>
  <p>Kommunen køber ${words}, og aftalen gælder i fire år.</p>`;

const whole = (body: string) => `<!doctype html><html lang="da"><head><title>Udbud</title>
  <link rel="icon" href="data:,"></head><body><main>${body}</main></body></html>`;

describe.each(browsersFor('long'))('a page that lives in %s', (_, launch) => {
  let browser: Driven;
  let number = 0;
  beforeAll(async () => {
    browser = await launch();
    await browser.setSettings({ language: 'da' });
  });
  // Fails when anything has reported an error.
  afterAll(() => browser.close());

  async function open(body: string, more: [string, string][] = []): Promise<Page> {
    const url = `${site}/sag/${++number}`;
    return browser.openPage(url, { answers: new Map([[url, whole(body)], ...more]) });
  }
  const titleOf = async (page: Page) => (await browser.pageReport(page)).tender.title;
  const reads = (page: Page, title: string, timeout?: number) =>
    until(async () => ((await titleOf(page)) === title ? true : null), `"${title}" as title`, timeout);
  const marked = (page: Page | Frame) =>
    page.evaluate(() => [...(CSS.highlights.get('groent-lys') ?? [])].map((range) => String(range).toLowerCase()));
  const marks = (page: Page | Frame, word: string) =>
    until(async () => ((await marked(page)).some((words) => words.includes(word)) ? true : null), `"${word}" marked`);

  it('goes by a route to the next tender while the old one still stands there', async () => {
    const page = await open(notice(cleaning));
    await reads(page, cleaning.title);
    await page.evaluate(() => history.pushState(null, '', '/sag/route-2'));
    await reads(page, cleaning.title);
    await page.evaluate((html) => {
      const next = document.createElement('section');
      next.innerHTML = html;
      const main = document.querySelector('main') as HTMLElement;
      main.append(next);
      main.replaceChildren(next);
    }, notice(chairs));
    await reads(page, chairs.title);
    await marks(page, 'kontorstole');
    await page.close();
  });

  it('shows another part of itself for another hash', async () => {
    const page = await open(`<div id="view">${notice(cleaning)}</div><script>
      addEventListener('hashchange', () => { view.innerHTML = location.hash === '#/2' ? ${JSON.stringify(notice(chairs))} : ''; });
    </script>`);
    await reads(page, cleaning.title);
    await page.evaluate(() => {
      location.hash = '#/2';
    });
    await reads(page, chairs.title);
    await page.evaluate(() => {
      location.hash = '#/3';
    });
    await until(() => page.evaluate(() => (document.querySelector('[data-groent-lys]') ? null : true)), 'no pill');
    await page.close();
  });

  it('wipes everything, us too, by a postback, a new root or a document written anew', async () => {
    const page = await open(notice(cleaning));
    await inPanel(page, '.pill');
    await page.evaluate((html) => {
      document.querySelector('[data-groent-lys]')?.remove();
      document.body.innerHTML = html;
    }, notice(chairs));
    await reads(page, chairs.title);
    await inPanel(page, '.pill');
    await page.evaluate((html) => {
      const root = document.createElement('html');
      root.innerHTML = `<head></head><body>${html}</body>`;
      document.replaceChild(root, document.documentElement);
    }, notice(cleaning));
    await reads(page, cleaning.title);
    await inPanel(page, '.pill');
    await page.evaluate(
      (html) => {
        document.open();
        document.write(html);
        document.close();
      },
      whole(notice(chairs)),
    );
    await reads(page, chairs.title);
    await page.evaluate(() => {
      (document.querySelector('h1') as HTMLElement).textContent = 'Kontorstole til biblioteket';
    });
    await reads(page, 'Kontorstole til biblioteket');
    await inPanel(page, '.pill');
    await page.close();
  });

  it('writes itself anew and scrolls then in a part of its own, with our pill beside its title', async () => {
    const scrolling = `<div id="scroller" style="height:300px;overflow:auto">${notice(chairs)}<div style="height:2000px"></div></div>`;
    const page = await open(notice(cleaning));
    await inPanel(page, '.pill');
    await page.evaluate((html) => {
      document.open();
      document.write(html);
      document.close();
    }, whole(scrolling));
    await reads(page, chairs.title);
    /** How far the pill is from the title's own line. */
    const distance = async (): Promise<number> => {
      const pill = await (await inPanel(page, '.pill')).boundingBox();
      const title = await (await page.$('h1'))?.boundingBox();
      return pill && title ? Math.abs(pill.y + pill.height / 2 - title.y - title.height / 2) : Number.NaN;
    };
    await until(async () => ((await distance()) < 4 ? true : null), 'the pill beside the title');
    await page.evaluate(() => {
      (document.querySelector('#scroller') as HTMLElement).scrollTop = 15;
    });
    await until(async () => ((await distance()) < 4 ? true : null), 'the pill beside the title that was scrolled');
    await page.close();
  });

  it('takes our pill away and gets it back, but not for ever', async () => {
    const page = await open(`${notice(cleaning)}<script>
      window.taken = 0;
      new MutationObserver(() => { const host = document.querySelector('[data-groent-lys]'); if (host) { host.remove(); taken += 1; } })
        .observe(document, { childList: true, subtree: true });
    </script>`);
    const taken = () => page.evaluate(() => (window as unknown as { taken: number }).taken);
    await until(async () => ((await taken()) > 1 ? true : null), 'the pill taken twice');
    let before = -1;
    await until(async () => {
      const now = await taken();
      const isQuiet = now === before;
      before = now;
      await browser.pageReport(page);
      return isQuiet ? true : null;
    }, 'the end of it');
    expect(before).toBeLessThan(10);
    await page.close();
  });

  it('comes back from the history', async () => {
    const url = `${site}/sag/history-2`;
    const page = await open(notice(cleaning), [[url, whole(notice(chairs))]]);
    await reads(page, cleaning.title);
    await page.goto(url);
    await reads(page, chairs.title);
    await page.evaluate(() => history.back());
    await until(() => page.evaluate((left) => location.href !== left || null, url), 'the page before');
    await reads(page, cleaning.title);
    await inPanel(page, '.pill');
    await page.close();
  });

  it('folds its text away, and is read all the same', async () => {
    const page = await open(
      `<h1>${cleaning.title}</h1><details><summary>Om udbuddet</summary>${notice(cleaning).replace(/<h1>.*<\/h1>/, '')}</details>`,
    );
    const report = await browser.pageReport(page);
    expect(report.tender).toMatchObject({ title: cleaning.title, cpv: { main: cleaning.cpv } });
    await marks(page, 'rengøringsmidler');
    await page.close();
  });

  it('draws only the rows in view of a long list', async () => {
    const page = await open(`${notice(cleaning)}<ul id="rows"></ul><script>
      window.draw = (first) => rows.replaceChildren(...Array.from({ length: 20 }, (_, row) => {
        const item = document.createElement('li');
        item.textContent = first + row === 500 ? 'Levering af kontorstole' : 'Række ' + (first + row) + ' af listen';
        return item;
      }));
      draw(0);
    </script>`);
    await reads(page, cleaning.title);
    expect(await marked(page)).not.toContain('kontorstole');
    for (let first = 0; first <= 490; first += 10) {
      await page.evaluate((row) => (window as unknown as { draw: (first: number) => void }).draw(row), first);
    }
    await marks(page, 'rengøringsmidler');
    const rows = await browser.pageReport(page);
    expect(rows.tender.title).toBe(cleaning.title);
    await page.close();
  });

  it('has fifty thousand elements', { timeout: 120_000 }, async () => {
    const page = await open(`${notice(cleaning)}<div id="rows"></div><script>
      rows.innerHTML = Array.from({ length: 25000 }, (_, row) => '<p>Linje <b>' + row + '</b></p>').join('');
    </script>`);
    const { tender, state } = await browser.pageReport(page);
    expect({ title: tender.title, cpv: tender.cpv.main, state }).toEqual({
      title: cleaning.title,
      cpv: cleaning.cpv,
      state: 'complete',
    });
    await page.evaluate((title) => {
      (document.querySelector('h1') as HTMLElement).textContent = title;
    }, chairs.title);
    // A page that took long to read is left alone for a while, the longer the slower the machine.
    await reads(page, chairs.title, 40_000);
    await page.close();
  });

  it('never rests', async () => {
    const page = await open(`${notice(cleaning)}<div id="ticker"></div><script>
      let tick = 0;
      window.storm = setInterval(() => {
        ticker.innerHTML = '<p>' + 'Kurs <b>stiger</b> '.repeat(50) + ++tick + '</p>';
        ticker.setAttribute('class', 'tick-' + tick);
      }, 2);
    </script>`);
    await until(async () => {
      const report = await browser.inExtension(async (url) => {
        const tab = (await chrome.tabs.query({})).find((one) => one.url === url);
        return (await chrome.tabs.sendMessage(tab?.id ?? -1, { type: 'page/report' })) as { state: string } | null;
      }, page.url());
      return report?.state === 'complete' || null;
    }, 'a complete reading in the storm');
    await page.evaluate((title) => {
      (document.querySelector('h1') as HTMLElement).textContent = title;
      clearInterval((window as unknown as { storm: number }).storm);
    }, chairs.title);
    await reads(page, chairs.title);
    await page.close();
  });

  it('is built of custom elements', async () => {
    const page = await open(`<tender-page></tender-page><late-part></late-part><script>
      customElements.define('tender-page', class extends HTMLElement {
        connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(notice(cleaning))}; }
      });
      const shut = document.createElement('closed-part');
      shut.attachShadow({ mode: 'closed' }).innerHTML = '<p>Levering af elbiler</p>';
      document.querySelector('main').append(shut);
    </script>`);
    await reads(page, cleaning.title);
    await inPanel(page, '.pill');
    await marks(page, 'rengøringsmidler');
    await page.evaluate((title) => {
      const root = document.querySelector('tender-page')?.shadowRoot as ShadowRoot;
      (root.querySelector('h1') as HTMLElement).textContent = title;
    }, chairs.title);
    await reads(page, chairs.title);
    await page.evaluate(() => {
      const late = document.querySelector('late-part') as HTMLElement;
      late.attachShadow({ mode: 'open' }).innerHTML = '<dl><dt>Sagsnummer</dt><dd>26/4711</dd></dl>';
    });
    await until(async () => {
      const { tender } = await browser.pageReport(page);
      return tender.reference === '26/4711' || null;
    }, 'the number in the late part');
    expect((await marked(page)).join(' ')).not.toContain('elbil');
    await page.close();
  });

  it('shows its tender in frames of its own, loaded late too, and leaves foreign ones alone', async () => {
    const frame = `${site}/sag/frame-${number}`;
    const foreign = 'https://annoncer.example/';
    const page = await open(
      `<iframe srcdoc="<p>Om aftalen: den gælder skoler.</p>"></iframe><iframe id="late" title="Udbud"></iframe>
      <iframe src="${foreign}"></iframe>`,
      [
        [frame, whole(notice(cleaning))],
        [foreign, whole(notice(chairs))],
      ],
    );
    await page.evaluate((url) => {
      (document.getElementById('late') as HTMLIFrameElement).src = url;
    }, frame);
    await reads(page, cleaning.title);
    await inPanel(page, '.pill');
    const inner = await until(() => page.frames().find((one) => one.url() === frame), 'the frame');
    await marks(inner, 'rengøringsmidler');
    await until(
      () =>
        inner.evaluate(
          () => getComputedStyle(document.body, '::highlight(groent-lys)').textDecorationLine === 'underline' || null,
        ),
      'the style of the highlights in the frame',
    );
    await inner.evaluate(
      (html) => {
        (document.querySelector('main') as HTMLElement).innerHTML = html;
      },
      notice({ ...cleaning, title: 'Rengøring af plejehjem' }),
    );
    await reads(page, 'Rengøring af plejehjem');
    expect(await page.evaluate(() => document.querySelectorAll('[data-groent-lys]').length)).toBe(1);
    expect(await inner.evaluate(() => document.querySelectorAll('[data-groent-lys]').length)).toBe(0);
    await page.close();
  });
});
