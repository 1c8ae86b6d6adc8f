import { expect } from 'bun:test';
import { cgw } from './cgw.ts';
import { expectError } from './expect-error.ts';
import { Home } from './home.ts';
import { snapshot } from './snapshot.ts';

/** A profile of every kind that the tables of errors start from. */
const start = {
  version: 1,
  profiles: {
    direct: { backend: 'anthropic', apiKey: 'env:A' },
    bedrock: { backend: 'bedrock' },
    mantle: { backend: 'mantle' },
    aws: { backend: 'anthropic-aws', workspaceId: 'w' },
    gcp: { backend: 'anthropic-gcp', project: 'p', workspaceId: 'w' },
    vertex: { backend: 'vertex', projectId: 'p' },
    foundry: { backend: 'foundry', resource: 'r' },
    gateway: { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'env:T' },
    'gateway-bedrock': { backend: 'gateway-bedrock', baseUrl: 'https://g.example.com', token: 'env:T' },
    'gateway-vertex': {
      backend: 'gateway-vertex',
      baseUrl: 'https://g.example.com',
      token: 'env:T',
      projectId: 'p',
    },
  },
} as const;

export type Start = keyof (typeof start)['profiles'];

/** The command fails with this exit code, names what is wrong, and changes nothing on disk. */
export async function expectNothingChanged(
  args: readonly string[],
  exit: number,
  ...mentions: readonly (string | RegExp)[]
): Promise<string> {
  const home = new Home();
  home.writeConfig(start);
  // What any write leaves beside the config, so that only a change of the config is a change.
  home.write('.config/cgw/config.lock', '', 0o644);
  const before = snapshot(home.path);
  const result = await cgw(args, { home });
  expectError(result, exit, ...mentions);
  expect(snapshot(home.path)).toEqual(before);
  return result.stderr;
}
