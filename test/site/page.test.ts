import { describe, expect, test } from 'bun:test';
import { type Choices, choicesOf, hashOf, inVersions, type Offered } from '../../site/client/choices.ts';
import { encoded } from '../../site/encode.ts';
import { groups } from '../../site/groups.ts';
import { detailsHtml } from '../../site/html/details.ts';
import { sourcesHtml } from '../../site/html/sources.ts';
import { tableHtml } from '../../site/html/table.ts';
import { escaped, withCode } from '../../site/html/text.ts';
import { columnIn, routesIn } from '../../site/page-data.ts';
import { marks } from '../../src/features/cell.ts';
import { compare } from '../../src/features/compare.ts';
import { featureIds, features } from '../../src/features/features.ts';
import { measuredRoutes } from '../../src/features/measured-routes.ts';
import { columnAt, isFromLab, routeIds, routes } from '../../src/features/routes.ts';
import { sampleOf } from '../support/tier.ts';

const { data, sources } = encoded();
const pageRoutes = routesIn(JSON.parse(JSON.stringify(data)));

test('each route stands in one group', () => {
  const grouped: readonly string[] = groups.flatMap(group => group.routes);
  expect(grouped.toSorted()).toEqual([...routeIds].sort());
  expect(pageRoutes.map(({ id }) => id as string)).toEqual([...grouped]);
});

describe('the data of the page', () => {
  test('has every cell in every combination of versions as src/features has it, with its evidence', () => {
    let seen = 0;
    const wrong: string[] = [];
    for (const route of pageRoutes)
      for (const claudeCode of sampleOf(data.claudeCode, 2))
        for (const litellm of sampleOf(data.litellm, 3)) {
          const expected = columnAt(route.id, { claudeCode, litellm });
          const { column } = columnIn(route, { claudeCode, litellm });
          for (const id of featureIds) {
            const { upstreams: _, evidence, ...cell } = expected[id];
            const { sources: cited, ...shown } = column[id];
            const said = evidence.map(each => (isFromLab(each) ? 'lab' : each));
            const cites = cited.map(number => sourceOf(number));
            seen += 1;
            if (!Bun.deepEquals(shown, cell) || !Bun.deepEquals(cites, said))
              wrong.push(`${route.id} ${id} ${claudeCode} ${litellm}`);
          }
        }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThanOrEqual(24 * 32 * 6);
  });

  test('names the measured versions as data/ does, with their days', () => {
    for (const route of pageRoutes) expect(route.pairs).toEqual([...(measuredRoutes[route.id]?.pairs ?? [])]);
  });

  test('compares two routes as cgw diff does', () => {
    const ids = ({ lost, gained, uncertain }: ReturnType<typeof compare>) =>
      [lost, gained, uncertain].map(part => part.map(({ feature }) => feature));
    for (const from of sampleOf(pageRoutes))
      for (const to of pageRoutes) {
        const page = compare(columnIn(from, {}).column, columnIn(to, {}).column);
        const program = compare(bare(routes[from.id].column), bare(routes[to.id].column));
        expect(
          [page.lost, page.gained, page.uncertain].map(part => part.map(({ feature }) => feature)),
        ).toEqual(ids(program));
      }
  });
});

/** The routes that an entry is of: what follows a way through LiteLLM may be another end of it. */
function titlesIn(entry: string): string[] {
  let way = '';
  return (entry.split('\n')[0] ?? '').split(' · ').map(title => {
    const [before, after] = title.split(' → ');
    if (after !== undefined) way = before ?? '';
    const whole = `${way} → ${title}`;
    return pageRoutes.some(route => escaped(route.title) === whole) ? whole : title;
  });
}

function sourceOf(number: number): object | string {
  if (number === 0) return 'lab';
  const source = sources[Math.abs(number) - 1];
  return number > 0 ? { ...source } : { ...source, superseded: true };
}

function bare(column: ReturnType<typeof columnAt>) {
  return Object.fromEntries(featureIds.map(id => [id, { ...column[id], changedBy: null }])) as {
    [Id in (typeof featureIds)[number]]: ReturnType<typeof columnAt>[Id] & { changedBy: null };
  };
}

