/**
 * Stops this process and everything beside it in the job, as Ctrl-Z does, until the shell brings it back.
 * Everything: under `npm start` the shell waits for npm.
 */
export function suspendProcess(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGCONT', () => resolve());
    process.kill(0, 'SIGTSTP');
    // Where nobody can bring it back (an orphaned process group) the kernel ignores the signal.
    setTimeout(resolve, 1000).unref();
  });
}
