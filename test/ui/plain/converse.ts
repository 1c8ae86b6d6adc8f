import { expect } from 'bun:test';
import { UserError } from '../../../src/base/errors.ts';
import { applyChange } from '../../../src/profile/changes.ts';
import type { Dialogue, RequestResult } from '../../../src/ui/plain/dialogue.ts';
import { plainDialogue } from '../../../src/ui/plain/run.ts';
import type { Snapshot } from '../../../src/ui/snapshot.ts';
import type { ChangeRequest, Opening, Outcome, Purpose } from '../../../src/ui/state.ts';
import { snapshotOf } from '../../support/screens.ts';

/** A whole conversation: what was said and asked, what was typed not among it. */
export type Talk<Result> = {
  readonly said: string;
  /** What was said after the last answer. */
  readonly last: string;
  readonly requests: readonly ChangeRequest[];
  /** The commands of the program that were handed on. */
  readonly commands: readonly (readonly string[])[];
  /** The questions whose answers are not echoed. */
  readonly hidden: readonly string[];
  /** Undefined when the answers ran out first. */
  readonly result: Result | undefined;
};

type Perform = (request: ChangeRequest) => RequestResult;

/** What the program does: the config after a command, the same unless said. */
type Program = (args: readonly string[]) => Partial<Snapshot>;

/** Carries requests out on the config of a snapshot, as the store does. */
function performing(snapshot: Snapshot): Perform {
  let held = snapshot;
  return request => {
    try {
      held = { ...held, config: applyChange(held.config, request.change) };
      return { type: 'loaded', snapshot: held, request, notes: [] };
    } catch (error) {
      if (error instanceof UserError) return { type: 'failed', text: `${error.message}; ${error.remedy}` };
      throw error;
    }
  };
}

/** Answers one question after the other. Whatever is said has to be fit for a screen reader. */
function converse<Result>(
  dialogue: Dialogue<Result>,
  answers: readonly string[],
  perform: Perform,
  run: (args: readonly string[]) => Snapshot,
): Talk<Result> {
  const rest = [...answers];
  const requests: ChangeRequest[] = [];
  const commands: (readonly string[])[] = [];
  const said: string[] = [];
  const hidden: string[] = [];
  let last = '';
  let step = dialogue.next();
  while (!step.done) {
    if (step.value.turn === 'request') {
      requests.push(step.value.request);
      step = dialogue.next(perform(step.value.request));
      continue;
    }
    if (step.value.turn === 'command') {
      commands.push(step.value.args);
      step = dialogue.next({ type: 'ran', snapshot: run(step.value.args) });
      continue;
    }
    last = [...step.value.say, step.value.question].join('\n');
    said.push(last);
    if (step.value.hidden) hidden.push(step.value.question);
    const answer = rest.shift();
    if (answer === undefined) break;
    step = dialogue.next(answer);
  }
  const all = said.join('\n');
  expectPlain(all);
  expect(rest).toEqual([]);
  return { said: all, last, requests, commands, hidden, result: step.done ? step.value : undefined };
}

/** No escape, nothing drawn, no symbol where a word belongs. */
export function expectPlain(text: string): void {
  expect(text).not.toMatch(/[\u2500-\u259f]/);
  expect(text).not.toMatch(/[\p{Cc}--\n]/v);
  expect(text).not.toMatch(/[✓✗●▸▾❯•→↵]/);
  // A mark alone, or a question mark that stands for `unknown`.
  expect(text).not.toMatch(/^\s*[~?!+*-](\s|$)/m);
}

type Opened = {
  readonly purpose?: Purpose;
  readonly opening?: Opening;
  readonly snapshot?: Partial<Snapshot>;
  readonly perform?: Perform;
  readonly program?: Program;
};

/** The whole of plain mode, from the opening on. */
export function talk(
  answers: readonly string[],
  { purpose = 'launch', opening = { opens: 'picker' }, snapshot, perform, program }: Opened = {},
): Talk<Outcome> {
  const known = snapshotOf(snapshot);
  return converse(plainDialogue(purpose, known, opening), answers, perform ?? performing(known), args => ({
    ...known,
    ...program?.(args),
  }));
}
