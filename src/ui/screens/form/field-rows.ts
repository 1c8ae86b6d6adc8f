import type { Field } from '../../../backends/backend.ts';
import type { Cell, OptionValue, SourceCell } from './cell.ts';
import { type Control, type Row, sourceRows } from './row.ts';
import {
  isReferenceKind,
  type Keychain,
  offeredKinds,
  referenceKinds,
  type Source,
  secretRow,
} from './sources.ts';

type FieldRow = Omit<Row, keyof Control | 'id' | 'help'> & { readonly path: string };

/** The rows in which one field is filled. */
export function fieldRows(
  row: FieldRow,
  field: Field,
  cell: Cell,
  start: Cell | undefined,
  keychain: Keychain,
): Row[] {
  const { help } = field;
  const { path: id } = row;
  switch (field.kind) {
    case 'text':
    case 'url':
      return [{ ...row, id, help, control: 'text', variable: field.variable }];
    case 'toggle':
      return [{ ...row, id, help, control: 'option', options: [undefined, true, false] }];
    case 'choice':
      return [{ ...row, id, help, control: 'option', options: [undefined, ...Object.keys(field.choices)] }];
    case 'credential': {
      if (cell.cell !== 'source') return [];
      const held = start?.cell === 'source' ? start.source : cell.source;
      const sources: Source[] = ['none', ...offeredKinds(held, keychain), ...(field.words ?? [])];
      return sourceRows(
        { ...row, help, variable: field.variable },
        sources,
        written(cell, row.example),
        secretRow(cell.source),
      );
    }
  }
}

function written({ source }: SourceCell, example: string | undefined) {
  if (!isReferenceKind(source)) return undefined;
  const { asks: label, help, example: usual } = referenceKinds[source];
  if (source === 'keychain') return { label, help };
  return { label, help, example: source === 'env' ? (example ?? usual) : usual };
}

export function optionLabel(value: OptionValue): string {
  if (value === undefined) return 'not set';
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
}
