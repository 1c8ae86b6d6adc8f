import type { Field } from '../../../backends/backend.ts';
import { commandHoldsKey, isScrambled, looksLikeKey, mayBeKey } from '../../../base/key-looks.ts';
import { parseReference, type Reference } from '../../../secrets/reference.ts';

type CredentialField = Extract<Field, { kind: 'credential' }>;
export type CredentialWord = NonNullable<CredentialField['words']>[number];

/** What a form knows of the keychain of this machine; nothing was asked of it for that. */
export type Keychain = {
  /** Why there is none; null where one can be expected. */
  readonly missing: string | null;
  /** Where cgw keeps credentials instead, each in a file that only the user can read. */
  readonly folder: string;
  /** The profiles that refer to an entry, by its account. */
  readonly users: ReadonlyMap<string, readonly string[]>;
};

type ReferenceKind = {
  readonly label: string;
  /** What the row beneath asks for. */
  readonly asks: string;
  readonly example: string;
  readonly help: string;
  /** Whether a text is not what is asked for and could be the credential itself. */
  readonly suspicious: (text: string) => boolean;
  /** False: only kept where it is already. */
  readonly offered: boolean;
};

/** The kinds of references to a credential, in the order in which they are offered where there is no keychain. */
export const referenceKinds = {
  env: {
    label: 'environment variable',
    asks: 'variable',
    example: 'LITELLM_API_KEY',
    help: 'name of a variable that you export',
    suspicious: text => isNone('env', text) || mayBeKey(text),
    offered: true,
  },
  file: {
    label: 'file',
    asks: 'path',
    example: '~/.config/litellm/key',
    help: 'absolute path, or from ~/, of a file that only you can read',
    suspicious: isNoPath,
    offered: true,
  },
  cmd: {
    label: 'command',
    asks: 'command',
    example: 'pass show litellm',
    help: 'program that prints the credential, with its arguments; no shell is involved',
    suspicious: commandHoldsKey,
    offered: true,
  },
  keychain: {
    label: 'keychain',
    asks: 'entry',
    example: 'litellm/token',
    help: 'an entry that is there, such as litellm/token; empty for one of its own',
    suspicious: text => isNone('keychain', text) || (looksLikeKey(text) && !text.includes('/')),
    offered: true,
  },
  placeholder: {
    label: 'placeholder',
    asks: 'word',
    example: 'ollama',
    help: 'a word for a server that requires one and ignores it',
    suspicious: text => isNone('placeholder', text),
    offered: false,
  },
} as const satisfies { readonly [Kind in Reference['kind']]: ReferenceKind };

/** What the keychain is, for who has the choice. */
export const keychainHelp = 'the credential is typed here and kept by the operating system, under cgw';

/** Words instead of a reference. */
export const words = {
  empty: 'sets the variable to nothing',
  inherit: 'takes the value that your shell exports',
} as const satisfies { readonly [Word in CredentialWord]: string };

/** Where a value comes from: nowhere, itself, a reference, or a word of the field. */
export type Source = 'none' | 'plain' | Reference['kind'] | CredentialWord;

/** Whether a source takes a text beneath it. */
export function takesText(source: Source): source is 'plain' | Reference['kind'] {
  return source === 'plain' || isReferenceKind(source);
}

export function isReferenceKind(source: string): source is Reference['kind'] {
  return Object.hasOwn(referenceKinds, source);
}

export function isWord(text: string): text is CredentialWord {
  return Object.hasOwn(words, text);
}

export function sourceLabel(source: Source): string {
  if (source === 'none') return 'not set';
  if (source === 'plain') return 'plain text';
  return isReferenceKind(source) ? referenceKinds[source].label : source;
}

/** The kinds that are offered, the keychain first where there is one, and the one that is there already. */
export function offeredKinds(held: Source, { missing }: Pick<Keychain, 'missing'>): Reference['kind'][] {
  const kinds = Object.keys(referenceKinds).filter(isReferenceKind);
  const offered = kinds.filter(kind => referenceKinds[kind].offered || kind === held);
  return missing === null ? ['keychain', ...offered.filter(kind => kind !== 'keychain')] : offered;
}

/** What a whole text refers to, if it is a reference and nothing in it could be a credential. */
export function wholeReference(text: string): ReturnType<typeof splitReference> {
  const split = splitReference(text);
  if (split === undefined || 'problem' in parseReference(text)) return undefined;
  return referenceKinds[split.kind].suspicious(split.rest) ? undefined : split;
}

/** `env:NAME` → `env` and `NAME`; undefined unless the text begins with a kind. */
export function splitReference(
  text: string,
): { readonly kind: Reference['kind']; readonly rest: string } | undefined {
  const kind = text.slice(0, Math.max(0, text.indexOf(':')));
  return isReferenceKind(kind) ? { kind, rest: text.slice(kind.length + 1) } : undefined;
}

/** Whether a text could not follow this kind. */
function isNone(kind: Reference['kind'], text: string): boolean {
  return 'problem' in parseReference(`${kind}:${text}`);
}

/** The beginnings of a path are no paths yet; Base64 can begin with a slash too. */
function isNoPath(text: string): boolean {
  if (/^\/[^/.]*$/.test(text)) return isScrambled(text);
  return isNone('file', text) && !/^(~|[A-Za-z]:?)$/.test(text);
}

/** What the example of a preset says: `Bearer env:CF_AIG_TOKEN` is a variable after a scheme. */
export type EntryExample = { readonly source: Source; readonly text: string; readonly scheme?: string };

export function entryExample(example: string): EntryExample {
  const [, scheme, word = ''] = /^(?:(\S+) )?(\S+)$/.exec(example) ?? [];
  const split = splitReference(word);
  if (split === undefined) return { source: 'plain', text: example };
  const { kind: source, rest: text } = split;
  return scheme === undefined ? { source, text } : { source, text, scheme };
}
