import { isControl, type Shell, split } from './shell.ts';

/** PowerShell before 7.5 removes a variable that is set to the empty string: there empty is unset. */
export const pwsh: Shell = {
  usage: command => `${command} | Out-String | Invoke-Expression`,
  // No `throw`: it would end the start-up file that the line stands in.
  failure: "Write-Error 'cgw failed';\n",
  render(changes) {
    const { unset, set } = split(changes);
    const paths = unset.map(name => `Env:${name}`).join(',');
    const clear = unset.length > 0 ? [`Remove-Item -ErrorAction Ignore -LiteralPath ${paths};`] : [];
    return [...clear, ...set.map(({ name, value }) => `$env:${name} = ${quote(value)};`)]
      .map(line => `${line}\n`)
      .join('');
  },
};

/** PowerShell closes a single-quoted string at typographic quotes too; all are doubled. */
export function quote(value: string): string {
  const pieces = value
    .split(/(\p{Cc})/u)
    .filter(piece => piece !== '')
    .map(piece =>
      isControl(piece)
        ? `[char]${piece.charCodeAt(0)}`
        : `'${piece.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`,
    );
  const [first, ...rest] = pieces;
  if (first === undefined) return "''";
  // A string on the left makes `+` join; a bare [char] would add.
  return first.startsWith('[') ? ["''", ...pieces].join(' + ') : [first, ...rest].join(' + ');
}
