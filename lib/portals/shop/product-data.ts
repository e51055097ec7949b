import { squeeze } from '../page/text.ts';

/** What a shop's data says of one article, whichever way it is written: JSON-LD, microdata or RDFa. */
export interface ProductData {
  title: string | null;
  description: string | null;
  category: string | null;
  brand: string | null;
  url: string | null;
  /** Price and currency as the data has them: "189.50 DKK". */
  price: string | null;
  gtin: string | null;
  sku: string | null;
  /** Certificates, awards and properties by name: where a shop says which labels the article carries. */
  labels: string[];
}

/** The names that GS1 numbers go by in schema.org. */
export const gtinNames = ['gtin', 'gtin13', 'gtin14', 'gtin12', 'gtin8'] as const;

/** A text of the data without markup; null for anything else and for nothing. */
export function word(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? squeeze(value.replace(/<[^>]*>/g, ' ')) : null;
}

/** The class on the energy label's scale of today, in the words of a text; the classes with plus signs are of the old one. */
export function energyClass(category: string | null): string | null {
  const letter = /EnergyEfficiencyCategory([A-G])$/.exec(category ?? '')?.[1] ?? /^[A-G]$/.exec(category ?? '')?.[0];
  return letter ? `energy label class ${letter}` : null;
}
