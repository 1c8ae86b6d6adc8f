import { flagRows, type Section, usageLine, usages } from './help.ts';
import type { CommandSpec } from './spec.ts';

/** What a manual page says beside the commands. */
export type About = {
  readonly version: string;
  readonly exits: readonly (readonly [string, string])[];
  readonly variables: readonly (readonly [string, string])[];
  readonly files: readonly (readonly [string, string])[];
};

/** `man cgw`, from the declarations of the commands: roff, for the macros of man(7). */
export function manual(sections: readonly Section[], about: About): string {
  return [
    `.TH CGW 1 "" "cgw ${about.version}" "User Commands"`,
    '.SH NAME',
    'cgw \\- environment profiles for Claude Code',
    '.SH SYNOPSIS',
    ...usages.flatMap(([usage], index) => [...(index === 0 ? [] : ['.br']), `.B ${roff(usage)}`]),
    '.SH DESCRIPTION',
    roff(
      'cgw keeps named backend profiles for Claude Code, shows what each backend costs in features, and starts claude so that the profile wins over settings files.',
    ),
    ...usages.slice(0, 2).flatMap(([usage, text]) => item(usage, text)),
    ...sections.flatMap(({ title, commands }) => [
      `.SH ${quoted(title.toUpperCase())}`,
      ...commands.flatMap(([name, spec]) => command(name, spec)),
    ]),
    ...list('EXIT STATUS', about.exits),
    ...list('ENVIRONMENT', about.variables),
    ...list('FILES', about.files),
    '.SH SEE ALSO',
    '.BR claude (1)',
    '',
  ].join('\n');
}

function command(name: string, spec: CommandSpec): string[] {
  return [
    `.SS ${quoted(name)}`,
    `.B ${roff(usageLine(name, spec))}`,
    '.PP',
    roff(`${spec.summary}.`),
    ...flagRows(spec).flatMap(([flag, help]) => item(flag, help)),
    '.PP',
    'Examples:',
    '.RS 4',
    '.nf',
    ...spec.examples.flatMap(example => example.split('\n').map(roff)),
    '.fi',
    '.RE',
  ];
}

function list(title: string, rows: readonly (readonly [string, string])[]): string[] {
  return [`.SH ${quoted(title)}`, ...rows.flatMap(([name, text]) => item(name, text))];
}

function item(name: string, text: string): string[] {
  return ['.TP', `.B ${roff(name)}`, roff(text)];
}

function quoted(text: string): string {
  return `"${roff(text).replaceAll('"', '\\(dq')}"`;
}

/** A text as roff takes it: nothing in it is a request, and dashes stay what can be copied. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&')
    .replaceAll('’', '\\(cq')
    .replaceAll('…', '...')
    .replaceAll('“', '\\(lq')
    .replaceAll('”', '\\(rq');
}
