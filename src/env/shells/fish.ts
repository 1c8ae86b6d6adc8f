import { hex, replaceControls, type Shell, split } from './shell.ts';

/**
 * In fish a universal variable (`set -Ux`) is in every shell and erasing it would be for good. It is hidden
 * behind an empty global, which has to be exported: behind one that is not, children get the universal value
 * all the same (fish 3.6). A global variable is erased.
 */
export const fish: Shell = {
  usage: command => `${command} | source`,
  failure: 'false;\n',
  render(changes) {
    const { unset, set } = split(changes);
    const clear =
      unset.length === 0
        ? []
        : [
            `for cgw_name in ${unset.join(' ')};`,
            'set -e -g $cgw_name; set -q -U -x $cgw_name; and set -g -x $cgw_name;',
            'end; set -e cgw_name;',
          ];
    return [...clear, ...set.map(({ name, value }) => `set -gx ${name} ${quote(value)};`)]
      .map(line => `${line}\n`)
      .join('');
  },
};

/** Single quotes know `\\` and `\'` only; control characters stand outside them as codes. */
export function quote(value: string): string {
  const escaped = value.replace(/[\\']/g, char => `\\${char}`);
  return `'${replaceControls(escaped, code => `'\\x${hex(code)}'`)}'`;
}
