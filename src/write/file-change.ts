import { leftAsItIs } from '../base/errors.ts';
import { maskSecret } from '../base/masking.ts';
import type { FileFormat } from './block-format.ts';
import type { IsSecret } from './masking.ts';

/** Where a plan can be written. */
export const targets = ['user', 'project', 'local', 'envrc', 'dotenv'] as const;
export type WriteTarget = (typeof targets)[number];

/** The settings files of Claude Code among them. */
export type SettingsTarget = Extract<WriteTarget, 'user' | 'project' | 'local'>;

export function isTarget(text: string): text is WriteTarget {
  return (targets as readonly string[]).includes(text);
}

export function isSettings(target: WriteTarget): target is SettingsTarget {
  return target === 'user' || target === 'project' || target === 'local';
}

/** What a write or an undo does to a file. */
export type FileChange = {
  readonly target: WriteTarget;
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
  format: FileFormat,
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

/** The text of a file, and how it was encoded: byte-order mark and UTF-16 are kept. */
export type EncodedText = {
  readonly text: string;
  readonly encoding: 'utf8' | 'utf16le';
  readonly mark: boolean;
};

const byteOrderMark = '\uFEFF';

/**
 * Reads a file as Claude Code does: UTF-8, or UTF-16 as PowerShell writes it, where a byte-order mark says so.
 * @throws UserError (3) for what would not come out as it went in.
 */
export function decoded(content: Uint8Array, path: string): EncodedText {
  const bytes = Buffer.from(content);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8';
  const whole = bytes.toString(encoding);
  const mark = whole.startsWith(byteOrderMark);
  const result = { text: mark ? whole.slice(1) : whole, encoding, mark } as const;
  if (!bytes.equals(encoded(result.text, result)))
    throw leftAsItIs(path, 'it is neither UTF-8 nor UTF-16 text', 'save it as UTF-8');
  return result;
}

/** A text in the encoding of another; without one in plain UTF-8. */
export function encoded(text: string, like?: Omit<EncodedText, 'text'>): Buffer {
  return Buffer.from((like?.mark ? byteOrderMark : '') + text, like?.encoding ?? 'utf8');
}
