import type { MatchArea, MatchIndex, MatchTarget, MatchTerm } from '../../../lib/matching/finding.ts';
import type { Tender } from '../../../lib/portals/tender.ts';
import { nothing } from '../portals/fixture.ts';

/** A term for tests: Danish, inflected, no compounds, unless said. */
export function term(word: string, rest: Partial<MatchTerm> = {}): MatchTerm {
  return { language: 'da', word, ...rest };
}

export function target(id: string, rest: Partial<MatchTarget> = {}): MatchTarget {
  return {
    id,
    version: 1,
    area: 'furniture',
    binding: 'memberMandatory',
    jurisdiction: 'DK',
    tier: 'core',
    state: 'inForce',
    cpv: [],
    except: [],
    terms: [],
    coverage: [],
    thresholds: [],
    ecolabels: [],
    ...rest,
  };
}

export function area(id: string, cpv: string[], rest: Partial<MatchArea> = {}): MatchArea {
  return { id, cpv, terms: [], against: '', pointer: { id: `area:${id}`, cases: 0, entries: 0 }, ...rest };
}

export function indexOf(targets: MatchTarget[], rest: Partial<MatchIndex> = {}): MatchIndex {
  return {
    version: 'test',
    areas: [area('furniture', ['391']), area('cleaning', ['9091', '3983']), area('it', ['302'])],
    cpvWords: {},
    titleWords: {},
    targets,
    tips: [],
    ecolabels: [],
    ...rest,
  };
}

export function tender(rest: Partial<Tender> = {}): Tender {
  return { ...nothing, language: 'da', ...rest };
}
