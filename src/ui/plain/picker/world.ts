import type { Catalog } from '../../catalog.ts';
import { type Entry, entriesOf } from '../../entries.ts';
import type { ChangeRequest, Outcome, Purpose } from '../../state.ts';
import { carryOut, type Dialogue } from '../dialogue.ts';
import { sentence } from '../words.ts';

/** What the picker knows while it talks. Entries keep their numbers: those of the whole list. */
export type World = {
  readonly purpose: Purpose;
  readonly catalog: Catalog;
  readonly entries: readonly Entry[];
};

/** What a command came to: something to say, and the world if that changed; or the end. */
export type Step =
  | { readonly say: readonly string[]; readonly catalog?: Catalog }
  | { readonly outcome: Outcome };

export function worldOf(purpose: Purpose, catalog: Catalog): World {
  return { purpose, catalog, entries: entriesOf(catalog) };
}

export function numberOf({ entries }: World, entry: Entry): number {
  return entries.indexOf(entry) + 1;
}

/** A change that needs nothing but to be made. */
export function* changed(request: ChangeRequest): Dialogue<Step> {
  const carried = yield* carryOut(request);
  switch (carried.type) {
    case 'loaded':
      return { say: [request.done, ...carried.notes].map(sentence), catalog: carried.catalog };
    case 'noted':
      return { say: [sentence(carried.text)] };
    case 'failed': {
      const { text, catalog } = carried;
      return { say: [sentence(text)], ...(catalog === undefined ? {} : { catalog }) };
    }
  }
}
