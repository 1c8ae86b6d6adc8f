import { bend } from '../../../../features/bend.ts';
import type { Evidence } from '../../../../features/cell.ts';
import { type FeatureId, featureIds } from '../../../../features/feature.ts';
import { features } from '../../../../features/features.ts';
import type { Profile } from '../../../../profile/profile.ts';
import { type Line, line, styled, wrapSpans } from '../../../lines.ts';

const kinds = ['measured', 'documented', 'reported'] as const satisfies readonly Evidence['kind'][];

const meanings: { readonly [Kind in (typeof kinds)[number]]: string } = {
  measured: 'seen on the wire',
  documented: 'the vendor says so',
  reported: 'somebody says so',
};

/** How well each cell of the column is known: what rests on a measurement, and what only on somebody’s word. */
export function checkLines(profile: Profile, width: number): Line[] {
  const column = bend(profile);
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
  return [...sections, ...doubts].flatMap(each => wrapSpans(each, width, 4));
}

function cellLine(id: FeatureId, { checked, versions }: Evidence): Line {
  return line(`  ${features[id].title}`, styled('dim', ` ${checked}, ${versions}`));
}
