import { type Cell, type Evidence, partial } from '../cell.ts';
import { pages } from '../evidence.ts';
import type { FeatureId } from '../features.ts';
import { type OperatorId, operators } from '../operators.ts';

/** What a product decides itself; of the rest its route’s column holds. */
export type Cells = { readonly [Id in FeatureId]?: Cell };

/** What holds of some of a product’s models only, by the name of the main one. */
export type ByModel = readonly { readonly model: RegExp; readonly cells: Cells }[];

/** What is lost is refused by the server. */
export function refused(cell: Cell): Cell {
  return { ...cell, shows: 'loud' };
}

const read = '2026-11-30';

/** A page of whoever makes the product, at the address where it was read. */
export function page(source: string, versions: string, checked = read): Evidence {
  return { kind: 'documented', source, checked, versions };
}

/** A file of whoever makes it, at the commit at which it was read. */
export function code(repository: string, commit: string, path: string, versions: string): Evidence {
  return page(`${repository}@${commit}: ${path}`, `${versions}; read, not run`);
}

/** A page, read only as somebody else quotes it. */
export function quoted(source: string, product: string): Evidence {
  return { kind: 'reported', source, checked: read, versions: `${product}, autumn 2026, as others quote it` };
}

/** Why an answer is short by default, and how long it may be. */
export function outputOf(most: string): string {
  return `Claude Code asks for 32000 of models that it does not know; ${most}`;
}

/** Claude Code asks for adaptive thinking (recorded), which not every maker lists. */
export const adaptiveUnlisted = 'it documents enabled and disabled; Claude Code sends adaptive (recorded)';

/** Caps follow what the product offers of tracking costs; `loss` is what that lacks for each user. */
export function caps(id: OperatorId, loss = ''): Cell {
  const { state, text, evidence } = operators[id]['cost-tracking'];
  return { state: loss === '' ? state : 'partial', loss, why: text, lever: null, evidence };
}

/** All that arrives is cached; what Claude Code itself does not mark is not. */
export function allButNotices(why: string, ...evidence: Cell['evidence']): Cell {
  return partial('Its own notices stay uncached', why, null, ...evidence, pages.caching);
}
