import { marks, type Support } from '../../src/features/cell.ts';
import { howItShows } from '../../src/features/cell-words.ts';
import type { FeatureId } from '../../src/features/features.ts';
import { leverWords } from '../../src/features/levers.ts';
import type { Pair } from '../../src/features/measured.ts';
import { classes } from '../classes.ts';
import type { PageCell } from '../page-data.ts';
import { element } from './dom.ts';

/** A state with its sign and its word. */
export function badge(state: Support): HTMLElement {
  return element('b', { class: classes[state] }, `${marks[state].symbol} ${marks[state].word}`);
}

/** What is lost, why, and how to change it: a paragraph each. */
export function explained(id: FeatureId, { state, shows, loss, why, lever }: PageCell): HTMLElement[] {
  const small = (text: string) => element('small', {}, text);
  return [
    ...(loss === '' ? [] : [element('p', {}, loss, ' ', small(`(${howItShows(id, state, shows)})`))]),
    element('p', {}, small('why: '), ...withCode(why)),
    ...(lever === null
      ? []
      : [element('p', {}, small(`${leverWords(lever)}: `), element('code', {}, lever))]),
  ];
}

/** Text in which code stands between backquotes. */
function withCode(text: string): (string | HTMLElement)[] {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)));
}

/** `LiteLLM 1.110.2 and Claude Code 2.1.332` */
export function named({ claudeCode, litellm }: Omit<Pair, 'measured'>): string {
  return litellm === undefined
    ? `Claude Code ${claudeCode}`
    : `LiteLLM ${litellm} and Claude Code ${claudeCode}`;
}
