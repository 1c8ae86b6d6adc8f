/** Plain mode on the terminal of this process; what is chosen becomes a shell that reads the next two lines. */
import { runPlain } from '../../../src/ui/plain/run.ts';
import { snapshotOf } from '../../support/screens.ts';

const ended = await runPlain(
  'launch',
  snapshotOf(),
  { opens: 'picker' },
  async () => ({ type: 'failed', text: 'nothing changes' }),
  async (args, print) => {
    print(`✓ full    ran ${args.join(' ')}`);
    return snapshotOf();
  },
  { input: process.stdin, output: process.stderr },
);
if (ended.outcome === 'chosen') {
  const script = 'stty -a | grep -o "[-]*icanon"; read first; read second; echo "<$first> <$second>"';
  process.execve?.('/bin/sh', ['sh', '-c', script], { PATH: '/usr/bin:/bin' });
}
process.stderr.write(`${JSON.stringify(ended)}\n`);
