import type { MatchIndex, MatchTarget, MatchTerm } from '../../../lib/matching/finding.ts';
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

export function indexOf(targets: MatchTarget[], rest: Partial<MatchIndex> = {}): MatchIndex {
  return {
    version: 'test',
    areas: [
      { id: 'furniture', cpv: ['391'] },
      { id: 'cleaning', cpv: ['9091', '3983'] },
      { id: 'it', cpv: ['302'] },
    ],
    targets,
    tips: [],
    ecolabels: [],
    ...rest,
  };
}

export function tender(rest: Partial<Tender> = {}): Tender {
  return { ...nothing, language: 'da', ...rest };
}
