import type { Hit } from '../matching/matcher.ts';

/**
 * What stands in a shop for, on, in or around other things: "Dispenser, toiletpapir". Where a title begins with one,
 * the rest says what it is for. Last parts of compounds count too: "sæbedispenser".
 */
const things =
  /^.*(?:dispenser|holder|stativ|ophæng|beholder|kurv|børste|rens(?:er)?|afkalker|taske|cover|filter|overtræk|etui|stang|kniv|skræller|kande|kop|krus|skål|æske|eske|mugge|hylster|deksel|opbevaring|bog|bok|børste|klister(?:mærker|merker)|basket|bin|brush|box|bag|jug|knife|mug|cup|roller|rack|stand|cover|book|sticker)s?$/u;
/** "Lampefeber (bog)": a kind in brackets says what the words before it are the name of. */
const bookInBrackets = /\((?:\p{L}*(?:bog|bok|book|hæfte|cd|dvd|film|plakat|poster|spil)|\p{L}*bøger)\)/iu;
/** What follows says what the article is for, which parts it has or what it is made of. */
const turns = /[\s,(](?:til|for|med|m\.|with|uden|uten|without|af|av|of|i|in|på)\s/giu;
/** How an article comes is no article: in "A box of copy paper" it is the paper that is sold. */
const packing =
  /^[\d\s.,xa]*(?:pakker?|pakning|kasser?|karton|poser?|sække?|flasker?|dunke?|ruller?|stk\.?|pk\.?|pose|pack|box|bag|bottle|case|roll)s?$/u;

/**
 * Last parts of compounds that leave the article what it is: how it comes, or a word for all goods of its kind. With
 * any other last part the compound is another article: a coffee machine's cleaner is no coffee machine.
 */
const sameArticle =
  /^(?:s|e|n)?-?(?:sæt|sett|set|pakke|pakning|pk|rulle|rull|ark|stk|flaske|dunk|spand|bøtte|kasse med|refill|patron|pulver|tab(?:s|let|letter)|mix|blanding|skive|tern|strimmel|strimler|filet|produkt|vare|artik(?:el|ler)|udstyr|utstyr|tøj|middel|væske|koncentrat|serie|model|maskine|maskin|automat|bord|dyne|linned|stof)(?:r|er|e|en|et|ne|erne|ene|s)?$/u;
/** These say what kind of thing the rest of a compound is: a toy car is a toy. */
const kinds = /(?:legetøj|leketøy|leke|led-?|inkontinens)$/u;
const storage = /(?:kasse|kurv|reol|hylde|hylle|boks|spand|pose|sæk|box|bibliotek)(?:r|er|e|n|en|ne|erne)?$/u;
const ending = /^(?:\p{L}{0,2}|ene|erne|nes|ers)$/u;

/** In English the head of a row of nouns is the last; these are no heads: how the article looks, or how it comes. */
const describes =
  /^(?:white|black|grey|gray|blue|red|green|yellow|brown|pink|clear|organic|fresh|frozen|large|small|medium|mini|maxi|refill|pack|set|size|sheets|concentrate|unscented|ground|whole|sliced|and|or|per|in|on|of|from|by|at|to)$/;

/** How a title is read. */
interface ArticleTitle {
  /** The title begins with a thing that serves others, so that words elsewhere say what it serves. */
  isOther: boolean;
  /** Whether a hit is the article, and not what it is for or what it is a part of. */
  isArticle(hit: Hit): boolean;
}

/**
 * Reads the title of an article, which unlike a tender's is its name: what stands first in it is what is sold, a
 * compound is what its last part says, and what follows "til" or "med" is not sold.
 */
export function readArticleTitle(title: string, language: string | null): ArticleTitle {
  const lower = title.toLowerCase();
  const head = /\p{L}{3,}(?:-\p{L}+)*/u.exec(lower);
  const isBook = bookInBrackets.test(lower);
  const isOther = isBook || things.test(head?.[0] ?? '');
  const turn = firstTurn(lower);
  return {
    isOther,
    isArticle({ start, end, until }) {
      if (isBook || start >= turn) return false;
      // The thing itself may be what a target is about: "Kaffefilter".
      if (isOther && head && start > head.index) return false;
      if (!isSameArticle(lower.slice(start, until), lower.slice(until, end))) return false;
      return language !== 'en' || !isBeforeHead(title.slice(end));
    },
  };
}

/** Where a title begins to say what the article is for. */
function firstTurn(title: string): number {
  for (const { index } of title.matchAll(turns)) if (!packing.test(title.slice(0, index))) return index;
  return title.length;
}

/** Whether a listed word still names the same article with what follows it in its word. */
function isSameArticle(listed: string, rest: string): boolean {
  return ending.test(rest) || sameArticle.test(rest) || (kinds.test(listed) && !storage.test(rest));
}

function isBeforeHead(rest: string): boolean {
  const [, next] = /^ (\p{Ll}{2,})(?![\p{L}\d])/u.exec(rest) ?? [];
  return next !== undefined && !describes.test(next) && !/^(?:with|for|without)$/.test(next);
}
