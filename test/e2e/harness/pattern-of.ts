/** The match pattern of an origin; it has no port, as a permission holds for all ports of a host. */
export function patternOf(origin: string): string {
  return `${new URL(origin).origin.replace(/:\d+$/, '')}/*`;
}
