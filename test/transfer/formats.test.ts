import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../src/base/errors.ts';
import { isRecord, parseJson } from '../../src/base/json.ts';
import { leftOutText, safeOnes } from '../../src/transfer/choose.ts';
import { programs } from '../../src/transfer/formats/table.ts';
import { secretMarker } from '../../src/transfer/imported.ts';
import { recognised } from '../../src/transfer/recognise.ts';
import { summaryOf } from '../../src/transfer/risks.ts';
import { sampleOf } from '../support/tier.ts';
import { type Fixture, fixtures, key } from './fixtures.ts';

function textOf({ content }: Fixture): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function read(text: string, where = 'FILE') {
  return safeOnes(recognised(text, { where, home: '/home/me' }));
}

describe('each format, as its program writes it', () => {
  test.each(fixtures.map(each => [`${each.tool}: ${each.what}`, each] as const))('%s', (_, fixture) => {
    const { incoming, leftOut } = read(textOf(fixture), fixture.where);
    const found = incoming.map(({ name, profile, secrets }) => {
      const text = secrets.reduce(
        (json, { value }) => json.replace(JSON.stringify(secretMarker), JSON.stringify(`plain(${value})`)),
        JSON.stringify(profile),
      );
      return [name, JSON.parse(text)];
    });
    expect(Object.fromEntries(found)).toEqual(fixture.profiles);
    const reasons = Object.entries(fixture.leftOut ?? {}).map(([name, why]) => ({
      name,
      why: expect.stringContaining(why),
    }));
    expect(leftOut).toEqual(expect.arrayContaining(reasons));
    expect(leftOut).toHaveLength(reasons.length);
    const said = [...incoming.map(each => summaryOf(each, [])), ...leftOut.map(leftOutText)].join('\n');
    expect(said).not.toContain(key);
  });

  test('there is one for every program, and the page names it', () => {
    const page = readFileSync(join(import.meta.dir, '../../docs/moving-in.md'), 'utf8');
    for (const { tool, version, files } of programs) {
      expect(page).toContain(tool);
      expect(fixtures.some(each => each.tool === tool)).toBe(true);
      const row = page.split('\n').find(line => line.startsWith(`| ${tool} `)) ?? '';
      expect(row).toContain(`| ${version} |`);
      for (const file of files) expect(row.replaceAll('`', '')).toContain(file.replace(/^.*\//, ''));
    }
  });
});

// Whatever stands anywhere in any of the files, they are read or refused in words, and nothing reaches a terminal that it would obey.
describe('hostile content in any format', () => {
  const odd: unknown[] = [
    null,
    7,
    true,
    '',
    ['x'],
    {},
    { toString: 1, valueOf: 1 },
    [[[]]],
    '\u001b[2J\u202e\u0000',
  ];
  const objects = fixtures.flatMap(each => {
    const content = typeof each.content === 'string' ? parseJson(each.content) : each.content;
    return isRecord(content) ? [[`${each.tool}: ${each.what}`, content] as const] : [];
  });

  test.each(objects)('%s', (_, content) => {
    const cases = odd.flatMap(wrong => withOneReplaced(content, wrong));
    for (const changed of sampleOf(cases, 12)) {
      const said = whatIsSaid(JSON.stringify(changed));
      expect(said.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
      expect(said).not.toContain(key);
    }
  });

  /** The value with each of its parts replaced, one at a time, names included. */
  function withOneReplaced(value: unknown, wrong: unknown): unknown[] {
    if (Array.isArray(value))
      return [
        wrong,
        ...value.flatMap((part, at) => withOneReplaced(part, wrong).map(each => value.with(at, each))),
      ];
    if (!isRecord(value)) return [wrong];
    return [
      wrong,
      ...Object.entries(value).flatMap(([name, part]) => [
        ...withOneReplaced(part, wrong).map(each => ({ ...value, [name]: each })),
        ...(typeof wrong === 'string' ? [{ ...value, [name]: undefined, [`${name}${wrong}`]: part }] : []),
      ]),
    ];
  }

  function whatIsSaid(text: string): string {
    try {
      const { incoming, leftOut } = read(text);
      return [...incoming.map(each => summaryOf(each, [])), ...leftOut.map(leftOutText)].join('\n');
    } catch (error) {
      if (error instanceof UserError) return `${error.message}\n${error.remedy}`;
      throw error;
    }
  }
});
