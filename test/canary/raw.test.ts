import { afterAll, expect, test } from 'bun:test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandName } from '../../src/commands/table.ts';
import { cgw } from '../support/cgw.ts';
import { Home, removeHomes } from '../support/home.ts';
import { isDeep } from '../support/tier.ts';

/*
 * Every command, in a world whose folders, files, variables and words all hold what a terminal obeys: nothing of it
 * is printed for people, and JSON holds it in escapes.
 */

/** ESC, OSC 52, a C1 control, DEL, a mark of direction, a line separator and a tag, as one word. */
const raw = '\u001b[2J\u001b]52;c;aGk=\u0007\u009b31m\u007f\u202e\u2028\u{e0041}\u200b';
const unsafe = /(?!\n|\t)[\p{C}\u2028\u2029]/u;

const home = new Home();
const folder = join(home.path, `p${raw.replaceAll('/', '')}`);
mkdirSync(join(folder, '.claude'), { recursive: true });
mkdirSync(join(folder, '.git'));
writeFileSync(join(folder, '.git/HEAD'), `ref: refs/heads/${raw}\n`);
writeFileSync(join(folder, '.cgw'), `${raw}\n`);
const settings = {
  [`key${raw}`]: raw,
  model: raw,
  apiKeyHelper: `/bin/${raw}`,
  env: { [`NAME${raw}`]: raw, ANTHROPIC_BASE_URL: `http://h${raw}`, ANTHROPIC_MODEL: raw, HTTPS_PROXY: raw },
};
for (const file of ['settings.json', 'settings.local.json'])
  writeFileSync(join(folder, '.claude', file), JSON.stringify(settings));
home.write('.claude/settings.json', JSON.stringify(settings));
home.write('.claude.json', JSON.stringify({ env: settings.env, primaryApiKey: raw }));
home.write('.aws/config', `[profile ${raw}]\nregion = ${raw}\nsso_session = ${raw}\n`);
home.writeConfig({
  version: 1,
  default: 'odd',
  roles: { batch: 'odd' },
  profiles: {
    odd: {
      backend: 'gateway',
      product: raw,
      baseUrl: 'http://127.0.0.1:9',
      token: `cmd:${JSON.stringify(['/bin/sh', '-c', `printf '%s' "$1" >&2; exit 3`, raw, raw])}`,
      note: raw,
      headers: { [`x-${raw}`]: raw },
      models: { default: raw, opus: raw },
      env: { PLAIN: raw, SECRET: { secret: `file:/nowhere/${raw}` } },
    },
    fine: {
      backend: 'gateway',
      baseUrl: 'http://127.0.0.1:9',
      token: 'env:NOWHERE',
      note: raw,
      models: { default: raw },
    },
    aws: { backend: 'bedrock', awsProfile: raw, region: 'us-east-1' },
  },
});
afterAll(removeHomes);

const env = {
  CGW_PROFILE: raw,
  CGW_CLAUDE: `/nowhere/${raw}`,
  ANTHROPIC_MODEL: raw,
  ANTHROPIC_BASE_URL: `http://${raw}`,
  ANTHROPIC_CUSTOM_HEADERS: raw,
  AWS_PROFILE: raw,
  NODE_EXTRA_CA_CERTS: `/nowhere/${raw}`,
};

const words: { readonly [Name in CommandName]: readonly (readonly string[])[] } = {
  pick: [[]],
  run: [['odd'], ['fine'], ['aws']],
  exec: [
    ['odd', '--', 'true'],
    ['aws', '--', `/nowhere/${raw}`],
  ],
  env: [['odd'], ['fine'], ['aws', '--json'], ['--off', '--shell', raw]],
  list: [[], ['--json']],
  show: [['odd'], ['fine'], ['fine', '--json'], [raw]],
  add: [
    ['new', '--from', raw],
    ['new', '--from', 'litellm', '--set', `baseUrl=${raw}`],
    [raw, '--from', 'direct'],
  ],
  edit: [
    ['fine', '--set', `${raw}=x`],
    ['fine', '--set', `region=${raw}`],
    ['fine', '--secret', `token=${raw}`],
  ],
  copy: [
    ['fine', raw],
    [raw, 'x'],
  ],
  rename: [
    ['fine', raw],
    [raw, 'x'],
  ],
  remove: [[raw, '--yes']],
  presets: [[], [raw]],
  default: [[raw]],
  role: [[], ['batch', raw], [raw]],
  pin: [[], [raw]],
  use: [[raw]],
  write: [
    ['fine', '--to', 'local', '--dry-run'],
    ['fine', '--to', raw],
    ['fine', '--to', 'dotenv', '--dry-run'],
  ],
  features: [['fine'], ['odd'], ['fine', '--why'], ['fine', '--json']],
  diff: [
    ['fine', 'aws'],
    ['odd', 'fine'],
  ],
  advise: [['--need', raw], []],
  issues: [['fine']],
  check: [['odd'], ['fine', '--curl']],
  status: [[], ['--json'], ['--short']],
  explain: [[], ['ANTHROPIC_MODEL'], [raw], ['--json']],
  doctor: [[], ['--json']],
  token: [['odd'], ['fine']],
  secret: [
    ['check', 'odd', 'token'],
    ['check', 'odd', raw],
    ['check', 'odd', 'env.SECRET'],
  ],
  hook: [[raw], ['bash'], ['fish']],
  completion: [[raw]],
  import: [[join(folder, '.claude/settings.json'), '--dry-run'], [`/nowhere/${raw}`], [raw]],
  export: [['fine'], [raw]],
};

const all = Object.entries(words).flatMap(([name, lists]) => lists.map(list => [name, ...list]));

// What becomes another program is started as one, which takes longer.
const now = all.filter(([name]) => isDeep || (name !== 'run' && name !== 'exec'));

test.each(now.map(args => [args] as const))('cgw %j tells nothing that a terminal obeys', async args => {
  const { stdout, stderr } = await cgw(args, { home, env, cwd: folder });
  expect(stderr).not.toMatch(unsafe);
  // Code for a shell is read by the shell.
  if (args[0] !== 'env') expect(stdout).not.toMatch(unsafe);
});
