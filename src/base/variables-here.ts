/** A variable’s name as this system tells names apart: Windows takes `Path` and `PATH` for one, and here it is in capitals. */
export function nameHere(name: string): string {
  return process.platform === 'win32' ? name.toUpperCase() : name;
}

/** The variables of this process; on Windows a copy, in which each is found by `nameHere`, as in every copy of it. */
export const ownVariables: Readonly<Record<string, string | undefined>> =
  process.platform === 'win32'
    ? Object.fromEntries(Object.entries(process.env).map(([name, value]) => [nameHere(name), value]))
    : process.env;

/** How a user exports a variable: in cmd on Windows. */
export function exportLine(name: string, value: string): string {
  return `${process.platform === 'win32' ? 'set' : 'export'} ${name}=${value}`;
}

/** The value of another variable in such a line. */
export function valueIn(name: string): string {
  return process.platform === 'win32' ? `%${name}%` : `"$${name}"`;
}
