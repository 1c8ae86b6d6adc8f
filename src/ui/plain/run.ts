import type { EndingSignal } from '../../base/signals.ts';
import { onEndingSignal } from '../../base/signals.ts';
import type { Catalog } from '../catalog.ts';
import type { ChangeRequest, Opening, Outcome, Purpose } from '../state.ts';
import type { Ended, Perform } from '../terminal/open.tsx';
import { PlainConsole, type PlainStreams } from './console.ts';
import type { Carried, Dialogue } from './dialogue.ts';
import { plainDialogue } from './start.ts';

/**
 * Plain mode: prints lines and reads lines until the conversation ends, and leaves the terminal as it was. Loads
 * neither Ink nor React.
 */
export async function runPlain(
  purpose: Purpose,
  catalog: Catalog,
  opening: Opening,
  perform: Perform,
  streams: PlainStreams,
): Promise<Ended> {
  const stopped = Promise.withResolvers<Ended>();
  const onSignal = (signal: EndingSignal) =>
    stopped.resolve(signal === 'SIGINT' ? { outcome: 'interrupted' } : { outcome: 'signalled', signal });
  const talk = new PlainConsole(streams, () => onSignal('SIGHUP'));
  const release = onEndingSignal(onSignal, ['SIGINT', 'SIGTERM', 'SIGHUP']);
  try {
    const dialogue = plainDialogue(purpose, catalog, opening);
    return await Promise.race([stopped.promise, held(dialogue, talk, perform)]);
  } finally {
    release();
    talk.release();
  }
}

/** The conversation with somebody who types. */
async function held(dialogue: Dialogue<Outcome>, talk: PlainConsole, perform: Perform): Promise<Outcome> {
  let step = dialogue.next();
  while (!step.done) {
    const turn = step.value;
    if (turn.turn === 'request') step = dialogue.next(await carriedOut(turn.request, perform));
    else {
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

async function carriedOut(request: ChangeRequest, perform: Perform): Promise<Carried> {
  const action = await perform(request, () => {});
  if (action.type === 'loaded' || action.type === 'noted' || action.type === 'failed') return action;
  throw new Error(`a change came back as ${action.type}`);
}
