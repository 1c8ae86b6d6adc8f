import type { CommandSpec } from './spec.ts';

/** A group of commands in the overview. */
type Section = { readonly title: string; readonly commands: readonly (readonly [string, CommandSpec])[] };

/** How far the left column of the overview may reach. */
const leftColumn = 34;

/** The overview: `cgw --help`. */
export function overview(sections: readonly Section[]): string {
  const lists = sections.map(({ title, commands }) =>
    [title, ...commands.map(([name, spec]) => line(signature(name, spec), spec.summary))].join('\n'),
  );
  return [
    'cgw: environment profiles for Claude Code\n',
    'Usage: cgw <command> [arguments]      cgw <command> --help\n',
    `${lists.join('\n\n')}\n`,
    'Examples',
    '  cgw add litellm --set baseUrl=https://litellm.example.com:4000 --secret token=env:LITELLM_API_KEY',
    '  cgw run litellm -p "hi"               start Claude Code; the profile wins',
    '  eval $(cgw env bedrock)               switch this shell\n',
  ].join('\n');
}

function line(left: string, summary: string): string {
  const fits = left.length <= leftColumn;
  return fits
    ? `  ${left.padEnd(leftColumn)}  ${summary}`
    : `  ${left}\n  ${' '.repeat(leftColumn)}  ${summary}`;
}

function signature(name: string, spec: CommandSpec): string {
  return spec.usage === '' ? name : `${name} ${spec.usage}`;
}

/** The help of one command: `cgw env --help`. */
export function commandHelp(name: string, spec: CommandSpec): string {
  const flags = Object.entries({ ...spec.flags, help: { help: 'show this' } });
  const options = flags.map(([flag, { value, help }]: [string, { value?: string; help: string }]) => ({
    left: value === undefined ? `--${flag}` : `--${flag} ${value}`,
    help,
  }));
  const width = Math.max(...options.map(option => option.left.length));
  return [
    spec.summary,
    '',
    `Usage: cgw ${name} [options]${spec.usage === '' ? '' : ` ${spec.usage}`}`,
    '',
    'Options',
    ...options.map(option => `  ${option.left.padEnd(width)}  ${option.help}`),
    ...(spec.examples === undefined ? [] : ['', 'Examples', ...spec.examples.map(example => `  ${example}`)]),
    '',
  ].join('\n');
}
