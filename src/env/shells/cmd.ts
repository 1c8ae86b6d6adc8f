import { exitCode, UserError } from '../../base/errors.ts';
import type { SetChange, Shell } from './shell.ts';

/** A batch file for `cmd.exe`, to be `call`ed. */
export const cmd: Shell = {
  usage: command =>
    `${command} --shell cmd > "%TEMP%\\cgw.cmd" && call "%TEMP%\\cgw.cmd" & del "%TEMP%\\cgw.cmd"`,
  failure: '@exit /b 1\r\n',
  render(changes) {
    const lines = changes.map(change =>
      change.action === 'set' ? setLine(change) : `@set "${change.name}="`,
    );
    const isAscii = lines.every(line => /^\p{ASCII}*$/u.test(line));
    return (isAscii ? lines : [...inUtf8, ...lines, ...asBefore]).map(line => `${line}\r\n`).join('');
  },
};

const codePage = 'CGW_CODE_PAGE';
const chcp = '%SystemRoot%\\System32\\chcp.com';

/** cmd reads each line of a batch file in the code page of its console, as that is when the line’s turn comes. */
const inUtf8 = [
  `@for /f "tokens=2 delims=:." %%a in ('${chcp}') do @set "${codePage}=%%a"`,
  `@${chcp} 65001 >nul`,
];
const asBefore = [`@${chcp} %${codePage}% >nul`, `@set "${codePage}="`];

/** No line of a batch file may be longer. */
const longestLine = 8_191;

function setLine({ name, value }: SetChange): string {
  // Control-Z in a batch file is read as a line feed.
  if (/[\r\n]/.test(value) || value.includes('\x1a'))
    throw new UserError(
      exitCode.failed,
      `${name} holds a line break, which cmd.exe cannot set`,
      'use cgw run, or PowerShell',
    );
  // `set NAME=` is how cmd clears: it has no empty variables.
  const line = `@set ${caret(`${name}=${value}`)}`;
  if (line.length <= longestLine) return line;
  throw new UserError(
    exitCode.failed,
    `${name} is longer than cmd.exe can set`,
    'use cgw run, or PowerShell',
  );
}

/** No quotes open, so every special character is taken literally behind its caret; `%` is doubled in files. */
function caret(text: string): string {
  return text.replace(/[\^"&|<>()!]/g, '^$&').replaceAll('%', '%%');
}
