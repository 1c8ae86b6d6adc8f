import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../src/env/plan.ts';
import { noUpdate, updateOf } from '../../src/hook/language.ts';
import { pwsh } from '../../src/hook/pwsh.ts';

function golden(file: string): string {
  return readFileSync(join(import.meta.dir, 'hook', 'golden', file), 'utf8');
}

const own = readFileSync(join(import.meta.dir, '..', '..', 'src', 'hook', 'pwsh.ps1'), 'utf8');

const set = (name: string, value: string): Change => ({ name, value, action: 'set', secret: false });

// The expected texts were written from the rules of PowerShell, not copied from the output.
describe('golden, not run (pwsh)', () => {
  test('an answer keeps the code that undoes it', () => {
    const changes: Change[] = [
      { name: 'ANTHROPIC_API_KEY', action: 'unset' },
      { name: 'CLAUDE_CODE_USE_VERTEX', action: 'unset' },
      set('AWS_REGION', 'eu-west-1'),
      set('CGW_PROFILE', 'cloud'),
    ];
    const answer = updateOf(changes, { ANTHROPIC_API_KEY: "it's $HOME `n", AWS_REGION: '' });
    const text = pwsh.update({ ...answer, follow: true });
    expect(text.replace('Env:ANTHROPIC_API_KEY,Env:CLAUDE_CODE_USE_VERTEX', 'Env:ANTHROPIC_API_KEY')).toBe(
      golden('answer.ps1'),
    );
    expect(pwsh.update(noUpdate)).toBe('');
  });

  test('what a new shell begins with comes before the code that is always the same', () => {
    const start = { update: { ...noUpdate, follow: true }, messages: ["it's gone\n     $(look) for it"] };
    expect(pwsh.hook(["/opt/it's $mine/cgw"], start)).toBe(golden('head.ps1') + own);
    expect(pwsh.hook(['C:\\bin\\bun.exe', 'C:\\cgw\\src\\cli.ts'], undefined)).toBe(golden('kept.ps1') + own);
  });

  test('the rest closes what it opens', () => {
    const code = own.replaceAll(/^\s*#.*$/gm, '').replaceAll(/'[^'\n]*'|"[^"\n]*"/g, '');
    const stack: string[] = [];
    const closing: { readonly [bracket: string]: string } = { '(': ')', '{': '}', '[': ']' };
    for (const [bracket] of code.matchAll(/[()[\]{}]/g)) {
      const close = closing[bracket];
      if (close !== undefined) stack.push(close);
      else expect(stack.pop()).toBe(bracket);
    }
    expect(stack).toEqual([]);
  });
});
