import type { AreaId } from '../../targets/schema.ts';

/**
 * The nine product categories of the Danish survey of green public procurement with figures of 2013 (Miljøprojekt 1820,
 * 2016), by the product areas that we take to be theirs. The survey names its categories in words alone, so which area
 * belongs to which is our reading; lighting, kitchens and the other areas are in none.
 */
export const surveyCategories = {
  it: ['it'],
  roadAndPark: ['green-areas'],
  textiles: ['textiles'],
  cleaning: ['cleaning'],
  furniture: ['furniture'],
  paper: ['paper-print'],
  construction: ['building', 'civil-works'],
  transport: ['transport'],
  food: ['food'],
} as const satisfies Record<string, readonly AreaId[]>;

export type SurveyCategory = keyof typeof surveyCategories;
