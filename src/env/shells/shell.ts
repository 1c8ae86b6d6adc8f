import type { Change } from '../plan.ts';

/** How to speak one shell. Code is literal there: no value, name or key can run. */
export type Shell = {
  /**
   * The changes as code of this shell.
   * @throws UserError when a value cannot be expressed (a line break in cmd).
   */
  render(changes: readonly Change[]): string;
  /** Code that changes nothing and fails: a shell that evaluates nothing at all succeeds, and goes on. */
  readonly failure: string;
  /** How a user evaluates it, for help and warnings. */
  readonly usage: (command: string) => string;
};

export type SetChange = Extract<Change, { action: 'set' }>;

/** The names to clear and the variables to set, for shells that clear in one statement. */
export function split(changes: readonly Change[]): { unset: string[]; set: SetChange[] } {
  const unset: string[] = [];
  const set: SetChange[] = [];
  for (const change of changes) {
    if (change.action === 'set') set.push(change);
    else unset.push(change.name);
  }
  return { unset, set };
}

/** Replaces every ASCII control character of a text. */
export function replaceControls(text: string, replace: (code: number) => string): string {
  return text.replace(/\p{Cc}/gu, char => (isControl(char) ? replace(char.charCodeAt(0)) : char));
}

/** Whether a character is an ASCII control character; those beyond ASCII are text to every shell. */
export function isControl(char: string): boolean {
  return char < ' ' || char === '\x7f';
}

/** Two hexadecimal digits. */
export function hex(code: number): string {
  return code.toString(16).padStart(2, '0');
}
