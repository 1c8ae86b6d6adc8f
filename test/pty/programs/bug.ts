import { openScreens } from '../../../src/ui/open.tsx';
import { terminalStreams } from '../../../src/ui/terminal.ts';
import { opened } from '../../support/screens.ts';

/** The screens over a store that breaks. */
const streams = terminalStreams();
if (streams === undefined) throw new Error('no terminal');
const broken = () => Promise.reject(new Error('a bug in the store'));
try {
  await openScreens(opened(), broken, streams, process.env);
} catch (error) {
  console.log(`caught: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
