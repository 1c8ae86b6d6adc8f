import { also, type Cell, type Evidence } from '../../cell.ts';
import { isSeedEvidence } from '../../seed.ts';

/** A cell without the seed’s verdict on the route it comes from. */
export function withoutSeed(cell: Cell): Cell {
  const [first, ...rest] = cell.evidence.filter(evidence => !isSeedEvidence(evidence));
  return first === undefined ? cell : { ...cell, evidence: [first, ...rest] };
}

/** The cells of a backend as they come through a relay that changes nothing of them. */
export function relayed<Id extends string>(
  column: { readonly [F in Id]: Cell },
  names: readonly Id[],
  relay: Evidence,
): { [F in Id]: Cell } {
  return Object.fromEntries(names.map(name => [name, also(withoutSeed(column[name]), relay)])) as {
    [F in Id]: Cell;
  };
}
