import type { Io } from '../base/io.ts';
import { type Line, line, type Page, type PageSize, styled } from '../base/lines.ts';
import { pageText, paragraph, pipeSize, twoColumns, withMark } from '../base/page.ts';
import { marked, markWidth } from '../features/cell.ts';
import { features } from '../features/features.ts';
import { dollars, type Estimate } from './estimate.ts';
import type { ProbeResult, Progress, Report, Step, StepState } from './report.ts';

/** How the state of a step is written: a symbol and a word. */
export const stepMarks: { readonly [Each in StepState]: string } = {
  ok: '✓ ok',
  warning: '! look',
  failed: '✗ failed',
  unknown: '? unknown',
  skipped: '– skipped',
};

const width = Math.max(markWidth, ...Object.values(stepMarks).map(text => Bun.stringWidth(text)));

/** A step in lines, and what to do about it. */
function stepLines({ step, state, what, remedy }: Step, size: PageSize): Line[] {
  return [
    ...entry(stepMarks[state], step, what, size),
    ...(remedy === null ? [] : paragraph(' '.repeat(width + 6) + remedy, size)),
  ];
}

function featureLines({ feature, state, why }: ProbeResult, size: PageSize): Line[] {
  return entry(marked(state), features[feature].title, why, size);
}

function entry(mark: string, title: string, text: string, size: PageSize): Line[] {
  return twoColumns(withMark(mark), line(styled('title', title), `: ${text}`), width, size);
}

/** What a check would cost, before anything is sent. */
export function estimateText(name: string, model: string, { total, probes, listed }: Estimate): string {
  const price = listed
    ? 'at Anthropic’s list prices'
    : 'at the highest list price, because its own is not known';
  return `${name}: testing ${probes.length} features of ${model}; costs at most ${dollars(total)} (${price})`;
}

/** The whole report, for people. */
export function reportPage({ profile, versions, at, steps, features, stopped }: Report): Page {
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return size => [
    ...paragraph(line(styled('title', profile), `: ${versions}, ${when}`), size),
    ...steps.flatMap(each => stepLines(each, size)),
    ...(features.length === 0 ? [] : [line(), ...features.flatMap(each => featureLines(each, size))]),
    ...(stopped ? [line(), ...paragraph('It was stopped: this is what it found before that.', size)] : []),
  ];
}

/** Shows how far a check has come. */
export type ProgressDisplay = { tell(news: Progress): void; end(): void };

/** On a terminal one line that changes; it is taken away at the end, when the report comes. */
export function changingLine(name: string, io: Io): ProgressDisplay {
  return {
    tell: news => {
      if ('begins' in news) io.progress(`  ${name}: ${news.begins} …`);
    },
    end: () => io.progress(undefined),
  };
}

/** Elsewhere, and for screen readers: each finding in lines of its own, as soon as it is there. */
export function plainLines(io: Io): ProgressDisplay {
  const size = { ...pipeSize, text: Number(io.environment.COLUMNS) || pipeSize.text };
  return {
    tell: news => {
      if ('step' in news) io.err(pageText(() => stepLines(news.step, size), size));
      if ('feature' in news) io.err(pageText(() => featureLines(news.feature, size), size));
    },
    end: () => {},
  };
}
