import { pageWidth, wrap } from '../base/text.ts';
import type { CommandSpec, FlagSpec } from './spec.ts';

/** A group of commands in the overview. */
type Section = { readonly title: string; readonly commands: readonly (readonly [string, CommandSpec])[] };

/** How far the left column of the overview may reach. */
const leftColumn = 26;

/** The overview: `cgw --help`. */
export function overview(sections: readonly Section[]): string {
  const lists = sections.map(({ title, commands }) =>
    [title, ...commands.flatMap(([name, spec]) => row(signature(name, spec), spec.summary, leftColumn))].join(
      '\n',
    ),
  );
  return [
    'cgw: environment profiles for Claude Code\n',
    'Usage: cgw [-- claude arguments…]      the picker',
    '       cgw <profile> [arguments]      start claude under it: cgw run <profile>',
    '       cgw <command> [arguments]      cgw <command> --help\n',
    `${lists.join('\n\n')}\n`,
    'Examples',
    '  cgw add litellm --set baseUrl=https://llm.corp:4000 --secret token=env:LLM_KEY',
    '  cgw run litellm -p "hi"               start Claude Code; the profile wins',
    '  eval $(cgw env bedrock)               switch this shell\n',
  ].join('\n');
}

/** Two columns; what is too long for the left one stands on a line of its own. */
function row(left: string, right: string, width: number): string[] {
  const [first = '', ...rest] = wrap(right, '', pageWidth - width - 4);
  const indent = ' '.repeat(width + 4);
  const head =
    left.length <= width ? [`  ${left.padEnd(width)}  ${first}`] : [`  ${left}`, `${indent}${first}`];
  return [...head, ...rest.map(line => `${indent}${line}`)];
}

function signature(name: string, spec: CommandSpec): string {
  return spec.usage === '' ? name : `${name} ${spec.usage}`;
}

/** The help of one command: `cgw env --help`. */
export function commandHelp(name: string, spec: CommandSpec): string {
  const flags: readonly (readonly [string, FlagSpec])[] = [
    ...Object.entries(spec.flags),
    ['help', { help: 'show this' }],
  ];
  const options = flags.map(
    ([flag, { value, help }]) => [value === undefined ? `--${flag}` : `--${flag} ${value}`, help] as const,
  );
  const width = Math.max(...options.map(([left]) => left.length));
  return [
    ...wrap(spec.summary, ''),
    '',
    `Usage: cgw ${name} [options]${spec.usage === '' ? '' : ` ${spec.usage}`}`,
    '',
    'Options',
    ...options.flatMap(([left, help]) => row(left, help, width)),
    ...(spec.examples === undefined ? [] : ['', 'Examples', ...spec.examples.map(example => `  ${example}`)]),
    '',
  ].join('\n');
}
