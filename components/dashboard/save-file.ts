/** Hands a file to the browser, which saves it where downloads go or asks where. */
export function saveFile({ blob, name }: { blob: Blob; name: string }): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser needs the address until it has begun to write; a minute is far beyond that.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
