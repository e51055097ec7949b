/** Runs of a property test on a reader: a thousand by default, a hundred thousand with `LONG=1`, or as many as asked for. */
export const numRuns = Number(process.env.PROPERTY_RUNS ?? (process.env.LONG ? 100_000 : 1000));
/** Milliseconds that they may take, on a slow machine too. */
export const timeout = Math.max(60_000, numRuns * 60);
