import { exitCode, UserError } from '../../errors.ts';
import type { SetChange, Shell } from './shell.ts';

/** A batch file for `cmd.exe`, to be `call`ed. */
export const cmd: Shell = {
  usage: command => `${command} > "%TEMP%\\cgw.cmd" && call "%TEMP%\\cgw.cmd"`,
  render: changes =>
    changes
      .map(change => (change.action === 'set' ? setLine(change) : `@set "${change.name}="`))
      .map(line => `${line}\r\n`)
      .join(''),
};

function setLine({ name, value }: SetChange): string {
  if (/[\r\n]/.test(value))
    throw new UserError(
      exitCode.failed,
      `${name} holds a line break, which cmd.exe cannot set`,
      'use cgw run, or PowerShell',
    );
  // `set NAME=` is how cmd clears: it has no empty variables.
  return `@set ${caret(`${name}=${value}`)}`;
}

/** No quotes open, so every special character is taken literally behind its caret; `%` is doubled in files. */
function caret(text: string): string {
  return text.replace(/[\^"&|<>()!]/g, '^$&').replaceAll('%', '%%');
}
