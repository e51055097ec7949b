/** Runs of a property test: few by default, many where the environment asks (`PROPERTY_RUNS=20000`). */
export const numRuns = Number(process.env.PROPERTY_RUNS ?? 300);
