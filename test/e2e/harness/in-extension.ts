/** Calls a function in a browser, where only what it is given can be seen: no names from around it. */
export type InExtension = <T, Given extends unknown[]>(
  work: (...given: Given) => T,
  ...given: Given
) => Promise<Awaited<T>>;
