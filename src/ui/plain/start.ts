import type { Catalog } from '../catalog.ts';
import type { FormState } from '../screens/form/state.ts';
import { firstLayers } from '../screens/start.ts';
import type { Opening, Outcome, Purpose } from '../state.ts';
import type { Dialogue } from './dialogue.ts';
import { type FormContext, formDialogue } from './form/form.ts';
import { afterForm } from './picker/forms.ts';
import { pickerDialogue } from './picker/picker.ts';
import { formIn, formOfPreset, presetDialogue } from './presets.ts';
import { welcomeDialogue } from './welcome.ts';

/** The whole conversation: the first layer of the screens says where it begins. */
export function* plainDialogue(purpose: Purpose, catalog: Catalog, opening: Opening): Dialogue<Outcome> {
  const context = { purpose, catalog };
  const [layer] = firstLayers(opening, catalog);
  switch (layer?.layer) {
    case 'welcome':
      return yield* welcomed(context);
    case 'presets': {
      const { name } = layer;
      const preset = yield* presetDialogue();
      if (preset === undefined) return { outcome: 'left' };
      return yield* formAlone(
        formOfPreset(catalog, preset, name === undefined ? {} : { name }),
        context,
        opening,
      );
    }
    case 'form':
      return yield* formAlone(formIn(layer), context, opening);
    default:
      return yield* pickerDialogue(purpose, catalog);
  }
}

/** A form that is all there is. */
function* formAlone(form: FormState, context: FormContext, opening: Opening): Dialogue<Outcome> {
  const named = opening.opens === 'add' && opening.name !== undefined;
  const ended = yield* formDialogue(form, { ...context, named });
  switch (ended.end) {
    case 'cancelled':
      return { outcome: 'left' };
    case 'saved':
      return { outcome: 'saved', name: ended.name, notes: ended.notes };
    case 'launch':
      return { outcome: 'chosen', name: ended.name };
  }
}

/** What is chosen first leads to the picker in the end. */
function* welcomed(context: FormContext): Dialogue<Outcome> {
  const { purpose, catalog } = context;
  const choice = yield* welcomeDialogue(catalog);
  if (choice === 'look') return yield* pickerDialogue(purpose, catalog);
  const preset = choice === 'presets' ? yield* presetDialogue() : choice.preset;
  if (preset === undefined) return yield* pickerDialogue(purpose, catalog);
  const known = choice === 'presets' ? {} : choice;
  const step = afterForm(yield* formDialogue(formOfPreset(catalog, preset, known), context));
  if ('outcome' in step) return step.outcome;
  return yield* pickerDialogue(purpose, step.catalog ?? catalog, step.say);
}
