import type { Cell, Evidence } from './cell.ts';

type Sources = readonly [Evidence, ...Evidence[]];

/** Nothing is lost. `lever` is what turns it on, where it has to be asked for. */
export function full(why: string, lever: string | null, ...evidence: Sources): Cell {
  return { state: 'full', loss: '', why, lever, evidence };
}

export function partial(loss: string, why: string, lever: string | null, ...evidence: Sources): Cell {
  return { state: 'partial', loss, why, lever, evidence };
}

export function none(loss: string, why: string, lever: string | null, ...evidence: Sources): Cell {
  return { state: 'none', loss, why, lever, evidence };
}

/** Nobody knows: `loss` is what may be lost, the evidence is what was looked at. */
export function unknown(loss: string, why: string, lever: string | null, ...evidence: Sources): Cell {
  return { state: 'unknown', loss, why, lever, evidence };
}

/** The same cell on another route, with what says that the route leaves it as it is. */
export function also(cell: Cell, ...evidence: Sources): Cell {
  const kept = cell.evidence.filter(old => evidence.every(added => added.source !== old.source));
  return { ...cell, evidence: [...evidence, ...kept] };
}
