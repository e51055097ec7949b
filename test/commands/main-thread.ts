/** A line of the browser's own trace, as far as it is read. Times in microseconds. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Time of the thread: other programs on the machine do not count. */
  tdur?: number;
  args: { name?: string; beginData?: { url?: string }; data?: { url?: string } };
}

/** What the thread of one page did while it was traced, in milliseconds that it ran. */
export interface MainThread {
  /** Until the load event had ended. */
  untilLoad: number;
  all: number;
  /**
   * The longest that an extension held it: of its own code while the page loaded, when a task is the page's else, and of
   * all tasks from its first code after that. It has waited until the page alone had come to rest, so what is laid out
   * and painted by then is its doing, too.
   */
  longestOfExtension: number;
}

/**
 * What the thread did that parsed a page.
 * @throws when the trace has no such thread
 */
export function mainThreadOf(events: readonly TraceEvent[], address: string): MainThread {
  const parse = events.find(({ name, args }) => name === 'ParseHTML' && args.beginData?.url === address);
  if (!parse) throw new Error(`the trace does not tell of ${address}`);
  const own = events.filter(({ pid, tid }) => pid === parse.pid && tid === parse.tid);
  const tasks = own.filter(({ ph, name }) => ph === 'X' && name.endsWith('RunTask'));
  const loaded = own.filter(({ name }) => name === 'MarkLoad').at(-1)?.ts ?? Number.NaN;
  const code = own.filter(isOfExtension);
  const firstAfter = Math.min(...code.filter(({ ts }) => ts > loaded).map(({ ts }) => ts));
  const held = [
    ...code.filter(({ ts }) => ts <= loaded),
    ...tasks.filter(({ ts, dur = 0 }) => ts > loaded && ts + dur >= firstAfter),
  ];
  return {
    untilLoad: sum(tasks.filter(({ ts }) => ts < loaded)),
    all: sum(tasks),
    longestOfExtension: Math.max(0, ...held.map(spent)),
  };
}

const spent = ({ tdur = 0 }: TraceEvent): number => tdur / 1000;
const sum = (events: readonly TraceEvent[]): number => events.reduce((all, event) => all + spent(event), 0);

function isOfExtension({ args }: TraceEvent): boolean {
  return (args.data?.url ?? '').startsWith('chrome-extension://');
}
