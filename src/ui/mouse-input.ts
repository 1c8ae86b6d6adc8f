/** What the mouse did, in which cell, counted from the top left. */
export type MouseReport = { readonly x: number; readonly y: number } & (
  | { readonly mouse: 'click' }
  /** `by`: -1 away from the user, which is up. */
  | { readonly mouse: 'wheel'; readonly by: 1 | -1 }
  /** In the format of old terminals, which cannot be told from text: the mouse is better switched off. */
  | { readonly mouse: 'old' }
);

/**
 * Presses and the wheel (1000) in a format that says where it ends (1006). Text is selected with Shift then, by the
 * terminal.
 */
export const mouseModes = { on: '\u001b[?1000h\u001b[?1006h', off: '\u001b[?1006l\u001b[?1000l' } as const;

/** What is known between two reads. */
export type InputState = {
  /** The beginning of a sequence whose rest has not come. */
  readonly held: string;
  /** It did not come in time: what comes now is text, unless it goes on like a report. */
  readonly late: boolean;
  /** A paste is text, whatever it looks like. */
  readonly pasting: boolean;
};

export const noInput: InputState = { held: '', late: false, pasting: false };

export type Input = { readonly state: InputState; readonly pieces: readonly (string | MouseReport)[] };

const esc = '\u001b';
const pasteStart = `${esc}[200~`;
const pasteEnd = `${esc}[201~`;

/**
 * Takes the reports of the mouse out of what a terminal sends, in the order in which it came. Whatever begins like a
 * report is never text, also where it is broken off or means nothing.
 */
export function readInput({ held, late, pasting }: InputState, chunk: string): Input {
  if (chunk === '') return { state: { held, late, pasting }, pieces: [] };
  let rest = late && !`${held}${chunk}`.startsWith(`${esc}[<`) ? chunk : held + chunk;
  let isPasting = pasting;
  const pieces: (string | MouseReport)[] = [];
  const pass = (length: number) => {
    const last = pieces.at(-1);
    const text = rest.slice(0, length);
    if (typeof last === 'string') pieces[pieces.length - 1] = last + text;
    else if (text !== '') pieces.push(text);
    rest = rest.slice(length);
  };
  while (rest !== '') {
    if (isPasting) {
      const end = rest.indexOf(pasteEnd);
      isPasting = end < 0;
      pass(isPasting ? rest.length - beginningOf(pasteEnd, rest) : end + pasteEnd.length);
      if (isPasting) break;
      continue;
    }
    pass(nextEscape(rest));
    const behind = rest.slice(1);
    const [report] = report1006.exec(behind) ?? reportOld.exec(behind) ?? [];
    if (report !== undefined) {
      pieces.push(...reportIn(report));
      rest = behind.slice(report.length);
    } else if (unfinished.test(behind)) break;
    else {
      isPasting = rest.startsWith(pasteStart);
      pass(isPasting ? pasteStart.length : 1);
    }
  }
  return { state: { held: rest, late: false, pasting: isPasting }, pieces };
}

/** Whether what is held is the Esc key: asked when nothing else has come for a while. */
export function overdue(state: InputState): { readonly state: InputState; readonly isEscape: boolean } {
  const { held, late, pasting } = state;
  return {
    state: { ...state, late: held !== '' && !pasting && !isReport(held) },
    isEscape: held === esc && !late,
  };
}

function isReport(text: string): boolean {
  return text.startsWith(`${esc}[<`) || text.startsWith(`${esc}[M`);
}

// What stands behind the escape: a report to its end, or to what cannot be in one; the beginning of one or of a paste.
const report1006 = /^\[<[ -?]*(?:[@-~]|(?=[^ -~]))/;
const reportOld = /^\[M[\s\S]{3}/;
const unfinished = /^(?:\[(?:<[ -?]*|M[\s\S]{0,2}|20{0,2})?)?$/;

function nextEscape(text: string): number {
  const index = text.indexOf(esc);
  return index < 0 ? text.length : index;
}

/** How many characters at the end of a text may be the beginning of a sequence. */
function beginningOf(sequence: string, text: string): number {
  for (let length = sequence.length - 1; length > 0; length--)
    if (text.endsWith(sequence.slice(0, length))) return length;
  return 0;
}

const buttons: { readonly [code: string]: { mouse: 'click' } | { mouse: 'wheel'; by: 1 | -1 } } = {
  0: { mouse: 'click' },
  64: { mouse: 'wheel', by: -1 },
  65: { mouse: 'wheel', by: 1 },
};

/** Other buttons, keys held along, and releases mean nothing here. */
function reportIn(sequence: string): MouseReport[] {
  if (sequence.startsWith('[M')) return [{ mouse: 'old', x: 0, y: 0 }];
  const [, code = '', column = '', row = ''] = /^\[<(\d{1,3});(\d{1,5});(\d{1,5})M$/.exec(sequence) ?? [];
  const button = Object.hasOwn(buttons, code) ? buttons[code] : undefined;
  return button === undefined ? [] : [{ ...button, x: Number(column) - 1, y: Number(row) - 1 }];
}
