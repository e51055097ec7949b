import type { z } from 'zod';
import type {
  framedFieldSchema,
  framedOutcomeSchema,
  framedTenderSchema,
  framePageRequests,
} from './frame-message-schema.ts';

/** The tender as a frame is told of it. */
export type FramedTender = z.infer<typeof framedTenderSchema>;
/** A field of a frame as its page is told of it. */
export type FramedField = z.infer<typeof framedFieldSchema>;
export type FramedOutcome = z.infer<typeof framedOutcomeSchema>;
/** What the background says to pages and frames about each other. */
export type FramePageRequest = z.infer<(typeof framePageRequests)[number]>;

type Shape = Record<string, (value: unknown) => boolean>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isFieldId = (value: unknown): boolean => typeof value === 'string' && /^field-\d{1,6}$/.test(value);
const isCpv = (value: unknown): boolean => typeof value === 'string' && /^\d{8}$/.test(value);
const isNull = (value: unknown): boolean => value === null;
const orNull = (check: (value: unknown) => boolean) => (value: unknown) => value === null || check(value);
const listOf = (check: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(check);
const oneOf =
  (...words: string[]) =>
  (value: unknown) =>
    words.some((word) => word === value);
/** Exactly these properties, each as it must be. */
const has = (shape: Shape) => (value: unknown) => {
  if (typeof value !== 'object' || value === null) return false;
  const names = Object.keys(shape);
  return (
    Object.keys(value).length === names.length &&
    names.every((name) => Object.hasOwn(value, name) && shape[name]?.((value as Record<string, unknown>)[name]))
  );
};

const isReason = has({ kind: oneOf('cpv', 'term', 'ecolabel'), text: isText, where: isText, span: isNull });
const isAdvised = has({
  target: isText,
  version: isNumber,
  area: isText,
  score: isNumber,
  reasons: listOf(isReason),
  lots: listOf(isText),
  binding: oneOf('law', 'memberMandatory', 'stateOnly', 'recommended', 'inspiration'),
  counts: isBoolean,
  coverage: oneOf('covered', 'partly', 'missing'),
  quote: isNull,
  isForeign: isBoolean,
});
const isField = has({ id: isFieldId, label: isText, takes: isBoolean, advised: listOf(isAdvised) });
const isTender = has({
  title: orNull(isText),
  buyer: orNull(has({ name: isText, id: orNull(isText), scheme: orNull(isText) })),
  cpv: has({ main: orNull(isCpv), additional: listOf(isCpv) }),
  language: orNull(isText),
  hidden: listOf(isText),
});
const isFrame = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0;

const requests: Record<FramePageRequest['type'], (message: unknown) => boolean> = {
  'frame/tender': has({ type: isText, tender: orNull(isTender) }),
  'frame/act': has({ type: isText, act: oneOf('insert', 'undo'), key: isText, field: isFieldId, text: isText }),
  'frame/fields': has({ type: isText, frame: isFrame, fields: listOf(isField), opened: orNull(isFieldId) }),
};

/** Whether a message is one about frames, and whole. Where Zod must not go, these checks stand for the schemas. */
export function isFramePageRequest(message: unknown): message is FramePageRequest {
  const type = (message as { type?: unknown } | null | undefined)?.type;
  return (
    typeof type === 'string' && Object.hasOwn(requests, type) && requests[type as FramePageRequest['type']](message)
  );
}
