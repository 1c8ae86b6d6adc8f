import { replaceControls, type Shell, split } from './shell.ts';

/**
 * Nushell parses a whole line before it runs any of it, so no code that a command prints can be evaluated
 * there: the plan is applied from `--json`, which also leaves no file with secrets. The rendered code is for
 * those who save it and `source` it in a later line.
 */
export const nu: Shell = {
  usage: command =>
    `let cgw = (${command} --json --reveal | from json | get changes); ` +
    'hide-env --ignore-errors ...($cgw | where action == unset | get name); ' +
    '$cgw | where action == set | reduce --fold {} {|it, all| $all | insert $it.name $it.value } | load-env',
  failure: 'error make --unspanned {msg: "cgw failed"};\n',
  // A name is quoted: `_1` alone would be the number 1.
  render(changes) {
    const { unset, set } = split(changes);
    const clear = unset.length > 0 ? [`hide-env --ignore-errors ${unset.join(' ')};`] : [];
    return [...clear, ...set.map(({ name, value }) => `$env."${name}" = ${quote(value)};`)]
      .map(line => `${line}\n`)
      .join('');
  },
};

export function quote(value: string): string {
  const escaped = value.replace(/[\\"]/g, char => `\\${char}`);
  return `"${replaceControls(escaped, code => `\\u{${code.toString(16)}}`)}"`;
}
