import { type Line, line, type Page, styled } from '../base/lines.ts';
import { heading, paragraph, twoColumns } from '../base/page.ts';
import type { CommandSpec, FlagSpec } from './spec.ts';

/** A group of commands in the overview. */
export type Section = {
  readonly title: string;
  readonly commands: readonly (readonly [string, CommandSpec])[];
};

/** How far the left column of the overview may reach. */
const leftColumn = 26;

/** What stands for a command that is no word: how cgw itself is called. */
export const usages = [
  ['cgw', 'the picker: choose a profile, and start Claude Code under it'],
  ['cgw NAME [arguments…]', 'start Claude Code under that profile: cgw run NAME'],
  ['cgw COMMAND [arguments…]', 'cgw COMMAND --help says more'],
] as const;

/** The overview: `cgw --help`. */
export function overview(sections: readonly Section[]): Page {
  return size => [
    ...paragraph(line(styled('title', 'cgw'), ': environment profiles for Claude Code'), size),
    line(),
    heading('Usage'),
    ...usages.flatMap(([left, right]) => twoColumns(accented(left), right, leftColumn, size)),
    ...sections.flatMap(({ title, commands }) => [
      line(),
      heading(title),
      ...commands.flatMap(([name, spec]) =>
        twoColumns(signature(name, spec), spec.summary, leftColumn, size),
      ),
    ]),
    line(),
    heading('Examples'),
    line('  cgw add litellm --set baseUrl=https://llm.corp:4000 --secret token=env:LLM_KEY'),
    line('  cgw run litellm -p "hi"'),
    line('  eval $(cgw env bedrock)'),
  ];
}

function accented(text: string): Line {
  return line(styled('accent', text));
}

function signature(name: string, spec: CommandSpec): Line {
  return line(styled('accent', name), spec.usage && ` ${spec.usage}`);
}

/** The flags of a command, as they are written, each with its help. */
export function flagRows(spec: CommandSpec): (readonly [string, string])[] {
  const flags: readonly (readonly [string, FlagSpec])[] = [
    ...Object.entries(spec.flags),
    ['help', { help: 'show this' }],
  ];
  return flags.map(
    ([flag, { value, help }]) => [value === undefined ? `--${flag}` : `--${flag} ${value}`, help] as const,
  );
}

/** How a command is called. */
export function usageLine(name: string, { usage }: CommandSpec): string {
  return `cgw ${name} [options]${usage === '' ? '' : ` ${usage}`}`;
}

/** The help of one command: `cgw env --help`. */
export function commandHelp(name: string, spec: CommandSpec): Page {
  const options = flagRows(spec);
  const width = Math.max(...options.map(([left]) => left.length));
  return size => [
    ...paragraph(spec.summary, size),
    line(),
    ...paragraph(line(styled('title', 'Usage:'), ` ${usageLine(name, spec)}`), size, 7),
    line(),
    heading('Options'),
    ...options.flatMap(([left, help]) => twoColumns(accented(left), help, width, size)),
    line(),
    heading('Examples'),
    ...spec.examples.flatMap(example => example.split('\n').map(each => line(`  ${each}`))),
  ];
}
