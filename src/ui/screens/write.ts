import { fit, type Line, line, styled, wrapSpans } from '../../base/lines.ts';
import { coloured } from '../../write/diff.ts';
import type { WriteTarget } from '../../write/file-change.ts';
import { type Frame, paneFrame } from '../frame.ts';
import { actionFor, type Binding, type Move, moveKeys } from '../keys.ts';
import type { Press } from '../press.ts';
import { scrolled, scrollFrame } from '../scroll-page.ts';
import type { Layer, Request, State } from '../state.ts';

/** The question where a profile is written to. */
export type TargetChoice = Extract<Layer, { layer: 'targets' }>;

/** What a write would change, before it is made. */
export type DiffPage = Extract<Layer, { layer: 'diff' }>;

/** The places that the picker offers; a dotenv file needs its name, so it is left to the command. */
const offered = [
  ['u', 'user', 'your user settings: every claude, also in editors and background agents'],
  ['l', 'local', 'local settings of this folder: yours, not committed'],
  ['p', 'project', 'project settings of this folder: shared with others'],
  ['e', 'envrc', '.envrc: this folder’s shells, by direnv'],
] as const satisfies readonly (readonly [Press, WriteTarget, string])[];

type TargetAction = { readonly type: 'target'; readonly target: WriteTarget } | { readonly type: 'cancel' };

export const targetBindings: readonly Binding<TargetAction>[] = [
  ...offered.map(
    ([key, target, help]): Binding<TargetAction> => ({
      keys: [key],
      action: { type: 'target', target },
      label: target,
      help,
      // The lines above the footer name it.
      footer: 'none',
    }),
  ),
  {
    keys: ['escape', 'q'],
    action: { type: 'cancel' },
    label: 'cancel',
    help: 'write nothing',
    footer: 'stays',
  },
];

/** What the choice asks for; undefined when it is left, the choice itself while nothing is chosen. */
export function pressInTargets(choice: TargetChoice, press: Press): TargetChoice | Request | undefined {
  const action = actionFor(targetBindings, press);
  if (action === undefined) return choice;
  if (action.type === 'cancel') return undefined;
  return { request: 'preview', name: choice.name, target: action.target };
}

/** The choice in lines, under the picker. */
export function targetLines({ name }: TargetChoice, columns: number): Line[] {
  return [
    line(styled('title', ` Write ${name} to:`)),
    ...offered.map(([key, target, help]) =>
      fit(line('   ', styled('key', key), ` ${target.padEnd(8)}`, styled('dim', help)), columns),
    ),
  ];
}

export const diffBindings: readonly Binding<Move | { readonly type: 'write' | 'cancel' }>[] = [
  { keys: ['enter'], action: { type: 'write' }, label: 'write', help: 'make this change', footer: 'stays' },
  ...moveKeys({ reading: true }),
  {
    keys: ['escape', 'q'],
    action: { type: 'cancel' },
    label: 'cancel',
    help: 'write nothing',
    footer: 'stays',
  },
];

/** The page after a key; a request when the change is to be made, undefined when it is left. */
export function pressInDiff(page: DiffPage, state: State, press: Press): DiffPage | Request | undefined {
  const action = actionFor(diffBindings, press);
  switch (action?.type) {
    case 'cancel':
      return undefined;
    case 'write':
      return { request: 'write', name: page.name, target: page.target };
    case undefined:
      return page;
    case 'move':
    case 'page':
      return { ...page, top: scrolled(page.top, action, diffLines(page, state), state.size) };
  }
}

function diffLines({ diff, warnings }: DiffPage, { size }: State): Line[] {
  const width = size.columns - paneFrame.columns;
  const changed = diff === '' ? [line('Nothing would change.')] : coloured(diff);
  const notes = warnings.map(warning => line(styled('warn', `! ${warning}`)));
  return [...notes, ...(notes.length > 0 ? [[]] : []), ...changed].flatMap(each => wrapSpans(each, width, 2));
}

export function diffFrame(page: DiffPage, state: State): Frame {
  const shown = {
    heading: `write ${page.name} to ${page.target}`,
    title: 'What would change',
    lines: diffLines(page, state),
    top: page.top,
    bindings: diffBindings,
  };
  return scrollFrame(shown, state.size);
}
