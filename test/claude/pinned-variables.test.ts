import { expect, test } from 'bun:test';
import { pinnedEnvironment } from '../../src/claude/pinned-variables.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

/** Tools inherit what is pinned. */
const tools = [
  [process.execPath, '-e', 'console.log("started")'],
  ['node', '-e', 'console.log("started")'],
  ['git', 'hash-object', '--stdin'],
  ['sh', '-c', 'echo started'],
  ['python3', '-c', 'import ssl; print(ssl.create_default_context().cert_store_stats())'],
  ['curl', '--version'],
];

test.each(tools.map(words => [words] as const))(
  '%j says with the pinned variables what it says without',
  words => {
    const home = new Home();
    const own = { HOME: home.path, PATH: process.env.PATH ?? '' };
    if (Bun.which(words[0] ?? '') === null) return;
    for (const provider of sampleOf(['firstParty', 'bedrock', 'vertex', 'foundry'] as const, 2)) {
      const pinned = pinnedEnvironment(own, provider, { environment: own, platform: process.platform });
      const said = [own, { ...pinned, ...own }].map(env => {
        const { exitCode, stdout, stderr } = Bun.spawnSync([...words], { env, stdin: 'ignore' });
        return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
      });
      expect(said[1]).toEqual(said[0]);
      if (provider === 'firstParty') expect(said[0]).toMatchObject({ exitCode: 0 });
    }
  },
);
