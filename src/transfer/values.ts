/** What a file says of a variable: a text, where its credential is to be had, or what only a shell can work out. */
export type Value =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'reference'; readonly reference: string }
  | { readonly is: 'computed' };

export type Values = ReadonlyMap<string, Value>;

/** Variables with texts. */
export function textValues(texts: Readonly<Record<string, string>>): Values {
  return new Map(Object.entries(texts).map(([name, text]) => [name, { is: 'text', text }]));
}

/** `$NAME` and `${NAME}`, where that is all. */
export function variableMeant(text: string): string | undefined {
  const [, plain, braced] = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})$/.exec(text) ?? [];
  return plain ?? braced;
}
