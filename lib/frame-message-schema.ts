import { z } from 'zod';

/**
 * What goes between a page and the frames of the same site in it, by way of the background: another origin's frame is
 * closed to the page's own script, and nothing is ever said through the page.
 */
const id = z.string().min(1).max(80);
const cpv = z.string().regex(/^\d{8}$/);
const fieldId = z.string().regex(/^field-\d{1,6}$/);
const frame = z.number().int().min(1);

/** The tender that the fields of a frame belong to, as far as advice on their text needs it. */
export const framedTenderSchema = z.strictObject({
  title: z.string().max(2000).nullable(),
  buyer: z
    .strictObject({
      name: z.string().max(500),
      id: z.string().max(80).nullable(),
      scheme: z.string().max(20).nullable(),
    })
    .nullable(),
  cpv: z.strictObject({ main: cpv.nullable(), additional: z.array(cpv).max(300) }),
  language: z.string().max(20).nullable(),
  /** Targets that were called wrong findings here. */
  hidden: z.array(id).max(500),
});

/** Advice without its places: they lie in the frame's own text. */
const advised = z.strictObject({
  target: id,
  version: z.number().int(),
  area: id,
  score: z.number(),
  reasons: z
    .array(
      z.strictObject({
        kind: z.enum(['cpv', 'term', 'ecolabel']),
        text: z.string().max(200),
        where: z.string().max(200),
        span: z.null(),
      }),
    )
    .max(50),
  lots: z.array(z.string().max(200)).max(500),
  binding: z.enum(['law', 'memberMandatory', 'stateOnly', 'recommended', 'inspiration']),
  counts: z.boolean(),
  coverage: z.enum(['covered', 'partly', 'missing']),
  quote: z.null(),
  isForeign: z.boolean(),
});

export const framedFieldSchema = z.strictObject({
  id: fieldId,
  label: z.string().max(200),
  /** It takes a criterion. */
  takes: z.boolean(),
  advised: z.array(advised).max(100),
});
const fields = z.array(framedFieldSchema).max(200);

/** What a page has a frame do. */
const act = {
  act: z.enum(['insert', 'undo']),
  /** What the text is kept by, so that it can be taken out again. */
  key: id,
  field: fieldId,
  text: z.string().max(20_000),
};

/** From a page or a frame to the background. */
export const frameRequests = [
  /** Finds the frames of the page's own site and gives them its tender; null takes it away again. */
  z.strictObject({ type: z.literal('frames/read'), tender: framedTenderSchema.nullable() }),
  z.strictObject({ type: z.literal('frames/act'), frame, ...act }),
  /** The fields of a frame, and the one whose marker was pressed. */
  z.strictObject({ type: z.literal('frames/tell'), fields, opened: fieldId.nullable() }),
] as const;

/** From the background to a page or a frame. */
export const framePageRequests = [
  z.strictObject({ type: z.literal('frame/tender'), tender: framedTenderSchema.nullable() }),
  z.strictObject({ type: z.literal('frame/act'), ...act }),
  z.strictObject({ type: z.literal('frame/fields'), frame, fields, opened: fieldId.nullable() }),
] as const;

/** How a frame answers `frame/act`. */
export const framedOutcomeSchema = z.strictObject({
  label: z.string().max(200),
  state: z.enum(['inserted', 'undone', 'gone', 'locked', 'refused', 'changed', 'tooLong']),
  over: z.number().int().min(0),
});
