import type { Answer, Answered } from './answer.ts';

/** The hook in the language of one shell. */
export type HookLanguage = {
  /**
   * The code for the shell’s start-up file: the state and the functions of one shell.
   * @param program the words that start this cgw, from anywhere.
   * @param start what a new shell begins with; undefined where the code is kept: then it asks when it is read.
   */
  hook(program: readonly string[], start: Answered | undefined): string;
  /** An answer to that code, for it to evaluate. */
  answer(answer: Answer): string;
  readonly rc: Rc;
};

/** How the hook gets into a shell. */
export type Rc = {
  readonly file: string;
  readonly line: string;
  /** What has to be done before, but not in every new shell. */
  readonly once?: string;
};
