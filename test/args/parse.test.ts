import { describe, expect, test } from 'bun:test';
import { parseArguments } from '../../src/args/parse.ts';
import type { CommandSpec } from '../../src/args/spec.ts';
import { UserError } from '../../src/base/errors.ts';

const plain: CommandSpec = {
  summary: '',
  usage: '[name]',
  positionals: { least: 0, most: 1 },
  examples: ['cgw try'],
  flags: {
    json: { help: '' },
    set: { value: 'path=value', many: true, help: '' },
    shell: { value: 'name', help: '' },
  },
};
const passing: CommandSpec = { ...plain, flags: { strict: { help: '' } }, passesOn: true };

function parse(spec: CommandSpec, args: readonly string[]) {
  const { positionals, switches, values, rest } = parseArguments('c', spec, args);
  return { positionals, switches: [...switches], values: Object.fromEntries(values), rest };
}

const empty = { positionals: [], switches: [], values: {}, rest: [] };

describe('arguments', () => {
  const table: readonly (readonly [string, CommandSpec, string[], object])[] = [
    ['nothing', plain, [], {}],
    ['a switch and a name, in any order', plain, ['--json', 'a'], { positionals: ['a'], switches: ['json'] }],
    ['a name and a switch', plain, ['a', '--json'], { positionals: ['a'], switches: ['json'] }],
    ['a value', plain, ['--shell', 'zsh'], { values: { shell: ['zsh'] } }],
    ['a value with =', plain, ['--shell=zsh'], { values: { shell: ['zsh'] } }],
    ['a value that looks like a flag', plain, ['--set', '--x=1'], { values: { set: ['--x=1'] } }],
    ['many, with = inside', plain, ['--set', 'a=b=c', '--set=d='], { values: { set: ['a=b=c', 'd='] } }],
    ['-- ends the flags', plain, ['--', '--json'], { positionals: ['--json'] }],
    [
      'after the profile all is the program’s',
      passing,
      ['p', '-p', '--strict'],
      { positionals: ['p'], rest: ['-p', '--strict'] },
    ],
    [
      '-- behind the profile is dropped once',
      passing,
      ['p', '--', '--', 'x'],
      { positionals: ['p'], rest: ['--', 'x'] },
    ],
    ['-- without a profile', passing, ['--strict', '--', '-p'], { switches: ['strict'], rest: ['-p'] }],
  ];

  test.each(table)('%s', (_, spec, args, expected) => {
    expect(parse(spec, args)).toEqual({ ...empty, ...expected });
  });

  const wrong: readonly (readonly [string, CommandSpec, string[]])[] = [
    ['an unknown flag', plain, ['--nope']],
    ['an unknown short flag', plain, ['-j']],
    ['a flag from the prototype', plain, ['--constructor']],
    ['a value for a switch', plain, ['--json=1']],
    ['a missing value', plain, ['--shell']],
    ['the same flag twice', plain, ['--shell', 'a', '--shell', 'b']],
    ['too many names', plain, ['a', 'b']],
    ['a program’s flag before the profile', passing, ['-p', 'hi']],
  ];

  test.each(wrong)('%s is a usage error', (_, spec, args) => {
    const attempt = () => parseArguments('c', spec, args);
    expect(attempt).toThrow(UserError);
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({ exit: 2 });
    }
  });
});
