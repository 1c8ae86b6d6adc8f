import { hex, replaceControls, type Shell } from './shell.ts';

export const elvish: Shell = {
  usage: command => `eval (${command} | slurp)`,
  failure: "fail 'cgw failed';\n",
  render: changes =>
    changes
      .map(change =>
        change.action === 'set'
          ? `set-env ${change.name} ${quote(change.value)};`
          : `unset-env ${change.name};`,
      )
      .map(line => `${line}\n`)
      .join(''),
};

export function quote(value: string): string {
  const escaped = value.replace(/[\\"]/g, char => `\\${char}`);
  return `"${replaceControls(escaped, code => `\\x${hex(code)}`)}"`;
}
