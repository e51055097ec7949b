/** A page's own style and script, so that it loads as a portal's pages do. */
export const pageStyle =
  'body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 60rem } dt { font-weight: 600 }';

/** Notes when an element of an extension comes into the page. As text, for no compiler to add to it. */
export const pageScript = `
  window.shownAt = null;
  new MutationObserver(() => {
    if (document.querySelector('html > [data-groent-lys]')) shownAt ??= performance.now();
  }).observe(document.documentElement, { childList: true });
`;

const wordsOfParagraph = 70;
const paragraphsOfSection = 12;

/** A notice with its fields and, in sections as a specification has them, the text. */
export function noticePage(text: string): string {
  const words = text.replace(/[<>&]/g, ' ').split(' ');
  const paragraphs = Array.from(
    { length: Math.ceil(words.length / wordsOfParagraph) },
    (_, number) => `<p>${words.slice(number * wordsOfParagraph, (number + 1) * wordsOfParagraph).join(' ')}.</p>`,
  );
  const sections = Array.from(
    { length: Math.ceil(paragraphs.length / paragraphsOfSection) },
    (_, number) =>
      `<section><h2>${number + 1}. Krav til leverancen</h2>${paragraphs
        .slice(number * paragraphsOfSection, (number + 1) * paragraphsOfSection)
        .join('\n')}</section>`,
  );
  return `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Kontorstole til rådhuset</title>
    <link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"><script src="/script.js"></script></head>
    <body><main><h1>Kontorstole til rådhuset</h1><dl><dt>Ordregiver</dt><dd>Lindholt Kommune</dd>
    <dt>CPV-koder</dt><dd>39112000</dd><dt>Tilbudsfrist</dt><dd>12-03-2027 12:00</dd>
    <dt>Anslået værdi</dt><dd>4.000.000 DKK</dd></dl>${sections.join('\n')}</main></body></html>`;
}
