/** What a tab says of its decisions, and of which one: to `said`, a function of the harness. */
export type Said = 'asked' | 'acknowledged';

/** Runs in a tab: logs, corrects, undoes and refuses decisions for as long as the browser lives, and says each. */
export async function write(ids: string[], seed: number): Promise<void> {
  interface Reply {
    ok: boolean;
    revision?: { id: string };
    error?: { code: string };
  }
  interface Api {
    runtime: { sendMessage: (message: object) => Promise<Reply> };
  }
  const { browser, chrome, said } = globalThis as unknown as {
    browser?: Api;
    chrome?: Api;
    said: (what: Said, id: string) => void;
  };
  const runtime = (browser ?? chrome)?.runtime;
  const procedureOf = (number: number) => ({
    title: `Levering af computere ${number}`,
    buyer: { name: 'Lundby Kommune', id: null, scheme: null },
    reference: `2026-${number}`,
    procedureId: null,
    publicationNumber: null,
    cpv: { main: '30213100', additional: [] },
    value: { amount: 1000 + number, currency: 'DKK' },
    deadline: null,
    language: 'da',
    lots: [],
    portal: 'generic',
    url: `https://portal.example/${number}`,
  });
  let last = '';
  for (let round = 0; ; round += 1) {
    // Both tabs work on some of the same purchases.
    const procedure = procedureOf(100 + ((seed + round) % 7));
    const targetId = ids[(round * 3 + seed) % ids.length];
    const decision = {
      lotId: null,
      targetId,
      verdict: round % 2 ? 'met' : 'notMet',
      reason: round % 2 ? null : { code: 'timing', text: `grund ${round}` },
      placement: ['technicalSpecifications'],
      awardWeightPct: null,
      measured: null,
      ecolabels: [],
      evidence: [],
      vehicles: null,
      phase: null,
    };
    const kinds = [
      { type: 'decision/log', procedure, relevant: [], decision },
      { type: 'decision/undo', revisionId: last },
      { type: 'decision/log', procedure, relevant: [], decision },
      { type: 'decision/mismatch', procedure, targetId },
    ];
    const request = kinds[last === '' ? 0 : (round + seed) % 4] ?? {};
    said('asked', '');
    const reply = await runtime?.sendMessage(request);
    // Another tab may have been faster with the same record, which is no error.
    const isOvertaken = ['nothing-to-undo', 'not-followed'].includes(reply?.error?.code ?? '');
    if (!reply?.ok && !isOvertaken) throw new Error(JSON.stringify(reply));
    if (reply?.revision) {
      last = reply.revision.id;
      said('acknowledged', last);
    }
  }
}
