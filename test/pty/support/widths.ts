import type { IUnicodeVersionProvider } from '@xterm/headless';

const zeroWidthJoiner = 0x200d;
const emojiSelector = 0xfe0f;
const keycap = 0x20e3;
/** What the next character has to know about this one, beside its width. */
const [nothing, joiner, halfFlag] = [0, 1, 2];

/**
 * How many cells a character takes, as today’s terminals and Ink have it; the emulator’s own tables are Unicode 6,
 * where an emoji is one cell. Characters that make one picture share its cells.
 */
export const modernWidths: IUnicodeVersionProvider = {
  version: 'modern',
  wcwidth,
  charProperties(codepoint, preceding) {
    const before = { width: (preceding >> 1) & 3, state: preceding >> 3 };
    const width = wcwidth(codepoint);
    const flag = codepoint >= 0x1f1e6 && codepoint <= 0x1f1ff;
    if (before.width === 0) return pack(flag ? halfFlag : nothing, width, false);
    if (codepoint === zeroWidthJoiner) return pack(joiner, before.width, true);
    if (codepoint === emojiSelector) return pack(nothing, 2, true);
    if (flag && before.state === halfFlag) return pack(nothing, 2, true);
    const skin = codepoint >= 0x1f3fb && codepoint <= 0x1f3ff && before.width === 2;
    if (skin || width === 0 || codepoint === keycap || (before.state === joiner && width === 2))
      return pack(nothing, before.width, true);
    return pack(flag ? halfFlag : nothing, width, false);
  },
};

const known = new Map<number, 0 | 1 | 2>();

function wcwidth(codepoint: number): 0 | 1 | 2 {
  let width = known.get(codepoint);
  if (width === undefined) {
    const cells = Bun.stringWidth(String.fromCodePoint(codepoint));
    width = cells <= 0 ? 0 : cells === 1 ? 1 : 2;
    known.set(codepoint, width);
  }
  return width;
}

/** The emulator’s own layout of what it keeps of a character. */
function pack(state: number, width: number, joined: boolean): number {
  return (state << 3) | (width << 1) | (joined ? 1 : 0);
}
