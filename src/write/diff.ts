import { type Line, line, type StyleName, styled } from '../base/lines.ts';
import { maskSecret } from '../base/masking.ts';
import { safeText } from '../base/terminal-text.ts';
import { type FileChange, isSettings } from './file-change.ts';
import { maskedJson, maskedLines } from './masking.ts';

/** A text in lines, each with its line break. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** One line of a comparison: kept, taken out or put in, by its index on either side. */
type Step = { readonly mark: ' ' | '-' | '+'; readonly before: number; readonly after: number };

/** How many unchanged lines are shown around a change. */
const context = 3;

/**
 * A unified diff of two texts, line by line.
 * @param shown the same lines as they may be shown; what differs is decided by the real ones.
 */
export function unifiedDiff(
  before: readonly string[],
  after: readonly string[],
  shown: { readonly before: readonly string[]; readonly after: readonly string[] },
  names: { readonly before: string; readonly after: string },
): string {
  const hunks = hunksOf(stepsBetween(before, after));
  if (hunks.length === 0) return '';
  const lines = hunks.flatMap(steps => [header(steps), ...steps.map(step => shownStep(step, shown))]);
  return [`--- ${names.before}\n`, `+++ ${names.after}\n`, ...lines].join('');
}

function shownStep(
  { mark, before, after }: Step,
  shown: { readonly before: readonly string[]; readonly after: readonly string[] },
): string {
  const line = safeText((mark === '+' ? shown.after[after] : shown.before[before]) ?? '');
  return mark + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`);
}

function header(steps: readonly Step[]): string {
  const [first] = steps;
  const range = (start: number, mark: '-' | '+') => {
    const count = steps.filter(step => step.mark !== (mark === '-' ? '+' : '-')).length;
    return `${mark}${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
  };
  return `@@ ${range(first?.before ?? 0, '-')} ${range(first?.after ?? 0, '+')} @@\n`;
}

/** The changes in groups, each with its surroundings. */
function hunksOf(steps: readonly Step[]): Step[][] {
  const hunks: Step[][] = [];
  let end = -1;
  for (const [index, { mark }] of steps.entries()) {
    if (mark === ' ') continue;
    const from = Math.max(index - context, 0);
    const hunk = hunks.at(-1);
    if (hunk !== undefined && from <= end + 1) hunk.push(...steps.slice(end + 1, index + context + 1));
    else hunks.push(steps.slice(from, index + context + 1));
    end = Math.min(index + context, steps.length - 1);
  }
  return hunks;
}

/** The shortest way from one to the other (Myers), which costs as much as they differ. */
function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= before.length + after.length; edits++) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = goesDown(furthest, diagonal, edits);
      let x = down ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length)
        return walkBack(trace, before.length, after.length);
    }
  }
  return [];
}

function goesDown(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && at(furthest, diagonal - 1) < at(furthest, diagonal + 1);
}

function at(furthest: ReadonlyMap<number, number>, diagonal: number): number {
  return furthest.get(diagonal) ?? 0;
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  beforeEnd: number,
  afterEnd: number,
): Step[] {
  const steps: Step[] = [];
  let x = beforeEnd;
  let y = afterEnd;
  for (const [edits, furthest] of [...trace.entries()].reverse()) {
    const down = goesDown(furthest, x - y, edits);
    const from = x - y + (down ? 1 : -1);
    const fromX = at(furthest, from);
    while (x > fromX && y > fromX - from) steps.push({ mark: ' ', before: --x, after: --y });
    if (edits === 0) break;
    steps.push(down ? { mark: '+', before: x, after: --y } : { mark: '-', before: --x, after: y });
  }
  return steps.reverse();
}

/**
 * What a change does to a file, as a unified diff in which everything is hidden that could be a secret.
 * @param secrets texts to hide wherever they stand, line by line.
 */
export function shownDiff(change: FileChange, secrets: readonly string[] = []): string {
  const { target, path, before, after, isSecret } = change;
  const hidden = secrets.flatMap(secret => secret.split('\n')).filter(line => line.trim() !== '');
  const shown = (text: string): string[] => {
    const masked = isSettings(target) ? maskedJson(text, isSecret) : maskedLines(text, isSecret);
    return linesOf(hidden.reduce((rest, secret) => rest.replaceAll(secret, maskSecret(secret)), masked));
  };
  return unifiedDiff(
    linesOf(before ?? ''),
    linesOf(after ?? ''),
    { before: shown(before ?? ''), after: shown(after ?? '') },
    { before: before === undefined ? '/dev/null' : path, after: after === undefined ? '/dev/null' : path },
  );
}

const diffStyles: { readonly [mark: string]: StyleName } = { '+': 'good', '-': 'bad', '@': 'accent' };

/** A diff for people, in colours. */
export function coloured(diff: string): Line[] {
  return diff
    .trimEnd()
    .split('\n')
    .map(text => {
      const style = diffStyles[text.slice(0, 1)];
      return style === undefined ? line(text) : line(styled(style, text));
    });
}
