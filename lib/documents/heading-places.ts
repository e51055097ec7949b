import type { Place } from './document.ts';

/** The longest heading that is quoted as a place. */
const longest = 120;

/** Follows a text document from heading to heading, so that each paragraph has a place that its reader finds. */
export interface HeadingPlaces {
  heading: (text: string, number: string) => Place;
  paragraph: () => Place;
}

export function headingPlaces(): HeadingPlaces {
  let heading = '';
  let paragraph = 0;
  const place = (): Place => ({ kind: 'heading', heading, paragraph });
  return {
    heading: (text, number) => {
      heading = `${number} ${text}`.replace(/\s+/g, ' ').trim().slice(0, longest);
      paragraph = 0;
      return place();
    },
    paragraph: () => {
      paragraph++;
      return place();
    },
  };
}
