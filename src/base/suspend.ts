/** Who wants to know that somebody asks cgw by SIGTSTP to stop, and stops it in his own way. */
const handlers = new Set<() => void>();

let stopping = false;

/**
 * Calls `handler` in place of the stop that SIGTSTP asks for, so that it can put the terminal in order and stop by
 * `stopSelf` or `stopJob`.
 * @returns what ends that.
 */
export function onStopRequest(handler: () => void): () => void {
  handlers.add(handler);
  listen();
  return () => {
    handlers.delete(handler);
    listen();
  };
}

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
async function stopped(stop: () => void): Promise<void> {
  stopping = true;
  listen();
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('SIGCONT', resolve);
  // Where nobody can bring it back (an orphaned process group) the kernel ignores the signal.
  const timer = setTimeout(resolve, 1000);
  stop();
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    process.off('SIGCONT', resolve);
    stopping = false;
    listen();
  }
}

/** A signal that is listened to does nothing else: so there is one listener at most, and none during a stop. */
function listen(): void {
  const isWanted = handlers.size > 0 && !stopping;
  if (isWanted === process.listeners('SIGTSTP').includes(ask)) return;
  if (isWanted) process.on('SIGTSTP', ask);
  else process.off('SIGTSTP', ask);
}

function ask(): void {
  for (const handler of [...handlers]) handler();
}
