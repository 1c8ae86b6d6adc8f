import { askHidden } from '../../../src/secrets/hidden-prompt.ts';
import { terminalStreams } from '../../../src/ui/terminal.ts';

/** Asks for a secret, and tells what it took. */
const streams = terminalStreams();
if (streams === undefined) throw new Error('there is no terminal');
const answer = await askHidden('token', streams);
process.stdout.write(`took ${JSON.stringify(answer ?? null)}\n`);
process.exit(0);
