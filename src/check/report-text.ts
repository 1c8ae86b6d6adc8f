import type { Io } from '../base/io.ts';
import { padded, wrap } from '../base/text.ts';
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
function stepLines({ step, state, what, remedy }: Step): string[] {
  return [
    ...entry(stepMarks[state], step, what),
    ...(remedy === null ? [] : wrap(remedy, ' '.repeat(width + 6))),
  ];
}

function featureLines({ feature, state, why }: ProbeResult): string[] {
  return entry(marked(state), features[feature].title, why);
}

function entry(mark: string, title: string, text: string): string[] {
  const indent = ' '.repeat(width + 4);
  const [first = '', ...rest] = wrap(`${title}: ${text}`, indent);
  return [`  ${padded(mark, width)}  ${first.slice(indent.length)}`, ...rest.map(each => `  ${each}`)];
}

/** What a check would cost, before anything is sent. */
export function estimateText(name: string, model: string, { total, probes, listed }: Estimate): string {
  const price = listed
    ? 'at Anthropic’s list prices'
    : 'at the dearest list price, because its own is not known';
  return `${name}: ${probes.length} features are asked of ${model}, for ${dollars(total)} at most (${price})`;
}

/** The whole report, for people. */
export function reportText(report: Report): string {
  const { profile, versions, at, steps, features, stopped } = report;
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  const lines = [
    `${profile}: ${versions}, ${when}`,
    ...steps.flatMap(stepLines),
    ...(features.length === 0 ? [] : ['', ...features.flatMap(featureLines)]),
    ...(stopped ? ['', 'It was stopped: this is what was found out until then.'] : []),
  ];
  return `${lines.join('\n')}\n`;
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
  return {
    tell: news => {
      if ('step' in news) io.err(`${stepLines(news.step).join('\n')}\n`);
      if ('feature' in news) io.err(`${featureLines(news.feature).join('\n')}\n`);
    },
    end: () => {},
  };
}
