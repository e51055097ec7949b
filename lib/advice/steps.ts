/** Work that can be left between any two steps, and gone on with later. */
export type Steps<T> = Generator<void, T>;

/** Does all steps at one go, where nobody waits. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
