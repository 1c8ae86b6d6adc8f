import chalk from 'chalk';

/** What a piece of text means; how that looks is decided here and nowhere else. */
export type StyleName = 'title' | 'dim' | 'good' | 'warn' | 'bad' | 'accent' | 'selected' | 'key' | 'field';

/**
 * Only the sixteen colours of the terminal’s own palette and no backgrounds, so that light and dark terminals both
 * are readable. Nothing is told by a style alone: every state has a symbol or a word too.
 */
export const theme: { readonly [Style in StyleName]: (text: string) => string } = {
  title: chalk.bold,
  dim: chalk.dim,
  good: chalk.green,
  warn: chalk.yellow,
  bad: chalk.red,
  accent: chalk.cyan,
  selected: chalk.bold.cyan,
  key: chalk.bold,
  field: chalk.underline,
};
