/** Languages by the codes that official notices name them with. */
export const officialLanguages: Readonly<Record<string, string>> = {
  DAN: 'da',
  NOR: 'nb',
  NOB: 'nb',
  NNO: 'nn',
  SWE: 'sv',
  ENG: 'en',
  DEU: 'de',
  FIN: 'fi',
  FRA: 'fr',
  NLD: 'nl',
};
