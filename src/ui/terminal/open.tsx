import chalk from 'chalk';
import { render, useApp, useInput, usePaste } from 'ink';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { Environment } from '../../io.ts';
import { Screen } from '../components/screen.tsx';
import { frameOf } from '../frames.ts';
import { pressesOf } from '../press.ts';
import type { Action, Outcome, Request, State } from '../state.ts';
import { createStore, type Store } from '../store.ts';
import { colourLevel } from './colours.ts';
import { sizeOf } from './size.ts';
import type { Streams } from './streams.ts';
import { suspendProcess } from './suspend.ts';

/** How the screens ended; a signal is no outcome of theirs. */
export type Ended = Outcome | { readonly outcome: 'signalled'; readonly signal: 'SIGTERM' | 'SIGHUP' };

/** Carries out what the screens ask for; never throws for what a user can put right. */
export type Perform = (request: Exclude<Request, { request: 'suspend' }>) => Promise<Action>;

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
  chalk.level = colourLevel(environment);
  const store = createStore(initial);
  const resized = () => store.dispatch({ type: 'resized', size: sizeOf(output) });
  output.on('resize', resized);
  let signalled: Ended | undefined;
  const app = render(<App store={store} perform={perform} />, {
    stdin: input,
    stdout: output,
    stderr: output,
    // Ink takes a set CI variable for the lack of a terminal.
    interactive: true,
    alternateScreen: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    maxFps: 60,
  });
  const onSignal = (signal: 'SIGTERM' | 'SIGHUP') => {
    signalled = { outcome: 'signalled', signal };
    app.unmount();
  };
  const hungUp = () => onSignal('SIGHUP');
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
  input.on('end', hungUp);
  try {
    await app.waitUntilExit();
  } finally {
    output.off('resize', resized);
    process.off('SIGTERM', onSignal);
    process.off('SIGHUP', onSignal);
    input.off('end', hungUp);
    input.pause();
  }
  return signalled ?? store.get().outcome ?? { outcome: 'interrupted' };
}

function App({ store, perform }: { readonly store: Store; readonly perform: Perform }): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.get);
  const { exit, suspendTerminal } = useApp();
  useInput((input, key) => {
    for (const press of pressesOf(input, key)) {
      // What was typed after the end belongs to nobody.
      if (store.get().outcome !== undefined) return;
      store.dispatch({ type: 'press', press });
      const { request } = store.get();
      if (request?.request === 'suspend') void suspendTerminal(suspendProcess);
      else if (request !== undefined) void perform(request).then(store.dispatch, exit);
    }
  });
  usePaste(text => store.dispatch({ type: 'paste', text }));
  useEffect(() => {
    if (state.outcome !== undefined) exit();
  }, [state.outcome, exit]);
  return <Screen frame={frameOf(state)} size={state.size} />;
}
