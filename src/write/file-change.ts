import { maskSecret } from '../base/masking.ts';
import type { Format } from './block-format.ts';
import type { IsSecret } from './masking.ts';
import type { Target } from './target.ts';

/** What a write or an undo does to a file. */
export type FileChange = {
  readonly target: Target;
  readonly path: string;
  /** The texts of before and after; undefined: no file. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What the file will hold, byte for byte; undefined: it goes. */
  readonly content: Buffer | undefined;
  readonly changes: readonly WriteChange[];
  /** What of both texts must not be shown. */
  readonly isSecret: IsSecret;
  readonly warnings: readonly string[];
};

/** One value of a file that changes; the fields are those of `cgw write --json`. */
export type WriteChange = {
  readonly name: string;
  readonly action: 'set' | 'unset';
  /** Null when it goes; masked when it may be a secret. */
  readonly value: string | null;
  readonly secret: boolean;
};

/** A value that is put into a file. */
export function setChange(name: string, value: string, secret: boolean): WriteChange {
  return { name, action: 'set', value: secret ? maskSecret(value) : value, secret };
}

/** How the values of two texts differ. */
export function changesBetween(
  format: Format,
  before: string,
  after: string,
  isSecret: IsSecret,
): WriteChange[] {
  const old = format.valuesOf(before);
  const now = format.valuesOf(after);
  const set = [...now].flatMap(([key, value]) => {
    const name = format.shown(key);
    const text = textOf(value);
    return old.has(key) && text === textOf(old.get(key)) ? [] : [setChange(name, text, isSecret(name, text))];
  });
  const gone = [...old]
    .filter(([key]) => !now.has(key))
    .map(([key, value]): WriteChange => {
      const name = format.shown(key);
      return { name, action: 'unset', value: null, secret: isSecret(name, textOf(value)) };
    });
  return [...set, ...gone];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
