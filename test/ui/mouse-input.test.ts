import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { type InputState, type MouseReport, noInput, overdue, readInput } from '../../src/ui/mouse-input.ts';

const esc = '\u001b';

/** What comes of these reads, one after the other; `late`: the first one is not followed in time. */
function read(
  chunks: readonly string[],
  late = false,
): { pieces: (string | MouseReport)[]; escapes: number } {
  let state: InputState = noInput;
  let escapes = 0;
  const pieces: (string | MouseReport)[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const input = readInput(state, chunk);
    pieces.push(...input.pieces);
    state = input.state;
    if (!late || index > 0) continue;
    const { state: next, isEscape } = overdue(state);
    state = next;
    if (isEscape) escapes++;
  }
  return { pieces, escapes };
}

const click = { mouse: 'click', x: 9, y: 4 } as const;
const report = `${esc}[<0;10;5M`;

describe('the reports of the mouse', () => {
  test.each<[string, string, (string | MouseReport)[]]>([
    ['a click', report, [click]],
    ['its release', `${esc}[<0;10;5m`, []],
    ['the wheel, up', `${esc}[<64;10;5M`, [{ mouse: 'wheel', by: -1, x: 9, y: 4 }]],
    ['the wheel, down', `${esc}[<65;10;5M`, [{ mouse: 'wheel', by: 1, x: 9, y: 4 }]],
    ['the wheel to the side', `${esc}[<66;10;5M`, []],
    ['another button', `${esc}[<2;10;5M`, []],
    ['a click with Ctrl', `${esc}[<16;10;5M`, []],
    ['what moves', `${esc}[<35;10;5M`, []],
    ['keys around it, in order', `j${report}k`, ['j', click, 'k']],
    ['two of them', report + report, [click, click]],
    ['a far cell', `${esc}[<0;300;200M`, [{ mouse: 'click', x: 299, y: 199 }]],
    ['the format of old terminals', `${esc}[M !!j`, [{ mouse: 'old', x: 0, y: 0 }, 'j']],
  ])('%s', (_, bytes, pieces) => {
    expect(read([bytes]).pieces).toEqual(pieces);
  });

  test.each([
    ['too few numbers', `${esc}[<0;10M`],
    ['too many', `${esc}[<0;10;5;7M`],
    ['no number', `${esc}[<M`],
    ['a number of ten digits', `${esc}[<0;1000000000;5M`],
    ['letters', `${esc}[<0;a`],
    ['another end', `${esc}[<0;10;5~`],
    ['a colon', `${esc}[<0:10:5M`],
  ])('mean nothing and type nothing with %s', (_, bytes) => {
    expect(read([bytes]).pieces).toEqual([]);
    expect(read([`${bytes}\r`]).pieces).toEqual(['\r']);
  });

  test('that break off leave the key that comes then', () => {
    for (const key of ['\r', '\u0003', `${esc}[A`, 'é'])
      expect(read([`${esc}[<0;1${key}`]).pieces).toEqual([key]);
  });

  test.each(Array.from({ length: report.length - 1 }, (_, index) => index + 1))(
    'may come in two reads, the first of %i bytes, however late the second is',
    length => {
      const halves = [report.slice(0, length), `${report.slice(length)}j`];
      expect(read(halves).pieces).toEqual([click, 'j']);
      expect(read(halves, true).pieces).toEqual([click, 'j']);
    },
  );

  test('are text in a paste, however that is cut', () => {
    const paste = `${esc}[200~a${report}b${esc}[201~`;
    const bytes = `${paste}${report}`;
    for (let length = 0; length <= bytes.length; length++) {
      const { pieces } = read([bytes.slice(0, length), bytes.slice(length)]);
      expect(pieces.filter(piece => typeof piece === 'string').join('')).toBe(paste);
      expect(pieces.at(-1)).toEqual(click);
    }
  });
});

describe('keys', () => {
  test.each([
    'jk/',
    '\r',
    `${esc}[A`,
    `${esc}OA`,
    `${esc}[5~`,
    `${esc}[1;5C`,
    `${esc}[Z`,
    `${esc}b`,
    `${esc}${esc}[A`,
    `${esc}[2~`,
    `${esc}[?62c`,
    '智🚀',
  ])('%j goes through, in one read and in two', bytes => {
    for (let length = 0; length < bytes.length; length++)
      expect(read([bytes.slice(0, length), bytes.slice(length)]).pieces.join('')).toBe(bytes);
  });

  test('Esc is itself when nothing follows, once', () => {
    expect(read([esc], true)).toEqual({ pieces: [], escapes: 1 });
    expect(read([esc, 'q'], true)).toEqual({ pieces: ['q'], escapes: 1 });
    const { state } = overdue(readInput(noInput, esc).state);
    expect(overdue(state).isEscape).toBe(false);
  });

  test('Alt and a bracket, and the beginning of a paste that never comes, type nothing', () => {
    for (const begun of ['[', '[2', '[20', '[200'])
      expect(read([`${esc}${begun}`, 'j'], true)).toEqual({ pieces: ['j'], escapes: 0 });
  });
});

test('of any mixture cut anywhere, keys come out as they are, and nothing of a report', () => {
  const piece = fc.oneof(
    fc.constantFrom('j', '\r', `${esc}[A`, '智', `${esc}[200~x${report}${esc}[201~`),
    fc.constantFrom(report, `${esc}[<65;1;1M`, `${esc}[<0;1M`, `${esc}[<0;1;1m`),
  );
  const keys = (parts: readonly string[]) => parts.filter(each => !each.startsWith(`${esc}[<`)).join('');
  fc.assert(
    fc.property(fc.array(piece), fc.array(fc.nat(60)), (parts, cuts) => {
      const bytes = parts.join('');
      const ends = [...cuts, bytes.length].map(cut => Math.min(cut, bytes.length)).sort((a, b) => a - b);
      const chunks = ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
      const { pieces } = read(chunks);
      expect(pieces.filter(each => typeof each === 'string').join('')).toBe(keys(parts));
    }),
  );
});
