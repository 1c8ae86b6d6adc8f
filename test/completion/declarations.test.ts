import { describe, expect, test } from 'bun:test';
import { parseArguments } from '../../src/args/parse.ts';
import type { CommandSpec } from '../../src/args/spec.ts';
import { commands } from '../../src/commands/table.ts';
import { answered, values } from './support.ts';

const all: readonly (readonly [string, CommandSpec])[] = Object.entries(commands).map(([name, { spec }]) => [
  name,
  spec,
]);

describe.each(all)('cgw %s', (name, spec) => {
  const flags = Object.entries(spec.flags);

  test('every flag is offered, with what it does', () => {
    const answer = answered(`${name} --`);
    if (answer.offer !== 'words') throw new Error('no flags are offered');
    expect(answer.candidates.map(({ value }) => value)).toEqual([
      ...flags.map(([flag]) => `--${flag}`),
      '--help',
    ]);
    for (const { help } of answer.candidates) expect(help).toBeTruthy();
  });

  test('its examples are command lines that it takes', () => {
    expect(spec.examples.join('\n')).toContain(`cgw ${name}`);
    for (const example of spec.examples) {
      // What comes behind is the shell’s, or a word of what it does.
      const [, called = '', line = ''] = /\bcgw (\S+)((?:"[^"]*"|[^"()|&;#]| {2}.*)*)/.exec(example) ?? [];
      const words = line.replace(/ {2}.*/, '').match(/"[^"]*"|\S+/g) ?? [];
      const command = all.find(([each]) => each === called)?.[1] ?? commands.run.spec;
      expect(() => parseArguments(called, command, words)).not.toThrow();
    }
  });

  test('a flag that was given is offered again only if it may be given again', () => {
    for (const [flag, { value, many }] of flags) {
      const given = value === undefined ? `--${flag}` : `--${flag} x`;
      expect(values(`${name} ${given} --`).includes(`--${flag}`)).toBe(many === true);
    }
  });

  test('the value of a flag is completed alike behind a blank and behind =', () => {
    for (const [flag, { value }] of flags) {
      if (value === undefined) continue;
      const behindBlank = answered(`${name} --${flag} `);
      const behindEquals = answered(`${name} --${flag}=`);
      if (behindBlank.offer !== 'words' || behindEquals.offer !== 'words') continue;
      expect(behindEquals.candidates.map(each => each.value)).toEqual(
        behindBlank.candidates.map(each => `--${flag}=${each.value}`),
      );
    }
  });
});
