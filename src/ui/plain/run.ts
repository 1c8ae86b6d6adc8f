import { type EndingSignal, onEndingSignal } from '../../base/signals.ts';
import type { Ended, Perform } from '../open.tsx';
import type { FormState } from '../screens/form/state.ts';
import { firstLayers } from '../screens/start.ts';
import type { WelcomeChoice } from '../screens/welcome.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ChangeRequest, Opening, Outcome, Purpose } from '../state.ts';
import { askOne, type Choice } from './choose.ts';
import { PlainConsole, type PlainStreams } from './console.ts';
import type { Dialogue, RequestResult } from './dialogue.ts';
import { type FormContext, formDialogue } from './form/form.ts';
import { afterForm, formIn, formOfPreset, presetDialogue } from './open-form.ts';
import { pickerDialogue } from './picker.ts';
import { spokenOutput, withoutArrows } from './words.ts';

/** Carries out a command of the program, prints what it says line by line, and reads the world again. */
export type RunCommand = (args: readonly string[], print: (line: string) => void) => Promise<Snapshot>;

/**
 * Plain mode: prints lines and reads lines until the conversation ends, and leaves the terminal as it was. Loads
 * neither Ink nor React.
 */
export async function runPlain(
  purpose: Purpose,
  snapshot: Snapshot,
  opening: Opening,
  perform: Perform,
  runCommand: RunCommand,
  streams: PlainStreams,
): Promise<Ended> {
  const stopped = Promise.withResolvers<Ended>();
  const onSignal = (signal: EndingSignal) =>
    stopped.resolve(signal === 'SIGINT' ? { outcome: 'interrupted' } : { outcome: 'signalled', signal });
  const talk = new PlainConsole(streams, () => onSignal('SIGHUP'));
  const release = onEndingSignal(onSignal, ['SIGINT', 'SIGTERM', 'SIGHUP']);
  try {
    const dialogue = plainDialogue(purpose, snapshot, opening);
    return await Promise.race([stopped.promise, held(dialogue, talk, perform, runCommand)]);
  } finally {
    release();
    talk.release();
  }
}

/** The conversation with somebody who types. */
async function held(
  dialogue: Dialogue<Outcome>,
  talk: PlainConsole,
  perform: Perform,
  runCommand: RunCommand,
): Promise<Outcome> {
  let step = dialogue.next();
  while (!step.done) {
    const turn = step.value;
    if (turn.turn === 'request') step = dialogue.next(await carriedOut(turn.request, perform));
    else if (turn.turn === 'command') {
      const snapshot = await runCommand(turn.args, text => talk.say(spokenOutput(text)));
      step = dialogue.next({ type: 'ran', snapshot });
    } else {
      const text = [...turn.say, turn.question].join('\n');
      const answer = turn.hidden ? await talk.askHidden(text) : await talk.ask(text);
      if ('none' in answer) return answer.none === 'end' ? afterEnd() : { outcome: 'interrupted' };
      step = dialogue.next(answer.line);
    }
  }
  return step.value;
}

/** No line comes any more: that is Ctrl-D, unless the terminal has gone and SIGHUP is on its way. */
async function afterEnd(): Promise<Outcome> {
  await Bun.sleep(50);
  return { outcome: 'left' };
}

async function carriedOut(request: ChangeRequest, perform: Perform): Promise<RequestResult> {
  const action = await perform(request, () => {});
  if (action.type === 'loaded' || action.type === 'failed') return action;
  throw new Error(`a change came back as ${action.type}`);
}

/** The whole conversation: the first layer of the screens says where it begins. */
export function* plainDialogue(purpose: Purpose, snapshot: Snapshot, opening: Opening): Dialogue<Outcome> {
  const context = { purpose, snapshot };
  const [layer] = firstLayers(opening, snapshot);
  switch (layer?.layer) {
    case 'welcome':
      return yield* welcomed(context);
    case 'presets': {
      const { name } = layer;
      const preset = yield* presetDialogue();
      if (preset === undefined) return { outcome: 'left' };
      return yield* formAlone(
        formOfPreset(snapshot, preset, name === undefined ? {} : { name }),
        context,
        opening,
      );
    }
    case 'form':
      return yield* formAlone(formIn(layer), context, opening);
    default:
      return yield* pickerDialogue(purpose, snapshot);
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
      return { outcome: 'chosen', name: ended.name, done: ended.done };
  }
}

/** What is chosen first leads to the picker in the end. */
function* welcomed(context: FormContext): Dialogue<Outcome> {
  const { purpose, snapshot } = context;
  const choice = yield* welcomeDialogue(snapshot);
  if (choice === 'look') return yield* pickerDialogue(purpose, snapshot);
  const preset = choice === 'presets' ? yield* presetDialogue() : choice.preset;
  if (preset === undefined) return yield* pickerDialogue(purpose, snapshot);
  const known = choice === 'presets' ? {} : choice;
  const step = afterForm(yield* formDialogue(formOfPreset(snapshot, preset, known), context));
  if ('outcome' in step) return step.outcome;
  return yield* pickerDialogue(purpose, step.snapshot ?? snapshot, step.say);
}

/** The first run: what this machine has to start from, and the way to everything else. */
export function* welcomeDialogue({ offers, claude }: Snapshot): Dialogue<WelcomeChoice> {
  const found = offers.map((offer): Choice<WelcomeChoice> => {
    const { what, where, preset, note } = offer;
    const facts = [where, `becomes a profile of the preset ${preset}`, ...(note === null ? [] : [note])];
    return { label: withoutArrows(what), about: facts.join(', '), value: offer };
  });
  const chosen = yield* askOne(
    [
      `Welcome to cgw, with ${claude}. You have no profile yet: cgw keeps one for each backend and starts Claude Code under the one you pick.`,
      found.length > 0 ? 'This machine has something to start from:' : 'To begin with:',
    ],
    'Number, or empty to look around',
    [
      ...found,
      { label: 'presets', about: 'make a profile of one of the presets', value: 'presets' },
      { label: 'look', about: 'look around first', value: 'look' },
    ],
  );
  return chosen?.value ?? 'look';
}
