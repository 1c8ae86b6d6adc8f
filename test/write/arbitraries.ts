import fc from 'fast-check';

/** Names in an `env` block: variables that cgw owns, and variables of others. */
export const ownedName = fc.constantFrom(
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_MODEL',
  'CLAUDE_CODE_USE_BEDROCK',
  'MAX_THINKING_TOKENS',
  'VERTEX_REGION_CLAUDE_9_OPUS',
);
export const foreignName = fc.constantFrom(
  'EDITOR',
  'AWS_REGION',
  'näme',
  'with "quotes"',
  '__proto__',
  'x',
  '',
);

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('', '// no comment', '/* none */', '{"a": 1}', 'tab\there', 'two\nlines', ',', '}'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

/** How a text is laid out. */
type Layout = {
  readonly eol: string;
  readonly unit: string;
  readonly colon: string;
  readonly inline: boolean;
};

const layout: fc.Arbitrary<Layout> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  unit: fc.constantFrom('  ', '\t', '    ', '', '      '),
  colon: fc.constantFrom(': ', ':', ' :\t'),
  inline: fc.boolean(),
});

/** What may stand between two tokens. A line comment brings its line break along. */
const trivia = (eol: string, comments: boolean): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: fc.constantFrom(' ', eol, '\t ', `${eol}${eol}`) },
    ...(comments
      ? [
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              `// a, "b": {${eol}`,
              '/* c */',
              ` /* d${eol}e */ `,
              `//${eol}`,
              `// é\u00a0${eol}`,
            ),
          },
        ]
      : []),
  );

/** The pieces of a text: a value, or an object with a gap before and behind each token. */
type Shape =
  | { readonly raw: string }
  | { readonly members: readonly Member[]; readonly end: string; readonly comma: boolean };
type Member = {
  readonly name: string;
  readonly before: string;
  readonly value: Shape;
  readonly behind: string;
};

function textOf(shape: Shape, { eol, unit, colon, inline }: Layout, depth: number): string {
  if ('raw' in shape) return shape.raw;
  const { members, end, comma } = shape;
  const lead = inline ? '' : eol + unit.repeat(depth + 1);
  const inner = members.map(
    ({ name, before, value, behind }) =>
      `${before}${lead}${JSON.stringify(name)}${colon}${textOf(value, { eol, unit, colon, inline }, depth + 1)}${behind}`,
  );
  const closing = inline || members.length === 0 ? '' : eol + unit.repeat(depth);
  return `{${inner.join(',')}${comma && members.length > 0 ? ',' : ''}${end}${closing}}`;
}

/** A settings file as anybody could have written it, with comments and trailing commas or without. */
export function settingsText(comments: boolean): fc.Arbitrary<string> {
  return layout.chain(style => {
    const gap = trivia(style.eol, comments);
    const raw = fc.oneof(
      scalar.map(value => JSON.stringify(value)),
      fc.constantFrom('[]', '[1, {"env": {}}]', '{}', '{ "ANTHROPIC_API_KEY": "deep" }'),
    );
    const member = (name: fc.Arbitrary<string>, value: fc.Arbitrary<Shape>): fc.Arbitrary<Member> =>
      fc.record({ name, before: gap, value, behind: gap });
    const object = (inner: fc.Arbitrary<Member>[], most: number): fc.Arbitrary<Shape> =>
      fc.record({
        members: fc.array(fc.oneof(...inner), { maxLength: most }),
        end: gap,
        comma: comments ? fc.boolean() : fc.constant(false),
      });
    const leaf = raw.map((text): Shape => ({ raw: text }));
    const env = object([member(fc.oneof(ownedName, foreignName), leaf)], 6);
    const root = object(
      [
        member(fc.constantFrom('model', 'hooks', 'permissions', 'näme', '__proto__'), leaf),
        member(fc.constant('env'), env),
        member(
          fc.constant('apiKeyHelper'),
          scalar.map((value): Shape => ({ raw: JSON.stringify(String(value)) })),
        ),
      ],
      5,
    );
    return fc.record({ before: gap, root, behind: gap }).map(
      // A line comment may end the text without a line break of its own.
      ({ before, root, behind }) => before + textOf(root, style, 0) + behind,
    );
  });
}
