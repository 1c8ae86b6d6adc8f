/**
 * Stops this process and everything beside it in the job, as Ctrl-Z does, until the shell brings it back.
 * Everything: under `npm start` the shell waits for npm.
 */
export function stopJob(): Promise<void> {
  return stopped(() => process.kill(0, 'SIGTSTP'));
}

/** Stops this process alone: somebody else has asked for it by a signal. */
export function stopSelf(): Promise<void> {
  return stopped(() => process.kill(process.pid, 'SIGTSTP'));
}

/** Resolves when the process goes on. The signal has its default effect meanwhile: to stop. */
function stopped(stop: () => void): Promise<void> {
  const listeners = process.listeners('SIGTSTP');
  process.removeAllListeners('SIGTSTP');
  return new Promise<void>(resolve => {
    process.once('SIGCONT', () => resolve());
    stop();
    // Where nobody can bring it back (an orphaned process group) the kernel ignores the signal.
    setTimeout(resolve, 1000).unref();
  }).finally(() => {
    for (const listener of listeners) process.on('SIGTSTP', listener);
  });
}
