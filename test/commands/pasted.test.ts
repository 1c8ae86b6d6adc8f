import { expect, test } from 'bun:test';
import { cgw, type Result } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

// A header may be called what a shell would take for code.
const header = 'x-a&b';
const field = `headers.${header}`;

function homeWith(reference: string): Home {
  const home = new Home();
  const headers = { [header]: { secret: reference } };
  const g = { backend: 'gateway', baseUrl: 'https://g.example.com', token: 'env:KEY', headers };
  home.writeConfig({ version: 1, profiles: { g } });
  return home;
}

const cases: readonly (readonly [args: string[], reference: string, said: string])[] = [
  [['secret', 'remove', 'g', field], 'env:KEY', `cgw edit g --unset '${field}' takes`],
  [['secret', 'check', 'g', 'headers.y&z'], 'env:KEY', `cgw secret set g 'headers.y&z' puts`],
  [['edit', 'g', '--secret', `${field}=plain words`], 'env:KEY', `--secret '${field}=cmd:program arguments'`],
  [['edit', 'g', '--secret', `${field}=plain words`], 'env:KEY', `--secret '${field}=keychain'`],
  [['export', 'g'], `keychain:g/${field}`, `cgw secret set g '${field}'`],
];

test.each(cases)('cgw %j says a command that can be pasted', async (args, reference, said) => {
  const { stdout, stderr }: Result = await cgw(args, { home: homeWith(reference), env: { KEY: 'k' } });
  expect(stdout + stderr).toContain(said);
});
