import type { PageWording, TextLanguage, WordingTrigger } from '../targets/schema.ts';

/** A rule ready to look for in a text of one language. */
export interface CompiledRule {
  rule: PageWording['rules'][number];
  /** Group 1 is what is named; ecolabels are found by matching and have none. */
  triggers: { pattern: RegExp; inDemand: boolean }[];
  subjects: RegExp | null;
  softened: RegExp | null;
  spared: ReadonlySet<string>;
}

/** The words of one language, and "or equivalent" in all of them: a text may take it from another. */
export interface CompiledWording {
  equivalent: RegExp;
  clause: RegExp;
  demand: RegExp;
  present: RegExp;
  rules: CompiledRule[];
}

const wordStart = '(?<![\\p{L}\\p{N}])';
const wordEnd = '(?![\\p{L}\\p{N}])';
const gap = '(?:[^\\s.;:]+\\s+){0,3}?';
const number = '\\d+(?:[.,]\\d+)?';
const unit = '(?:mm|cm)';
const times = '\\s?(?:x|X|×|\\*)\\s?';
/** A word that a name goes on with: another one with a capital letter, or a number. */
const nameWord = '(?:\\p{Lu}[\\p{L}\\p{N}&+/-]*|\\d[\\p{L}\\p{N}/-]*)';
const modelWord = '(?=[\\p{L}\\d/-]*\\d)(?=[\\p{L}\\d/-]*\\p{Lu})[\\p{Lu}\\d][\\p{L}\\d/-]{2,}';

/** What must follow the words of a trigger; group 1 is what is named. Letters keep their case here. */
const slots: Record<WordingTrigger['names'], string> = {
  name: `\\s*:?\\s*[»«"“”„'’‘]?(\\p{Lu}[\\p{L}\\p{N}&+-]+(?: ${nameWord})*)`,
  model: `\\s*:?\\s*[»«"“”„'’‘]?((?:\\p{Lu}[\\p{L}&-]+ ){0,3}${modelWord}|(?:\\p{Lu}[\\p{Ll}&-]+ ){1,3}(?:\\p{Lu}{2,}|\\d{2,})${wordEnd})`,
  number: `\\s*[:#]?\\s*((?=[\\p{L}\\d./-]*\\d)[\\p{L}\\d][\\p{L}\\d./-]{2,}[\\p{L}\\d])`,
  measure: `\\s*(${number}\\s?(?:mm|cm|m|g|kg|ml|l|liter|W|V|Hz)${wordEnd})`,
  trademark: `${wordStart}([\\p{L}\\p{N}][\\p{L}\\p{N}&-]+)\\s?[®™]`,
  dimensions: `(?<![\\d.,])(${number}\\s?${unit}?${times}${number}\\s?${unit}?${times}${number}\\s?${unit})${wordEnd}`,
};

/** The rules for texts of one language. */
export function compileWording({ words, rules }: PageWording, language: TextLanguage): CompiledWording {
  const own = words[language];
  return {
    equivalent: anyOf(Object.values(words).flatMap(({ equivalent }) => equivalent)),
    clause: anyOf(own.clause),
    demand: anyOf(own.demand),
    present: anyOf(own.present),
    rules: rules.map((rule) => ({
      rule,
      triggers: (rule.triggers ?? [])
        .filter((trigger) => trigger.language === null || trigger.language === language)
        .map((trigger) => ({ pattern: triggerPattern(trigger), inDemand: trigger.inDemand })),
      subjects: rule.subjects[language].length > 0 ? anyOf(rule.subjects[language]) : null,
      softened: rule.softened[language].length > 0 ? anyOf(rule.softened[language]) : null,
      spared: new Set(rule.spared.map((word) => word.toLowerCase())),
    })),
  };
}

function triggerPattern({ before, names }: WordingTrigger): RegExp {
  const words = before.flatMap((phrase) => [bothCases(phrase), ...(phrase.includes(' ') ? [] : [upper(phrase)])]);
  return new RegExp(words.length > 0 ? `${wordStart}(?:${words.join('|')})${slots[names]}` : slots[names], 'gu');
}

/** Any of these phrases as whole words, whatever the case. */
function anyOf(list: readonly string[]): RegExp {
  const whole = (phrase: string) =>
    `${/^[\p{L}\p{N}*]/u.test(phrase) ? wordStart : ''}${source(phrase)}${/[\p{L}\p{N}*]$/u.test(phrase) ? wordEnd : ''}`;
  return new RegExp(list.map(whole).join('|'), 'iu');
}

function source(phrase: string): string {
  return phrase
    .split(' ')
    .map((word, at, all) => {
      if (word === '…') return gap;
      const inner = escaped(word.replace(/^\*|\*$/g, ''));
      const text = `${word.startsWith('*') ? '[\\p{L}\\p{N}-]*' : ''}${inner}${word.endsWith('*') ? '[\\p{L}-]*' : ''}`;
      return at === all.length - 1 ? text : `${text}\\s+`;
    })
    .join('');
}

/** The phrase with its first letter in either case, since the name behind it must keep its own. */
function bothCases(phrase: string): string {
  const [first = ''] = phrase;
  return `[${escaped(first.toLowerCase() + first.toUpperCase())}]${source(phrase.slice(first.length))}`;
}

const upper = (phrase: string): string => escaped(phrase.toUpperCase());
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
