import type { Language, Target } from '../../targets/schema.ts';

/** A text in the language it came in: what a target asks may stand in Danish alone. */
export interface StrategyText {
  text: string;
  language: Language;
  /** Another language than the wanted one. */
  isMixed: boolean;
}

/**
 * What goes into BT-777, the description that a notice must give of its aims: what each target asks for, a line each.
 * In one language throughout: in Danish as soon as one of them has no words in the wanted one.
 * @param language of the tender
 * @returns null when there is no target
 */
export function strategyText(targets: readonly Pick<Target, 'requirement'>[], language: Language): StrategyText | null {
  if (targets.length === 0) return null;
  const isMixed = targets.some(({ requirement }) => requirement[language] === undefined);
  const spoken = isMixed ? 'da' : language;
  const lines = new Set(targets.map(({ requirement }) => requirement[spoken] ?? requirement.da));
  return { text: [...lines].join('\n'), language: spoken, isMixed };
}
