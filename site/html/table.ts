import { marks, type Support } from '../../src/features/cell.ts';
import { featureIds, features, type Side } from '../../src/features/features.ts';
import { classes } from '../classes.ts';
import { groups, shortTitle } from '../groups.ts';
import { columnIn, countedStates, howMany, type PageRoute } from '../page-data.ts';
import { escaped } from './text.ts';

/** The rows of the table, by where a feature is made. */
const sides: { readonly [Each in Side]: string } = {
  client: 'Made in Claude Code itself',
  server: 'Made by the model’s server',
  account: 'What an account or an organisation has',
};

/** A state as a cell shows it. */
function signAndWord(state: Support): string {
  return `${marks[state].symbol} <i>${marks[state].word}</i>`;
}

/** The table in the newest measured versions: head and body. */
export function tableHtml(pageRoutes: readonly PageRoute[]): string {
  const columns = pageRoutes.map(route => columnIn(route, {}).column);
  const groupHeads = groups.map(
    ({ title, routes }) => `<th scope=colgroup colspan=${routes.length}>${title}</th>`,
  );
  const starts = new Set<string>(groups.map(({ routes }) => routes[0]));
  const heads = pageRoutes.map(
    ({ id, title }) =>
      `<th scope=col${starts.has(id) ? ' class=s' : ''}><span>${escaped(shortTitle(title))}</span></th>`,
  );
  const counts = countedStates.map(state => {
    const numbers = columns.map(column => `<td>${howMany(state, column)}`);
    return `<tr class=count><th scope=row>${marks[state].symbol} ${marks[state].word}, total</th>${numbers.join('')}`;
  });
  const bodies = Object.entries(sides).map(([side, title]) => {
    const rows = featureIds.filter(id => features[id].side === side);
    const cells = rows.map(id => {
      const { title, about } = features[id];
      const note = about === undefined ? '' : ` <small>${escaped(about)}</small>`;
      const states = columns.map(({ [id]: { state } }, at) => {
        const isStart = starts.has(pageRoutes[at]?.id ?? '');
        return `<td class=${isStart ? `"${classes[state]} s"` : classes[state]}>${signAndWord(state)}`;
      });
      return `<tr><th scope=row><a href="#${id}">${escaped(title)}</a>${note}</th>${states.join('')}`;
    });
    const all = `<tr class=side><th scope=rowgroup colspan=${columns.length + 1}><span>${title}</span></th>`;
    return `<tbody>\n${[all, ...cells].join('\n')}\n</tbody>`;
  });
  return `<thead>
<tr><td class=corner></td>${groupHeads.join('')}</tr>
<tr><td class=corner></td>${heads.join('')}</tr>
${counts.join('\n')}
</thead>
${bodies.join('\n')}`;
}