describe('without a program', () => {
  const table = tableHtml(pageRoutes);
  const rows = (table.split('</thead>')[1] ?? '').split('<tr>').filter(row => row.includes('scope=row>'));

  test('the table says of each feature and route what src/features says of the newest versions', () => {
    expect(rows.length).toBe(featureIds.length);
    for (const [index, id] of featureIds.entries()) {
      const row = rows[index] ?? '';
      expect(row).toContain(`<a href="#${id}">${escaped(features[id].title)}</a>`);
      const shown = [...row.matchAll(/<td class=[^>]+>(.) <i>(\w+)<\/i>/g)].map(
        ([, sign, word]) => `${sign} ${word}`,
      );
      const expected = pageRoutes.map(route => {
        const { symbol, word } = marks[routes[route.id].column[id].state];
        return `${symbol} ${word}`;
      });
      expect(shown).toEqual(expected);
    }
  });

  test('the head of the table counts what is lost, in whole and in part', () => {
    for (const [index, state] of (['none', 'partial'] as const).entries()) {
      const row = table.split('<tr class=count>')[index + 1]?.split('\n')[0] ?? '';
      expect(row).toContain(`${marks[state].symbol} ${marks[state].word}, total`);
      const expected = pageRoutes.map(
        route => featureIds.filter(id => routes[route.id].column[id].state === state).length,
      );
      expect([...row.matchAll(/<td>(\d+)/g)].map(([, number]) => Number(number))).toEqual(expected);
    }
  });

  test('every cell has its words, and what it cites is in the list', () => {
    const details = detailsHtml(pageRoutes);
    for (const id of featureIds) {
      const section = details.slice(details.indexOf(`<section id="${id}">`)).split('</section>')[0] ?? '';
      for (const route of pageRoutes) {
        const { why, loss } = routes[route.id].column[id];
        const entry = section.split('<dt>').find(each => titlesIn(each).includes(escaped(route.title)));
        expect(entry).toContain(withCode(why));
        expect(entry).toContain(withCode(loss));
        for (const { measured, why: seen } of measuredRoutes[route.id]?.features[id]?.runs ?? []) {
          expect(section).toContain(withCode(seen));
          expect(section).toContain(measured);
        }
      }
    }
    const listed = new Set([...sourcesHtml(sources).matchAll(/<li id=(s\d+)>/g)].map(([, number]) => number));
    const cited = [...details.matchAll(/<a href=#(s\d+)>/g)].map(([, number]) => number);
    expect(cited.filter(number => !listed.has(number))).toEqual([]);
    expect(listed.size).toBe(sources.length);
  });

  test('text is text, whatever is in it', () => {
    expect(escaped('<a href="x">&')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
    expect(withCode('the `a<b` field')).toBe('the <code>a&lt;b</code> field');
  });
});

describe('the address of the page', () => {
  const offered: Offered = {
    claudeCode: ['2.1.332', '2.1.126'],
    litellm: ['1.110.2', '1.83.0'],
    routes: routeIds,
    signers: ['anthropic', 'other models'],
  };
  const first = choicesOf('', offered);

  const cases: readonly (readonly [string, Partial<Choices>])[] = [
    ['nothing but the versions', {}],
    ['older versions', { claudeCode: '2.1.126', litellm: '1.83.0' }],
    ['no group at all', { groups: [] }],
    ['some groups, and who runs the models', { groups: ['clouds', 'gateways'], signer: 'other models' }],
    ['a cell', { cell: { feature: 'effort', route: 'vertex' } }],
    [
      'a comparison of versions',
      {
        from: { route: 'litellm-unified-vertex', claudeCode: '2.1.332', litellm: '1.83.0' },
        to: { route: 'litellm-unified-vertex', claudeCode: '2.1.126', litellm: '1.110.2' },
      },
    ],
  ];
  test.each(cases)('holds %s', (_, some) => {
    // Without a word about a side, it has the versions of the table.
    const versions = { claudeCode: some.claudeCode ?? '2.1.332', litellm: some.litellm ?? '1.110.2' };
    const sides = { from: { ...first.from, ...versions }, to: { ...first.to, ...versions } };
    const choices = { ...first, ...sides, ...some };
    expect(choicesOf(hashOf(choices), offered)).toEqual(choices);
  });

  test('names the versions always: a link that was kept says the same later', () => {
    const later = { ...offered, claudeCode: ['2.1.400', ...offered.claudeCode] };
    expect(choicesOf(hashOf(first), later).claudeCode).toBe('2.1.332');
  });

  test.each([
    '#effort',
    '#claude=9&litellm=&by=__proto__&from=toString&cell=effort/nowhere',
    '#%E0%A4%A',
    '#&&==',
  ])('that makes no sense is as none: %s', hash => {
    expect(choicesOf(hash, offered)).toEqual(first);
  });

  test('a side with the table’s versions goes along with them, another one stays', () => {
    const from = { ...first.from, litellm: '1.83.0' };
    const next = inVersions({ ...first, from }, { claudeCode: '2.1.126', litellm: '1.83.0' });
    expect(next.to).toEqual({ ...first.to, claudeCode: '2.1.126', litellm: '1.83.0' });
    expect(next.from).toEqual({ ...from, claudeCode: '2.1.126' });
    expect(inVersions({ ...first, from }, { litellm: '1.110.2' }).from.litellm).toBe('1.83.0');
  });
});
