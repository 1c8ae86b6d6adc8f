import { render, useApp, useInput, usePaste } from 'ink';
import {
  createRef,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { Environment } from '../base/io.ts';
import { type EndingSignal, onEndingSignal } from '../base/signals.ts';
import { onStopRequest, stopJob, stopSelf } from '../base/suspend.ts';
import { hasColours } from '../base/theme.ts';
import { frameOf } from './frames.ts';
import { type MouseReport, mouseModes } from './mouse-input.ts';
import { pressesOf } from './press.ts';
import { Screen } from './screen.tsx';
import type { Action, Outcome, Request, State } from './state.ts';
import { type Streams, sizeOf, withoutMouse } from './terminal.ts';
import { update } from './update.ts';

/** The one state of the open screens. */
type Store = {
  get(): State;
  dispatch(action: Action): void;
  /** @returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
};

function createStore(initial: State): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch: action => {
      state = update(state, action);
      for (const listener of listeners) listener();
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** How the screens ended; a signal is no outcome of theirs. */
export type Ended = Outcome | { readonly outcome: 'signalled'; readonly signal: EndingSignal };

/**
 * A name in a script whose width the terminal counts otherwise than we do must not push the rows down: what stands
 * out is cut.
 */
const autoWrap = { off: '\u001b[?7l', on: '\u001b[?7h' } as const;

/** Carries out what the screens ask for; never throws for what a user can put right. */
export type Perform = (
  request: Exclude<Request, { readonly request: 'suspend' | 'repaint' }>,
  /** For what is to be shown before it is done. */
  tell: (action: Action) => void,
) => Promise<Action>;

/**
 * Shows the screens until they end, and gives the terminal back as it was: on every outcome, on a signal and on
 * a bug, which is thrown.
 */
export async function openScreens(
  initial: State,
  perform: Perform,
  { input, output }: Streams,
  environment: Environment,
): Promise<Ended> {
  const store = createStore(initial);
  const resized = () => store.dispatch({ type: 'resized', size: sizeOf(output) });
  output.on('resize', resized);
  let signalled: Ended | undefined;
  const app = createRef<Handle>();
  // Before the terminal is changed, and until it is as it was: the signal would stop the process in between.
  const forgetStops = onStopRequest(() => app.current?.stop());
  const mouse = initial.snapshot.config.mouse === false ? undefined : mouseModes;
  const modes: Modes = { on: autoWrap.off + (mouse?.on ?? ''), off: (mouse?.off ?? '') + autoWrap.on };
  const isAgain = secondClicks();
  const onReport = (report: MouseReport) => {
    if (report.mouse === 'old') output.write(mouseModes.off);
    app.current?.take({ type: 'mouse', report, again: isAgain(report) });
  };
  const onEscape = () => app.current?.take({ type: 'press', press: 'escape' });
  // A bug ends the process without coming by here.
  const onExit = () => void output.write(modes.off);
  process.on('exit', onExit);
  // Ink does so only after its first frame, and then undoes it: a key that answers that frame would go to the line
  // editor of the terminal.
  input.setRawMode(true);
  output.write(modes.on);
  const ink = render(
    <App
      store={store}
      perform={perform}
      output={output}
      modes={modes}
      handle={app}
      colours={hasColours(environment)}
    />,
    {
      stdin: mouse === undefined ? input : withoutMouse(input, onReport, onEscape),
      stdout: output,
      stderr: output,
      // Ink takes a set CI variable for the lack of a terminal.
      interactive: true,
      alternateScreen: true,
      exitOnCtrlC: false,
      patchConsole: false,
      incrementalRendering: true,
      maxFps: 60,
    },
  );
  // The executable starts with code interpreted for longer: now it shall be quick at every key.
  Bun.unsafe.setJITPolicy(1);
  const onSignal = (signal: EndingSignal) => {
    signalled = { outcome: 'signalled', signal };
    ink.unmount();
  };
  const hungUp = () => onSignal('SIGHUP');
  const release = onEndingSignal(onSignal);
  input.on('end', hungUp);
  try {
    await ink.waitUntilExit();
  } finally {
    output.off('resize', resized);
    release();
    output.write(modes.off);
    process.off('exit', onExit);
    input.off('end', hungUp);
    input.pause();
    forgetStops();
  }
  return signalled ?? store.get().outcome ?? { outcome: 'interrupted' };
}

/** What switches the terminal for the screens, and back. */
type Modes = { readonly on: string; readonly off: string };

/** As in fzf. */
const doubleClickMs = 500;

/** Tells of a click whether it is the second one on its cell, soon after the first. */
function secondClicks(): (report: MouseReport) => boolean {
  let last: { readonly cell: string; readonly at: number } | undefined;
  return ({ mouse, x, y }) => {
    const [cell, at] = [`${mouse} ${x} ${y}`, performance.now()];
    const isSecond = last?.cell === cell && at - last.at <= doubleClickMs;
    last = isSecond ? undefined : { cell, at };
    return isSecond;
  };
}

/** What the open screens can be told from outside of them. */
type Handle = {
  /** Carries an action out. */
  readonly take: (action: Action) => void;
  /** Stops the process. */
  readonly stop: () => void;
};

type Props = {
  readonly store: Store;
  readonly perform: Perform;
  readonly output: Streams['output'];
  readonly modes: Modes;
  readonly handle: Ref<Handle>;
  readonly colours: boolean;
};

function App({ store, perform, output, modes, handle, colours }: Props): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.get);
  const { exit, suspendTerminal } = useApp();
  const turn = useRef(Promise.resolve());
  const isStopping = useRef(false);
  /** Leaves the terminal to others while `meanwhile` lasts: Ink cannot do so twice at a time. */
  const leave = (meanwhile: () => void | Promise<void>): Promise<void> => {
    const left = turn.current.then(() => suspendTerminal(meanwhile));
    turn.current = left.catch(() => {});
    return left;
  };
  const suspend = async (stopping: () => Promise<void>) => {
    // Asked for twice before it comes (Ctrl-Z, and a signal from elsewhere) it is one stop.
    if (isStopping.current) return;
    isStopping.current = true;
    await leave(async () => {
      output.write(modes.off);
      await stopping();
      isStopping.current = false;
      output.write(modes.on);
    });
    // The window may have changed meanwhile; the kernel told the shell.
    process.kill(process.pid, 'SIGWINCH');
  };
  const take = (action: Action) => {
    // What was typed after the end belongs to nobody.
    if (store.get().outcome !== undefined) return;
    store.dispatch(action);
    const { request } = store.get();
    if (request?.request === 'suspend') void suspend(stopJob).catch(exit);
    else if (request?.request === 'repaint') void leave(() => {}).catch(exit);
    else if (request !== undefined) void perform(request, store.dispatch).then(store.dispatch, exit);
  };
  useInput((input, key) => {
    for (const press of pressesOf(input, key)) {
      take({ type: 'press', press });
      // What came in one piece with the key that asks was not meant as the answer.
      if (store.get().layers.at(-1)?.layer === 'question') return;
    }
  });
  useImperativeHandle(handle, () => ({ take, stop: () => void suspend(stopSelf).catch(exit) }));
  usePaste(text => store.dispatch({ type: 'paste', text }));
  useEffect(() => {
    if (state.outcome !== undefined) exit();
  }, [state.outcome, exit]);
  return <Screen frame={frameOf(state)} size={state.size} colours={colours} />;
}
