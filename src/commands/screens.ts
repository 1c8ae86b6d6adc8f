import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { withoutKnownSecrets } from '../base/masking.ts';
import { programWords } from '../base/own-program.ts';
import { homeFolder } from '../base/paths.ts';
import { signalExits } from '../base/signals.ts';
import { visible } from '../base/terminal-text.ts';
import { readChecks } from '../check/check-store.ts';
import { lastUsed } from '../claude/folder-memory.ts';
import { knownModels } from '../claude/installed-models.ts';
import { claudeLabel, installedClaude } from '../claude/program.ts';
import { readSettingsFiles } from '../claude/settings-files.ts';
import { readAwsProfiles } from '../detect/aws.ts';
import { detect } from '../detect/detect.ts';
import { detectShell } from '../env/shells/detect.ts';
import { readConfig } from '../profile/file.ts';
import { madeEntries } from '../profile/keychain-entries.ts';
import { nameMeant, profileNamed } from '../profile/resolve.ts';
import { secretsFolder } from '../profile/secret-files.ts';
import { keychainMissing } from '../secrets/keychain.ts';
import type { Ended, Perform } from '../ui/open.tsx';
import { plainWanted } from '../ui/plain/wanted.ts';
import type { Snapshot } from '../ui/snapshot.ts';
import type { Action, Opening, Purpose, Request } from '../ui/state.ts';
import { clipboardSequence, type Streams, sizeOf, terminalStreams } from '../ui/terminal.ts';
import { launchPicked } from './start-again.ts';

/** What the screens came to. */
export type Picked =
  | { readonly name: string; readonly what: 'chosen' }
  | { readonly name: string; readonly what: 'saved'; readonly notes: readonly string[] }
  | { readonly exit: number };

/**
 * Opens the screens on the terminal (or the plain prompts, for who cannot see them) and carries out what they ask
 * for, until the user chooses or leaves.
 * @throws UserError (2) where there is no terminal.
 */
export async function openPicker(
  purpose: Purpose,
  io: Io,
  opening: Opening = { opens: 'picker' },
): Promise<Picked> {
  const snapshot = await readSnapshot(io);
  const streams = terminalStreams();
  if (streams === undefined)
    throw new UserError(
      exitCode.usage,
      'there is no terminal to draw on',
      'name a profile instead: cgw run NAME, cgw env NAME',
    );
  const commands = ownCommands(io);
  const snapshotNow = () => readSnapshot({ ...io, err: () => {} });
  const perform: Perform = async (request, tell) => {
    if (request.request === 'check') {
      const { name } = request;
      const err = (text: string) => tell({ type: 'progress', name, text });
      const code = await commands.run(
        ['check', name],
        { err: line => err(line.replace(/^cgw: /, '')) },
        request.columns,
      );
      return { type: 'checked', name, stopped: code === exitCode.interrupted, snapshot: await snapshotNow() };
    }
    if (request.request === 'stop-check') {
      void commands.stop();
      return { type: 'noted', text: 'the check is being stopped' };
    }
    if (request.request === 'change') return changed(request, io);
    if (request.request === 'preview' || request.request === 'write') return writeFromScreen(request, io);
    streams.output.write(clipboardSequence(request.text, io.environment));
    return { type: 'noted', text: `copied, if the terminal allows it: ${request.text}` };
  };
  const ended = plainWanted(io.environment, snapshot.settingsFiles)
    ? await (await import('../ui/plain/run.ts')).runPlain(
        purpose,
        snapshot,
        opening,
        perform,
        async (args, print) => {
          await commands.run(args, { err: print, out: print });
          return snapshotNow();
        },
        streams,
      )
    : await drawn(purpose, snapshot, opening, perform, streams, io);
  // Nobody sees it any more, and with the terminal it would be killed.
  await commands.stop();
  switch (ended.outcome) {
    case 'chosen':
      if (ended.done !== undefined) io.err(`${ended.done}\n`);
      return { name: ended.name, what: 'chosen' };
    case 'saved':
      return { name: ended.name, what: 'saved', notes: ended.notes };
    case 'left':
      return { exit: purpose === 'launch' ? exitCode.done : exitCode.interrupted };
    case 'interrupted':
      return { exit: exitCode.interrupted };
    case 'signalled':
      return { exit: signalExits[ended.signal] };
  }
}

/**
 * The picker, then `claude` under what was picked.
 * @param args for `claude`.
 */
export async function launchFromPicker(args: readonly string[], io: Io): Promise<number> {
  const picked = await openPicker('launch', io);
  return 'exit' in picked ? picked.exit : launchPicked(picked.name, args, io);
}

