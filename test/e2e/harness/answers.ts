import type { HTTPRequest, Page } from 'puppeteer';

/** What one address answers; a string is an HTML page. */
export type Answer =
  | string
  | { body: string | Buffer; contentType?: string; status?: number; headers?: Record<string, string> };

/** Answers by address. An address without its query answers every query that has no answer of its own. */
export type Answers = ReadonlyMap<string, Answer>;

/**
 * Answers a page's requests inside the browser, so that content scripts run at a portal's real address without a
 * network. What has no answer gets an empty one; loopback goes through to the test's own servers, unless `sealed`.
 * @param options.unanswered takes the addresses that got the empty answer
 */
export async function answerInside(
  page: Page,
  answers: Answers,
  options: { unanswered: string[]; sealed?: boolean | undefined },
): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    respond(request, answers, options).catch((error: unknown) => {
      // A page that closes or moves on takes its open requests along.
      if (!page.isClosed() && !/Interception|closed|Invalid|no such request/i.test(String(error))) throw error;
    });
  });
}

async function respond(
  request: HTTPRequest,
  answers: Answers,
  { unanswered, sealed }: { unanswered: string[]; sealed?: boolean | undefined },
): Promise<void> {
  const answer = findAnswer(answers, request.url());
  if (answer === null) {
    if (isLocal(request.url()) && !(sealed && /^http/.test(request.url()))) return request.continue();
    // The browser asks for the tab's icon by itself, whatever the page holds.
    if (new URL(request.url()).pathname !== '/favicon.ico') unanswered.push(request.url());
    return request.respond({ status: 204 });
  }
  const { body, contentType, status, headers } = typeof answer === 'string' ? { body: answer } : answer;
  const isPage = contentType === undefined || contentType.startsWith('text/html');
  await request.respond({
    status: status ?? 200,
    contentType: contentType ?? 'text/html; charset=utf-8',
    headers: headers ?? {},
    body: isPage && typeof body === 'string' ? withIcon(body) : body,
  });
}

/**
 * The page with an empty icon of its own, where it names none: the browser would ask for one by itself, and does so
 * even when the page is closed meanwhile and nobody answers any more.
 */
function withIcon(html: string): string {
  if (/rel=["']?(?:shortcut )?icon/i.test(html)) return html;
  const start = /<head[^>]*>|<html[^>]*>|<!doctype[^>]*>/gi;
  const tags = [...html.matchAll(start)];
  const last = tags.at(-1);
  const at = last ? last.index + last[0].length : 0;
  return `${html.slice(0, at)}<link rel="icon" href="data:,">${html.slice(at)}`;
}

/** The answer for an address: the exact one, else that of the address without its query. The hash never counts. */
function findAnswer(answers: Answers, address: string): Answer | null {
  const url = new URL(address);
  url.hash = '';
  const exact = answers.get(url.href);
  if (exact !== undefined) return exact;
  url.search = '';
  return answers.get(url.href) ?? null;
}

/** Whether an address stays on this machine, or is no network address at all. */
export function isLocal(address: string): boolean {
  const url = new URL(address);
  if (!/^(https?|wss?):$/.test(url.protocol)) return true;
  return isLoopback(url.hostname);
}

/** Whether a host name or address is this machine's own. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host === '::1' || /^127\./.test(host)
  );
}
