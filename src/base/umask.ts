/** What this process was given: which permissions a new file does not get. */
const given = process.umask();

/**
 * Lets this process read and enter what it makes: a mask that takes that from the owner (`umask 777`) would leave
 * folders behind that nobody can enter. What it takes from others stays taken.
 */
export function admitOwner(): void {
  if ((given & 0o700) !== 0) process.umask(given & 0o077);
}

/** For a program that takes the place of cgw. */
export function restoreUmask(): void {
  process.umask(given);
}
