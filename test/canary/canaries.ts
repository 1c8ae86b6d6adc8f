/*
 * One distinctive secret for each place where one can be. Each is one long word that no quoting changes, and its end
 * is not part of what is looked for: the last four characters of a long key may be shown.
 */
const cores = {
  keychain: 'k7Qv2mXw9RbT4yLc8NzD3pHf6sJg1aVe',
  env: 'e3Zt8nKy5WqM1xGb7RcP9vLd2hSf4jUa',
  file: 'f9Bx4cVn6LsQ2kYw8TmR7zGp1dHj5eXo',
  cmd: 'c5Mj1rPz7XhF3vNk9QdW2tBy8gLs6aRu',
  /** Typed into a hidden prompt, into the form, or piped in. */
  typed: 't8Dw6fHs4JvZ2qCn9KxB7mRy3pTg5LeI',
  /** Exported by the user, for no profile. */
  shell: 's2Ny9gTk6PfX8bVj4WzL1cQm7rHd3vEa',
  /** In a settings file of Claude Code. */
  settings: 'u6Rk3wJd1ZgY7nXp5HvS9tCb8mFq2LoA',
  /** In plain text in a config that was edited by hand. */
  config: 'h4Lf7yXt2BnK9sWc1QjG6vMz3dPr8ZuE',
  /** In plain text in a file that is imported. */
  imported: 'i1Vp5bQy8DkN4zRx7JgT2wHc9fLm6SsO',
} as const satisfies Record<string, string>;

export type CanaryName = keyof typeof cores;

export const canaryNames = Object.keys(cores).filter((name): name is CanaryName =>
  Object.hasOwn(cores, name),
);

/** The secret itself, as it stands in its place. */
export function canary(name: CanaryName): string {
  return `sk-${cores[name]}9876`;
}

/** A part of a secret is a leak too, from this many characters on. */
const part = 8;

const forms = canaryNames.map(name => ({ name, parts: partsOf(cores[name]) }));

/** Which of them a text tells, whole or in part, as they are or encoded. */
export function canariesIn(text: string | Uint8Array): CanaryName[] {
  const searched = typeof text === 'string' ? text : Buffer.from(text).toString('latin1');
  return forms.filter(({ parts }) => parts.some(each => searched.includes(each))).map(({ name }) => name);
}

function partsOf(core: string): string[] {
  const hex = Buffer.from(core).toString('hex');
  const spaced = [...core].join(' ');
  return [
    ...windows(core, part),
    ...windows([...core].reverse().join(''), part),
    ...windows(hex, 2 * part),
    ...windows(hex.toUpperCase(), 2 * part),
    ...windows(spaced, 2 * part),
    // What stands before it decides how Base64 begins and ends, so only the middle of each of the three ways is sure.
    ...[0, 1, 2].flatMap(shift => windows(base64(`${'-'.repeat(shift)}${core}`).slice(4, -4), 12)),
  ];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function windows(text: string, length: number): string[] {
  return Array.from({ length: text.length - length + 1 }, (_, start) => text.slice(start, start + length));
}
