import { shells } from '../env/shells/index.ts';
import { quote } from '../env/shells/pwsh.ts';
import type { HookLanguage, HookUpdate } from './language.ts';
import own from './pwsh.ps1' with { type: 'text' };

export const pwsh: HookLanguage = {
  update,
  hook(program, start) {
    const begin =
      start === undefined
        ? ['__cgw_carry_out (__cgw_ask start)\n']
        : [`__cgw_carry_out ${quote(update(start.update))}\n`, ...start.messages.map(say)];
    const [first = '', ...rest] = program.map(quote);
    return [
      `$global:__cgw_program = ${first}\n$global:__cgw_first = @(${rest.join(', ')})\n`,
      `$__cgw_start = {\n${begin.join('')}}\n`,
      own,
    ].join('');
  },
  rc: { file: '$PROFILE', line: 'cgw hook pwsh | Out-String | Invoke-Expression' },
};

function update({ changes, restore, follow }: HookUpdate): string {
  const mode = follow ? "$global:__cgw.Mode = 'follow';\n" : '';
  if (changes.length === 0) return mode;
  return `${mode}$global:__cgw.Restore = ${quote(shells.pwsh.render(restore))};\n${shells.pwsh.render(changes)}`;
}

function say(message: string): string {
  return `[Console]::Error.WriteLine(${quote(`cgw: ${message}`)})\n`;
}
