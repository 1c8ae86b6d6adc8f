import { visible } from '../../base/terminal-text.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Action, ChangeRequest } from '../state.ts';

/** A step of a conversation: lines to say and a question to ask, or something to be carried out. */
type Turn =
  | {
      readonly turn: 'ask';
      readonly say: readonly string[];
      readonly question: string;
      /** The answer is a credential: it is read without echo. */
      readonly hidden: boolean;
    }
  | { readonly turn: 'request'; readonly request: ChangeRequest }
  /** A command of the program; what it says is said as it comes. */
  | { readonly turn: 'command'; readonly args: readonly string[] };

/** What became of a request. */
export type RequestResult = Extract<Action, { type: 'loaded' | 'failed' }>;

/** The line that was typed, what became of the request, or the world after the command. */
type Reply = string | RequestResult | { readonly type: 'ran'; readonly snapshot: Snapshot };

/**
 * A conversation as data: it yields what to say and goes on with what is answered, so that all of it can be tested
 * without a terminal. What ends it from outside (Ctrl-C, the end of the input) is no affair of its own.
 */
export type Dialogue<Result> = Generator<Turn, Result, Reply>;

/** Says the lines, asks, and goes on with the answer, without the blanks around it. */
export function* ask(say: readonly string[], question: string): Dialogue<string> {
  return yield* asked(say, question, false);
}

/** The same for a credential, which nobody shall see on the screen. */
export function* askHidden(say: readonly string[], question: string): Dialogue<string> {
  return yield* asked(say, question, true);
}

function* asked(say: readonly string[], question: string, hidden: boolean): Dialogue<string> {
  const reply = yield { turn: 'ask', say: say.map(visible), question: `${visible(question)}: `, hidden };
  if (typeof reply !== 'string') throw new Error('a question was answered by no text');
  return reply.trim();
}

/** Has a change carried out. */
export function* carryOut(request: ChangeRequest): Dialogue<RequestResult> {
  const reply = yield { turn: 'request', request };
  if (typeof reply === 'string' || reply.type === 'ran')
    throw new Error('a request was answered by something else');
  return reply;
}

/** Has a command of the program carried out. @returns the world after it */
export function* runCommand(args: readonly string[]): Dialogue<Snapshot> {
  const reply = yield { turn: 'command', args };
  if (typeof reply === 'string' || reply.type !== 'ran')
    throw new Error('a command was answered by something else');
  return reply.snapshot;
}

/** The same conversation with lines to say before its first question. */
export function* withIntroduction<Result>(
  say: readonly string[],
  dialogue: Dialogue<Result>,
): Dialogue<Result> {
  let before = say.map(visible);
  let step = dialogue.next();
  while (!step.done) {
    const turn = step.value;
    if (turn.turn === 'ask') {
      step = dialogue.next(yield { ...turn, say: [...before, ...turn.say] });
      before = [];
    } else step = dialogue.next(yield turn);
  }
  return step.value;
}
