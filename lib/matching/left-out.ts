/** What comes behind these is no part of the purchase, up to the end of the sentence. */
const before =
  /(?:undtagen|undtaget|bortset fra|med undtagelse af|(?:omfatter|indeholder|inkluderer) (?:dog )?ikke|unntatt|med unntak av|(?:omfatter|inkluderer|dekker) (?:dog )?ikke|undantaget|förutom|med undantag för|(?:omfattar|innefattar) (?:dock )?(?:inte|ej)|except(?:ing)?(?: for)?|excluding|excludes|with the exception of|does not (?:include|cover)|do not (?:include|cover)|ausgenommen|mit ausnahme (?:von|der|des)|umfasst nicht)\s[^.;:!?\n]*$/i;
/** What stands before these in its clause is none either. */
const behind =
  /^[^.;:!?,\n]*?\s(?:(?:er |blir |bliver |is |are |är |ist |sind )?(?:dog )?(?:ikke|ikkje|ej|inte|not|nicht) (?:er |en |længere )?(?:omfattet|inkluderet|inkludert|medtaget|del af|en del af|del av|en del av|omfatta|omfattas|included|covered|part of|enthalten|bestandteil|gegenstand)|(?:indgår|inngår|ingår) (?:dog )?(?:ikke|ikkje|ej|inte)|(?:is|are) excluded)(?![\p{L}])/iu;
/**
 * One word of each phrase above: where none of them stands near, nothing is left out. They are found in the same pass as
 * all terms.
 */
export const denials =
  'undtagen undtaget bortset undtagelse unntatt unntak undantaget förutom undantag except excepting excluding excludes ' +
  'excluded exception ausgenommen ausnahme ikke ikkje ej inte not nicht';
/** How far a word is looked for such words around it, in characters. */
export const reach = 90;

/**
 * Whether the words at [start, end) are named as no part of the purchase: "rengøring er ikke omfattet", "alt undtagen
 * møbler". Looks at their sentence alone.
 */
export function isLeftOut(text: string, start: number, end: number): boolean {
  return before.test(text.slice(Math.max(0, start - reach), start)) || behind.test(text.slice(end, end + reach));
}
