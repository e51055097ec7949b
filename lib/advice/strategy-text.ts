import type { Language, Target } from '../targets/schema.ts';

/** A text in the language it came in: what a target asks may stand in Danish alone. */
export interface StrategyText {
  text: string;
  /** Another language than the wanted one stands in it. */
  isMixed: boolean;
}

/**
 * What goes into BT-777, the description that a notice must give of its green, social and innovative aims: what each
 * target decided as met asks for, a line each. A target that stands for no such aim says nothing there.
 * @param language of the tender
 * @returns null when nothing follows from the decisions
 */
export function strategyText(
  met: readonly Pick<Target, 'eforms' | 'requirement'>[],
  language: Language,
): StrategyText | null {
  const strategic = met.filter(({ eforms }) => Object.values(eforms).some((codes) => codes.length > 0));
  const lines = new Set(strategic.map(({ requirement }) => requirement[language] ?? requirement.da));
  if (lines.size === 0) return null;
  return {
    text: [...lines].join('\n'),
    isMixed: strategic.some(({ requirement }) => requirement[language] === undefined),
  };
}
