import type { ComponentChildren } from 'preact';

/** The page's one `h1`; it takes the focus when the page changes, so that reading starts here. */
export function Heading({ children, lang }: { children: ComponentChildren; lang?: string }) {
  return (
    <h1 tabIndex={-1} lang={lang}>
      {children}
    </h1>
  );
}
