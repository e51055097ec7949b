import { useRef, useState } from 'preact/hooks';
import type { Settings } from '../../../lib/settings.ts';
import { Field } from '../../ui/field.tsx';
import { KeptText } from '../../ui/kept-text.tsx';
import { saveSetting } from '../../ui/settings-store.ts';
import { FilterBar } from '../filter-bar.tsx';
import { useHouse } from '../house.ts';
import type { Route } from '../routes.ts';
import { logoKinds, logoOf } from './logo.ts';

interface ReportChoicesProps {
  route: Route;
  units: readonly string[];
  side: 'unit' | 'organisation';
}

/** Period, unit and area, and what the user adds to the report: kept, so that next year's begins with this year's. */
export function ReportChoices({ route, units, side }: ReportChoicesProps) {
  const { translate, settings, edge } = useHouse();
  const { title, foreword, logo } = settings.report;
  const [problem, setProblem] = useState<{ field: string; text: string } | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const problemOf = (field: string) => (problem?.field === field ? problem.text : null);

  const save = async (field: keyof Settings['report'], value: string) => {
    try {
      const valid = await saveSetting(edge.settings, 'report', (before) => ({ ...before, [field]: value }));
      setProblem(valid ? null : { field, text: translate('report.problem.long') });
    } catch (error) {
      console.error(error);
      setProblem({ field, text: translate('settings.problem.storage') });
    }
  };
  const take = async (input: HTMLInputElement) => {
    const [chosen] = input.files ?? [];
    if (chosen === undefined) return;
    const read = await logoOf(chosen);
    // The same file may be chosen again after it was mended.
    input.value = '';
    if ('problem' in read) return setProblem({ field: 'logo', text: translate(`report.problem.${read.problem}`) });
    await save('logo', read.logo);
  };

  return (
    <>
      <FilterBar route={route} units={units} side={side} />
      <details class="report-own" open={title === '' && foreword === '' && logo === ''}>
        <summary>{translate('report.own')}</summary>
        <div class="report-own-fields">
          <Field
            label={translate('report.ownTitle')}
            hint={translate('report.ownTitleHint')}
            problem={problemOf('title')}
          >
            {(control) => (
              <KeptText {...control} maxLength={120} kept={title} onKeep={(text) => void save('title', text)} />
            )}
          </Field>
          <Field
            label={translate('report.foreword')}
            hint={translate('report.forewordHint')}
            problem={problemOf('foreword')}
          >
            {(control) => (
              <KeptText
                {...control}
                rows={4}
                maxLength={1500}
                kept={foreword}
                onKeep={(text) => void save('foreword', text)}
              />
            )}
          </Field>
          <Field label={translate('report.logo')} hint={translate('report.logoHint')} problem={problemOf('logo')}>
            {(control) => (
              <input
                {...control}
                ref={file}
                type="file"
                accept={logoKinds}
                onChange={({ currentTarget }) => void take(currentTarget)}
              />
            )}
          </Field>
          {logo !== '' && (
            <p class="report-logo-kept">
              <img src={logo} alt={translate('report.logoKept')} />
              <button
                type="button"
                class="link-button"
                onClick={() => {
                  void save('logo', '');
                  // The button goes with the logo.
                  file.current?.focus();
                }}
              >
                {translate('report.logoRemove')}
              </button>
            </p>
          )}
        </div>
      </details>
    </>
  );
}
