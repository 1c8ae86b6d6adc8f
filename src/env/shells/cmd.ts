import { exitCode, UserError } from '../../base/errors.ts';
import type { SetChange, Shell } from './shell.ts';

/** A batch file for `cmd.exe`, to be `call`ed. */
export const cmd: Shell = {
  usage: command =>
    `${command} --shell cmd > "%TEMP%\\cgw.cmd" && call "%TEMP%\\cgw.cmd" & del "%TEMP%\\cgw.cmd"`,
  failure: '@exit /b 1\r\n',
  render: changes =>
    changes
      .map(change => (change.action === 'set' ? setLine(change) : `@set "${change.name}="`))
      .map(line => `${line}\r\n`)
      .join(''),
};

function setLine({ name, value }: SetChange): string {
  // Control-Z in a batch file is read as a line feed.
  if (/[\r\n]/.test(value) || value.includes('\x1a'))
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
