/** A PDF of pages with lines in a font that every reader has; a page without lines is one that a scanner made. */
export function smallPdf(pages: readonly (readonly string[])[]): Uint8Array {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', ''];
  const kids: string[] = [];
  const font = objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const lines of pages) {
    const drawing = `BT /F1 11 Tf 50 750 Td 14 TL ${lines.map((line) => `(${escaped(line)}) Tj T*`).join(' ')} ET`;
    const content = objects.push(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
    const page = objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`,
    );
    kids.push(`${page} 0 R`);
  }
  return fileOf(objects, kids);
}

/** A PDF of one page whose drawing is packed: `packed` is what the filter unpacks. */
export function packedPdf(packed: Uint8Array, filter = '/FlateDecode'): Uint8Array {
  const drawing = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
  const content = `<< /Length ${drawing.length} /Filter ${filter} >>\nstream\n${drawing}\nendstream`;
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>';
  return fileOf(['<< /Type /Catalog /Pages 2 0 R >>', '', font, content, page], ['5 0 R']);
}

function fileOf(objects: string[], kids: readonly string[]): Uint8Array {
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Uint8Array.from(file, (sign) => sign.charCodeAt(0));
}

const escaped = (text: string): string => text.replace(/[()\\]/g, (sign) => `\\${sign}`);
