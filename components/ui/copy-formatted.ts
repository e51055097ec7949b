/** What the clipboard takes: formatted for what can show it, plain for what cannot. */
export interface FormattedText {
  html: string;
  plain: string;
}

/** Copies a text in both forms; call it in the user's own click. @returns whether the browser let it */
export async function copyFormatted({ html, plain }: FormattedText): Promise<boolean> {
  const item = new ClipboardItem({
    'text/html': new Blob([html], { type: 'text/html' }),
    'text/plain': new Blob([plain], { type: 'text/plain' }),
  });
  return navigator.clipboard.write([item]).then(
    () => true,
    () => false,
  );
}
