import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { withoutKnown } from '../base/masking.ts';
import { homeFolder } from '../base/paths.ts';
import { signalExits } from '../base/signals.ts';
import { readChecks } from '../check/check-store.ts';
import { lastUsed } from '../claude/last-used.ts';
import { claudeLabel } from '../claude/program.ts';
import { readSettingsFiles } from '../claude/settings-files.ts';
import { readAwsProfiles } from '../detect/aws.ts';
import { detect } from '../detect/detect.ts';
import { detectShell } from '../env/shells/detect.ts';
import { readConfig } from '../profile/file.ts';
import { madeEntries } from '../profile/keychain-entries.ts';
import { nameMeant } from '../profile/resolve.ts';
import { keychainMissing } from '../secrets/keychain.ts';
import type { Catalog } from '../ui/catalog.ts';
import type { Ended, Perform } from '../ui/open.tsx';
import { plainWanted } from '../ui/plain/wanted.ts';
import type { Action, Opening, Purpose, Request } from '../ui/state.ts';
import { clipboardSequence, type Streams, sizeOf, terminalStreams } from '../ui/terminal.ts';
import { screenCheck } from './check-from-screen.ts';

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
  const catalog = await readCatalog(io);
  const streams = terminalStreams();
  if (streams === undefined)
    throw new UserError(
      exitCode.usage,
      'there is no terminal to draw on',
      'name a profile instead: cgw run NAME, cgw env NAME',
    );
  const check = screenCheck(io, () => readCatalog({ ...io, err: () => {} }));
  const perform: Perform = async (request, tell) => {
    if (request.request === 'check') return check.run(request.name, tell);
    if (request.request === 'stop-check') {
      void check.stop();
      return { type: 'noted', text: 'the check is being stopped' };
    }
    if (request.request === 'change') return changed(request, io);
    if (request.request === 'preview' || request.request === 'write') {
      const { writeFromScreen } = await import('./write-from-screen.ts');
      return writeFromScreen(request, io);
    }
    streams.output.write(clipboardSequence(request.text, io.environment));
    return { type: 'noted', text: `copied, if the terminal allows it: ${request.text}` };
  };
  const ended = plainWanted(io.environment, catalog.settingsFiles)
    ? await (await import('../ui/plain/run.ts')).runPlain(purpose, catalog, opening, perform, streams)
    : await drawn(purpose, catalog, opening, perform, streams, io);
  // Nobody sees it any more, and with the terminal it would be killed.
  await check.stop();
  switch (ended.outcome) {
    case 'chosen':
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

/** Ink and React are loaded here, so that nothing else pays for them. */
async function drawn(
  purpose: Purpose,
  catalog: Catalog,
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
    start(purpose, catalog, sizeOf(streams.output), opening),
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
    return { type: 'loaded', catalog: await readCatalog(quietly), request, notes };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const text = withoutKnown(`${error.message}; ${error.remedy}`);
    return { type: 'failed', text, catalog: await readCatalog(quietly) };
  }
}

/** Everything the screens may know, read once: they touch nothing themselves. */
async function readCatalog(io: Io): Promise<Catalog> {
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
    madeEntries: madeEntries(io),
    settingsFiles: readSettingsFiles(io, io.environment.CLAUDE_CONFIG_DIR),
    findings: hasProfiles ? [] : detect(io),
    awsProfiles: readAwsProfiles(io),
    checks: readChecks(config.profiles, io),
    claude: claudeLabel(io),
  };
}
