import type { Profile } from '../../../../backends/profile.ts';
import { stepMarks } from '../../../../check/report-text.ts';
import { isStale, type StoredCheck } from '../../../../check/stored-check.ts';
import type { Evidence } from '../../../../features/cell.ts';
import { type FeatureId, featureIds, features } from '../../../../features/features.ts';
import { bend } from '../../../../features/profile-column.ts';
import type { Entry } from '../../../entries.ts';
import { type Line, line, styled, wrapSpans } from '../../../lines.ts';
import type { StyleName } from '../../../theme.ts';

const kinds = ['measured', 'documented', 'reported'] as const satisfies readonly Evidence['kind'][];

const meanings: { readonly [Kind in (typeof kinds)[number]]: string } = {
  measured: 'seen on the wire',
  documented: 'the vendor says so',
  reported: 'somebody says so',
};

/**
 * The last check, then how well each cell of the column is known: what rests on a measurement, and what only on
 * somebody’s word.
 */
export function checkLines(
  { checks, name }: Entry,
  profile: Profile,
  stored: StoredCheck | undefined,
  width: number,
): Line[] {
  const column = bend(profile, checks);
  const unknown = featureIds.filter(id => column[id].state === 'unknown');
  const known = featureIds.filter(id => column[id].state !== 'unknown');
  const sections = kinds.flatMap(kind => {
    const ids = known.filter(id => column[id].evidence[0].kind === kind);
    if (ids.length === 0) return [];
    return [
      line(styled('title', `${ids.length} ${kind}`), styled('dim', `: ${meanings[kind]}`)),
      ...ids.map(id => cellLine(id, column[id].evidence[0])),
      [],
    ];
  });
  const doubts =
    unknown.length === 0
      ? []
      : [
          line(styled('title', `${unknown.length} unknown`), styled('dim', ': nobody showed it')),
          ...unknown.map(id => line(`  ${features[id].title}`)),
        ];
  return [...lastCheck(name, profile, stored), ...sections, ...doubts].flatMap(each =>
    wrapSpans(each, width, 4),
  );
}

const stepStyles: { readonly [Each in keyof typeof stepMarks]: StyleName } = {
  ok: 'good',
  warning: 'warn',
  failed: 'bad',
  unknown: 'dim',
  skipped: 'dim',
};

function lastCheck(name: string, profile: Profile, stored: StoredCheck | undefined): Line[] {
  if (stored === undefined)
    return [line(styled('title', 'Never measured'), `: cgw check ${name} does it`), []];
  const when = `${stored.at.slice(0, 16).replace('T', ' ')} UTC`;
  if (isStale(stored, profile))
    return [
      line(styled('warn', `Measured ${when}, and changed since`), `: cgw check ${name} measures it again`),
      [],
    ];
  return [
    line(styled('title', `Measured ${when}`)),
    ...stored.steps
      .filter(({ state }) => state !== 'skipped')
      .map(({ step, state, what }) =>
        line('  ', styled(stepStyles[state], stepMarks[state].padEnd(9)), ` ${step}: ${what}`),
      ),
    [],
  ];
}

function cellLine(id: FeatureId, { checked, versions }: Evidence): Line {
  return line(`  ${features[id].title}`, styled('dim', ` ${checked}, ${versions}`));
}
