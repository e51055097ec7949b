import { v7 } from 'uuid';
import type { Context } from './context.ts';

/**
 * The id of a new record: a UUID of version 7 (RFC 9562), which begins with the time. What was written together then
 * stands together in the browser's database, and a large journal takes such rows in with fewer readings.
 */
export const newId = (context: Pick<Context, 'newId'>): string => context.newId?.() ?? v7();
