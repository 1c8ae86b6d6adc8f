/** Exit codes of who was ended by a signal, as a shell counts them. */
export const signalExits = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;

export type EndingSignal = keyof typeof signalExits;

const endingSignals = Object.keys(signalExits) as readonly EndingSignal[];

/**
 * Calls `handler` in place of the end that a signal would make.
 * @returns what stops that: then the signals end the process again.
 */
export function onEndingSignal(
  handler: (signal: EndingSignal) => void,
  signals: readonly EndingSignal[] = endingSignals,
): () => void {
  const listeners = signals.map(signal => [signal, () => handler(signal)] as const);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}
