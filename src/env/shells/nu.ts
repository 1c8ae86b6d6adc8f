import { replaceControls, type Shell, split } from './shell.ts';

/** Nushell reads code only from files, so this is saved and sourced, or applied from `--json`. */
export const nu: Shell = {
  usage: command => `${command} | save --force cgw.nu; source cgw.nu`,
  render(changes) {
    const { unset, set } = split(changes);
    const clear = unset.length > 0 ? [`hide-env --ignore-errors ${unset.join(' ')};`] : [];
    return [...clear, ...set.map(({ name, value }) => `$env.${name} = ${quote(value)};`)]
      .map(line => `${line}\n`)
      .join('');
  },
};

function quote(value: string): string {
  const escaped = value.replace(/[\\"]/g, char => `\\${char}`);
  return `"${replaceControls(escaped, code => `\\u{${code.toString(16)}}`)}"`;
}
