/** Sides of the largest logo that is kept, in px: sharp on paper at the size it is printed in. */
const largest = { width: 900, height: 240 };
/** Bytes of a file that is looked at at all. */
const fileLimit = 10_000_000;
/** Characters of the picture as it is kept with the settings. */
export const logoLimit = 200_000;

/** What the browser shows as a picture; anything else is refused before it is opened. */
const kinds = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'];
export const logoKinds = kinds.join(',');

/** Why a file does not become a logo. */
export type LogoProblem = 'kind' | 'size' | 'unreadable';

/**
 * A picture file as a PNG that fits the report's head, as a data address. It is drawn anew, so that nothing of the file
 * but its colours is kept: no script of an SVG, no place where a photograph was taken.
 */
export async function logoOf(file: File): Promise<{ logo: string } | { problem: LogoProblem }> {
  if (!kinds.includes(file.type)) return { problem: 'kind' };
  if (file.size > fileLimit) return { problem: 'size' };
  const address = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    // An SVG may have no size of its own.
    const [width, height] = [picture.naturalWidth || largest.width, picture.naturalHeight || largest.height];
    for (const share of [1, 0.5, 0.25]) {
      const scale = Math.min(1, largest.width / width, largest.height / height) * share;
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(width * scale));
      canvas.height = Math.max(1, Math.round(height * scale));
      const context = canvas.getContext('2d');
      if (context === null) return { problem: 'unreadable' };
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const logo = canvas.toDataURL('image/png');
      if (logo.length <= logoLimit) return { logo };
    }
    return { problem: 'size' };
  } catch {
    return { problem: 'unreadable' };
  } finally {
    URL.revokeObjectURL(address);
  }
}
