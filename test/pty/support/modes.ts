/** The four groups of flags that a kernel keeps of a terminal, in octal as `termios(3)` has them. */
export type Termios = {
  readonly input: string;
  readonly output: string;
  readonly control: string;
  readonly local: string;
};

/** What a program can change of a terminal and would have to put back. */
export type Modes = {
  readonly termios: Termios;
  /** In words, what the emulator has on that a new one has not. */
  readonly changes: readonly string[];
};

export function termiosOf(pty: Bun.Terminal): Termios {
  // A closed one says 0 for everything, and two of those would be equal.
  if (pty.closed) throw new Error('the terminal is closed: it has no modes any more');
  return {
    input: octal(pty.inputFlags),
    output: octal(pty.outputFlags),
    control: octal(pty.controlFlags),
    local: octal(pty.localFlags),
  };
}

/** Those of a terminal that no program has touched yet; asking one that has just been started would be too late. */
export function newModes(): Modes {
  const pty = new Bun.Terminal({});
  const termios = termiosOf(pty);
  pty.close();
  return { termios, changes: [] };
}

function octal(flags: number): string {
  return `0${flags.toString(8)}`;
}
