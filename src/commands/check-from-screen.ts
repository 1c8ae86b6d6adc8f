import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { programWords } from '../base/own-program.ts';
import { visible } from '../base/terminal-text.ts';
import type { Catalog } from '../ui/catalog.ts';
import type { Action } from '../ui/state.ts';

/**
 * `cgw check` for the picker: a process of its own, because the credentials of a profile go through the environment of
 * the process that measures it.
 */
export type ScreenCheck = {
  /** Runs to the end and hands on each line as it comes. */
  run(name: string, tell: (action: Action) => void): Promise<Action>;
  /** Ends it; what was learnt is kept. It is over when this resolves. */
  stop(): Promise<void>;
};

/** A check that was told to stop has only to write down what it knows. */
const lastWordsMs = 3_000;

export function screenCheck(io: Io, readCatalog: () => Promise<Catalog>): ScreenCheck {
  let child: Bun.Subprocess<'ignore', 'ignore', 'pipe'> | undefined;
  return {
    run: async (name, tell) => {
      // One that was stopped may still be ending.
      await child?.exited;
      const started = Bun.spawn([...programWords(io.environment), 'check', name], {
        cwd: io.cwd,
        env: { ...io.environment },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child = started;
      const lines = createInterface({ input: Readable.fromWeb(started.stderr) });
      for await (const line of lines) tell({ type: 'progress', name, text: visible(line) });
      const code = await started.exited;
      if (child === started) child = undefined;
      return { type: 'checked', name, stopped: code === exitCode.interrupted, catalog: await readCatalog() };
    },
    stop: async () => {
      const running = child;
      running?.kill('SIGINT');
      await Promise.race([running?.exited, Bun.sleep(lastWordsMs)]);
      // Nobody would be there to end it any more.
      running?.kill('SIGKILL');
    },
  };
}
