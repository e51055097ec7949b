import { hintsOf } from '../../components/panel/fields-model.ts';
import type { PanelState } from '../../components/panel/model.ts';
import { ask } from './background-link.ts';

/** Fetches the words of everything the advice may show, once per advice. */
export async function loadWords(
  model: Pick<PanelState, 'advice' | 'words' | 'failure' | 'translate' | 'fields'>,
): Promise<void> {
  const advice = model.advice.value;
  if (!advice) return;
  const inFields = hintsOf(model.fields).flatMap(({ advised }) => advised);
  const wanted = [...inFields, ...advice.shown, ...advice.more, ...advice.coming, ...advice.general].map(
    ({ target }) => target,
  );
  const known = model.words.value;
  const missing = wanted.filter((id) => !known?.targets.has(id));
  if (known && missing.length === 0 && advice.tips.every((id) => known.tips.has(id))) return;
  const reply = await ask({
    type: 'targets/words',
    targets: [...new Set(wanted)].slice(0, 300),
    tips: advice.tips,
  });
  if (!reply.ok) {
    model.failure.value = { at: 'follow', text: model.translate(`error.${reply.error.code}`) };
    return;
  }
  // Answers may come in another order than the questions; words that are known already do no harm.
  const before = model.words.value;
  model.words.value = {
    targets: new Map([...(before?.targets ?? []), ...reply.targets.map((target) => [target.id, target] as const)]),
    tips: new Map([...(before?.tips ?? []), ...reply.tips.map((tip) => [tip.id, tip] as const)]),
    ecolabels: reply.ecolabels,
  };
}
