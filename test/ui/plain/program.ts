/** Plain mode on the terminal of this process; what is chosen becomes a shell that reads the next two lines. */
import { runPlain } from '../../../src/ui/plain/run.ts';
import { catalogOf } from '../../support/catalog.ts';

const ended = await runPlain(
  'launch',
  catalogOf(),
  { opens: 'picker' },
  async () => ({ type: 'failed', text: 'nothing changes' }),
  async (args, print) => {
    print(`✓ full    ran ${args.join(' ')}`);
    return catalogOf();
  },
  { input: process.stdin, output: process.stderr },
);
if (ended.outcome === 'chosen') {
  const script = 'stty -a | grep -o "[-]*icanon"; read first; read second; echo "<$first> <$second>"';
  process.execve?.('/bin/sh', ['sh', '-c', script], { PATH: '/usr/bin:/bin' });
}
process.stderr.write(`${JSON.stringify(ended)}\n`);
