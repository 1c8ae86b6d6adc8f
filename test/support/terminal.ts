import { cleanEnvironment, type Options, program } from './cgw.ts';

/** Runs the real `dist/cgw` on a terminal of its own; stdout and stderr arrive as one text. */
export async function onTerminal(
  args: readonly string[],
  { home, env, cwd }: Options,
): Promise<{ exit: number | null; screen: string }> {
  const decoder = new TextDecoder();
  let screen = '';
  const child = Bun.spawn([program, ...args], {
    cwd: cwd ?? home.path,
    env: cleanEnvironment(home, { TERM: 'xterm-256color', CGW_PAGER: '', ...env }),
    terminal: {
      cols: 200,
      rows: 50,
      data: (_, bytes) => {
        screen += decoder.decode(bytes, { stream: true });
      },
    },
  });
  await child.exited;
  child.terminal?.close();
  return { exit: child.exitCode, screen: screen.replaceAll('\r\n', '\n') };
}
