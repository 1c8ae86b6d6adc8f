import type { Field } from './backend.ts';
import { chosenModels } from './models.ts';
import { model } from './patterns.ts';

/** The fields that name a model, with their variables. A list that `cgw env` does not need. */
export const modelFields: readonly { readonly path: string; readonly variable: string }[] =
  Object.entries<Field>(chosenModels).flatMap(([path, field]) =>
    field.kind === 'text' && field.pattern === model && field.variable !== undefined
      ? [{ path, variable: field.variable }]
      : [],
  );
