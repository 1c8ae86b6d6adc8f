import type { Io } from '../base/io.ts';
import type { Progress } from './findings.ts';
import { featureLines, stepLines } from './text.ts';

/** Shows how far a check has come. */
export type Shown = { tell(news: Progress): void; end(): void };

/** A terminal that does not wrap holds in one row what is too long for it; the last column then shows the last sign. */
const [unwrapped, wrapped] = ['\u001b[?7l', '\u001b[?7h'];

/** On a terminal one line that changes; it is taken away at the end, when the report comes. */
export function changingLine(name: string, io: Io): Shown {
  return {
    tell: news => {
      if ('begins' in news) io.err(`\r\u001b[K${unwrapped}  ${name}: ${news.begins} …${wrapped}`);
    },
    end: () => io.err('\r\u001b[K'),
  };
}

/** Elsewhere, and for screen readers: each finding in lines of its own, as soon as it is there. */
export function plainLines(io: Io): Shown {
  return {
    tell: news => {
      if ('step' in news) io.err(`${stepLines(news.step).join('\n')}\n`);
      if ('feature' in news) io.err(`${featureLines(news.feature).join('\n')}\n`);
    },
    end: () => {},
  };
}
