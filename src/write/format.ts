/** What a kind of file looks like to `write` and `undo`: named values among what belongs to others. */
export type Format = {
  /**
   * The values that cgw may change, by name.
   * @throws UserError (3) when the text is none of this kind.
   */
  valuesOf(text: string): ReadonlyMap<string, unknown>;
  /** The text with these values as they were in `original`, or gone where that had none. */
  restored(text: string, original: string, names: readonly string[]): string;
  /** Whether nothing is left in a text. */
  isEmpty(text: string): boolean;
  /** The text with what the profile says put in. */
  written(text: string): string;
  /** A name as people know it. */
  shown(name: string): string;
};
