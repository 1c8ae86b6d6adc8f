import type { ReadStream } from 'node:tty';
import type { EndingSignal } from '../base/signals.ts';
import { onEndingSignal } from '../base/signals.ts';
import { onStopRequest, stopSelf } from '../base/suspend.ts';
import { safeText } from '../base/terminal-text.ts';

/** A line that is being typed where nobody may see it. */
export type HiddenLine = {
  readonly text: string;
  /** Between the marks that a terminal puts around a paste. */
  readonly pasting: boolean;
  /** The beginning of an escape sequence whose end has not come yet. */
  readonly rest: string;
};

export const emptyLine: HiddenLine = { text: '', pasting: false, rest: '' };

/** What the keys came to: more of the line, its end, or the wish to leave. */
export type Typed =
  | { readonly came: 'more'; readonly line: HiddenLine }
  | { readonly came: 'end'; readonly text: string }
  | { readonly came: 'several lines' }
  | { readonly came: 'interrupt' };

const escapeKey = '\u001b';

const begun = new RegExp(`^${escapeKey}(\\[[0-?]*[ -/]*)?$`);

/** A whole escape sequence (CSI, SS3, Alt and a key), the beginning of one, or one character. */
const piece = new RegExp(
  `${escapeKey}\\[[0-?]*[ -/]*[@-~]|${escapeKey}O.|${escapeKey}\\[[0-?]*[ -/]*$|${escapeKey}[^[O${escapeKey}]|[\\s\\S]`,
  'gu',
);

const marks = { begin: `${escapeKey}[200~`, end: `${escapeKey}[201~` } as const;

/**
 * Reads what came from a terminal in raw mode. Blanks around the line are dropped: nobody sees them, and they come
 * with what is copied.
 */
export function feed(line: HiddenLine, input: string): Typed {
  if (input === '') return { came: 'more', line };
  let { text, pasting } = line;
  // Escape alone was a key, unless what comes now makes a sequence of it.
  const all = line.rest === escapeKey && !/^[[O]/.test(input) ? input : line.rest + input;
  for (const match of all.matchAll(piece)) {
    const [part] = match;
    const isLast = match.index + part.length === all.length;
    if (isLast && begun.test(part)) return { came: 'more', line: { text, pasting, rest: part } };
    if (part === marks.begin) pasting = true;
    else if (part === marks.end) pasting = false;
    else if (pasting) text += part === '\r' ? '\n' : part;
    else if (part === '\r' || part === '\n') {
      // Without marks a paste of several lines is known by what comes along behind the first one.
      return isLast ? ended(text) : { came: 'several lines' };
    } else if (part === '\u0003' || part === '\u0004' || part === '\u001c') return { came: 'interrupt' };
    else if (part === '\u007f' || part === '\b') text = [...text].slice(0, -1).join('');
    else if (part === '\u0015' || part === '\u0017') text = '';
    else if (!/\p{Cc}/u.test(part)) text += part;
  }
  return { came: 'more', line: { text, pasting, rest: '' } };
}

function ended(text: string): Typed {
  const line = text.trim();
  return line.includes('\n') ? { came: 'several lines' } : { came: 'end', text: line };
}

type HiddenStreams = {
  readonly input: ReadStream;
  readonly output: { write(text: string): unknown };
};

/** So that a terminal says where a paste begins and ends. */
const bracketedPaste = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const;

/**
 * So long nothing may come behind Enter, in milliseconds. A terminal that does not mark a paste may hand it over in
 * pieces: the first line is then not all of it, and the shell would run the others.
 */
const quietMs = 200;

/**
 * Asks for a credential on a terminal that echoes nothing, until there is one line that is not empty.
 * @returns undefined when the user left by Ctrl-C or Ctrl-D, or the terminal has gone
 */
export async function askHidden(question: string, streams: HiddenStreams): Promise<string | undefined> {
  // Written together with the question, for the same reason: who sees it may type again at once.
  let refusal = '';
  for (;;) {
    const asked = `${refusal}${safeText(question)} (not shown): `;
    const answer = await readHidden(streams, () => streams.output.write(asked));
    streams.output.write('\n');
    if (answer.came === 'interrupt') return undefined;
    if (answer.came === 'end' && answer.text !== '') return answer.text;
    refusal =
      answer.came === 'end'
        ? 'Nothing was entered.\n'
        : 'These were several lines, and a credential is one: nothing was taken.\n';
  }
}

/** How the reading of a hidden line ended. */
type Answer = Exclude<ReturnType<typeof feed>, { came: 'more' }>;

/**
 * Reads one line without echo; the terminal is raw until the line has come, and then as it was.
 * @param ask writes the question: once nothing is echoed any more, as who sees it may answer at once, and again after
 * each time that the process was stopped; then the answer begins anew.
 */
export function readHidden({ input, output }: HiddenStreams, ask: () => void): Promise<Answer> {
  return new Promise(resolve => {
    let decoder = new TextDecoder();
    let line = emptyLine;
    let answer: Answer | undefined;
    let timer: Timer | undefined;
    let state: 'asking' | 'stopped' | 'done' = 'asking';
    const begin = () => {
      decoder = new TextDecoder();
      line = emptyLine;
      answer = undefined;
      input.setRawMode(true);
      output.write(bracketedPaste.on);
      input.resume();
      ask();
    };
    const leaveTerminal = () => {
      clearTimeout(timer);
      output.write(bracketedPaste.off);
      input.setRawMode(false);
      input.pause();
    };
    const restore = () => {
      input.off('data', read).off('end', leave).off('error', leave).off('close', leave);
      process.off('SIGCONT', goOn);
      for (const forget of [forgetStops, forgetEndings]) forget();
      if (state === 'asking') leaveTerminal();
      state = 'done';
    };
    const finish = (last: Answer) => {
      restore();
      resolve(last);
    };
    const leave = () => finish({ came: 'interrupt' });
    const endBy = (signal: EndingSignal) => {
      restore();
      output.write('\n');
      // Now that nobody listens any more, the signal does what it does.
      process.kill(process.pid, signal);
    };
    const stop = async () => {
      if (state !== 'asking') return;
      leaveTerminal();
      state = 'stopped';
      output.write('\n');
      await stopSelf();
      if (state !== 'stopped') return;
      state = 'asking';
      begin();
    };
    /** After a stop that nobody can be told of (SIGSTOP) the terminal is as the shell has set it. */
    const goOn = () => {
      if (state !== 'asking') return;
      leaveTerminal();
      begin();
    };
    const read = (bytes: Uint8Array) => {
      const text = decoder.decode(bytes, { stream: true });
      if (answer !== undefined) {
        if (text.includes('\u0003')) return leave();
        if (/[^\r\n]/.test(text)) answer = { came: 'several lines' };
        timer?.refresh();
        return;
      }
      const typed = feed(line, text);
      if (typed.came === 'more') line = typed.line;
      else if (typed.came === 'interrupt') leave();
      else {
        const last = typed;
        answer = last;
        timer = setTimeout(() => finish(answer ?? last), quietMs);
      }
    };
    const forgetStops = onStopRequest(() => void stop());
    const forgetEndings = onEndingSignal(endBy);
    process.on('SIGCONT', goOn);
    input.on('data', read).on('end', leave).on('error', leave).on('close', leave);
    begin();
  });
}