/** Ink and React are loaded here, so that nothing else pays for them. */
async function drawn(
  purpose: Purpose,
  snapshot: Snapshot,
  opening: Opening,
  perform: Perform,
  streams: Streams,
  io: Io,
): Promise<Ended> {
  const [{ openScreens }, { start }] = await Promise.all([
    import('../ui/open.tsx'),
    import('../ui/update.ts'),
  ]);
  return openScreens(
    start(purpose, snapshot, sizeOf(streams.output), opening),
    perform,
    streams,
    io.environment,
  );
}

/** What the user can put right is told on the screen; a bug ends it. */
async function changed(request: Extract<Request, { request: 'change' }>, io: Io): Promise<Action> {
  // What there was to say was said before the screens opened; now it would be written into them.
  const quietly = { ...io, err: () => {} };
  try {
    const { changeWithEntries } = await import('./changes.ts');
    const notes = await changeWithEntries(quietly, request.change, request);
    return { type: 'loaded', snapshot: await readSnapshot(quietly), request, notes };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const text = withoutKnownSecrets(`${error.message}; ${error.remedy}`);
    return { type: 'failed', text, snapshot: await readSnapshot(quietly) };
  }
}

/** Everything the screens may know, read once: they touch nothing themselves. */
async function readSnapshot(io: Io): Promise<Snapshot> {
  const config = await readConfig(io);
  const hasProfiles = Object.keys(config.profiles).length > 0;
  return {
    config,
    environment: io.environment,
    home: homeFolder(io),
    shell: detectShell(io),
    meant: nameMeant(undefined, config, io)?.name,
    lastUsed: lastUsed(io),
    keychainMissing: keychainMissing(io),
    secretsFolder: secretsFolder(io),
    madeEntries: madeEntries(io),
    settingsFiles: readSettingsFiles(io, io.environment),
    offers: hasProfiles ? [] : detect(io),
    awsProfiles: readAwsProfiles(io),
    checks: readChecks(config.profiles, io),
    claude: claudeLabel(io),
    claudeVersion: installedClaude(io)?.version,
    models: knownModels(io),
  };
}

type WriteRequest = Extract<Request, { readonly request: 'preview' | 'write' }>;

/** `cgw write` for the picker: first what would change, then the change. Never with a credential in plain text. */
async function writeFromScreen({ request, name, target }: WriteRequest, io: Io): Promise<Action> {
  // Loaded here: locks and the JSON parser are heavy.
  const [{ performWrite, previewWrite, requireInside }, { placeOf }, { shownDiff }] = await Promise.all([
    import('../write/perform.ts'),
    import('../write/place.ts'),
    import('../write/diff.ts'),
  ]);
  try {
    const profile = profileNamed(name, await readConfig(io));
    const wish = { name, profile, secrets: undefined };
    const place = placeOf(target, undefined, io);
    // The screens hold the terminal: there nothing can be asked.
    await requireInside(place, { ...io, isTerminal: () => false });
    if (request === 'preview') {
      const plan = previewWrite(wish, place, io);
      return { type: 'previewed', name, target, diff: shownDiff(plan, []), warnings: plan.warnings };
    }
    performWrite(wish, place, io);
    return {
      type: 'noted',
      text: `wrote ${name} to ${place.shown}; cgw write --undo --to ${target} takes it back`,
    };
  } catch (error) {
    if (error instanceof UserError) return { type: 'failed', text: `${error.message}; ${error.remedy}` };
    throw error;
  }
}

/**
 * Commands of the program for the picker, each in a process of its own: the credentials that a check fetches go
 * through the environment of the process, and nothing that is printed for eval may get between the screens.
 */
type OwnCommands = {
  /** Runs to the end and hands on each line: those on stderr as they come, then stdout. @returns the exit code */
  run(
    args: readonly string[],
    tell: { err(line: string): void; out?(line: string): void },
    columns?: number,
  ): Promise<number>;
  /** Ends the one that runs; what a check has learnt is kept. It is over when this resolves. */
  stop(): Promise<void>;
};

/** A command that was told to stop has only to write down what it knows. */
const lastWordsMs = 3_000;

function ownCommands(io: Io): OwnCommands {
  let child: Bun.Subprocess<'ignore', 'pipe', 'pipe'> | undefined;
  return {
    run: async (args, { err, out }, columns) => {
      // One that was stopped may still be ending.
      await child?.exited;
      const started = Bun.spawn([...programWords(io.environment), ...args], {
        cwd: io.cwd,
        env: { ...io.environment, ...(columns === undefined ? {} : { COLUMNS: String(columns) }) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      const data = started.stdout.text();
      for await (const line of createInterface({ input: Readable.fromWeb(started.stderr) }))
        err(visible(line));
      for (const line of (await data).split('\n').slice(0, -1)) out?.(visible(line));
      const code = await started.exited;
      if (child === started) child = undefined;
      return code;
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
