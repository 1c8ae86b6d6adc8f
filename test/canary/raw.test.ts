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
/** Where texts of others come from; each has a word of its own, by which it is found in what is printed. */
const inputs = {
  folder: 'zqfolderzq',
  pin: 'zqpinzq',
  projectSettings: 'zqprojectsettingszq',
  userSettings: 'zqusersettingszq',
  globalConfig: 'zqglobalconfigzq',
  awsConfig: 'zqawsconfigzq',
  config: 'zqconfigzq',
  variables: 'zqvariableszq',
  arguments: 'zqargumentszq',
  stdin: 'zqstdinzq',
  server: 'zqserverzq',
  claude: 'zqclaudezq',
  credentialProgram: 'zqcredentialprogramzq',
} as const satisfies Record<string, string>;

type Input = keyof typeof inputs;

const unsafe = /(?!\n|\t)[\p{C}\u2028\u2029]/u;

function hostile(input: Input): string {
  return `${inputs[input]}${raw}`;
}

const home = new Home();
const folder = join(home.path, `p${hostile('folder').replaceAll('/', '')}`);
mkdirSync(join(folder, '.claude'), { recursive: true });
mkdirSync(join(folder, '.git'));
writeFileSync(join(folder, '.git/HEAD'), `ref: refs/heads/${hostile('folder')}\n`);
writeFileSync(join(folder, '.cgw'), `${hostile('pin')}\n`);

function settingsWith(text: string): string {
  return JSON.stringify({
    [`key${text}`]: text,
    model: text,
    apiKeyHelper: `/bin/${text}`,
    hooks: { [text]: [{ matcher: text, hooks: [{ type: 'command', command: text }] }] },
    env: {
      [`NAME${text}`]: text,
      ANTHROPIC_BASE_URL: `http://h${text}`,
      ANTHROPIC_MODEL: text,
      HTTPS_PROXY: text,
    },
  });
}

for (const file of ['settings.json', 'settings.local.json'])
  writeFileSync(join(folder, '.claude', file), settingsWith(hostile('projectSettings')));
home.write('.claude/settings.json', settingsWith(hostile('userSettings')));
const global = hostile('globalConfig');
home.write(
  '.claude.json',
  JSON.stringify({
    env: { ANTHROPIC_SMALL_FAST_MODEL: global, ANTHROPIC_BETAS: global },
    primaryApiKey: global,
  }),
);
const aws = hostile('awsConfig');
home.write('.aws/config', `[profile ${aws}]\nregion = ${aws}\nsso_session = ${aws}\n`);

/** Answers everything with what a terminal obeys. */
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: ({ url, method }) => {
    const text = hostile('server');
    const headers = { 'x-litellm-version': '1.0\u009b31m', 'x-request-id': `${inputs.server}\u009b31m` };
    const models = {
      data: [{ id: text, display_name: text, type: 'model', created_at: text }],
      has_more: false,
    };
    if (method === 'GET')
      return Response.json(url.includes('models') ? models : { status: text, [text]: text }, { headers });
    const error = { type: text, message: `the model ${text} is gone`, code: text };
    return Response.json({ type: 'error', error }, { status: 400, headers });
  },
});

const config = hostile('config');
home.writeConfig({
  version: 1,
  default: 'odd',
  roles: { batch: 'odd' },
  profiles: {
    odd: {
      backend: 'gateway',
      product: config,
      baseUrl: 'http://127.0.0.1:9',
      token: `cmd:${JSON.stringify(['/bin/sh', '-c', `printf '%s' "$1" >&2; exit 3`, 'sh', hostile('credentialProgram')])}`,
      note: config,
      headers: { [`x-${config}`]: config },
      models: { default: config, opus: config },
      env: { PLAIN: config, SECRET: { secret: `file:/nowhere/${config}` } },
    },
    fine: {
      backend: 'gateway',
      baseUrl: 'http://127.0.0.1:9',
      token: 'env:NOWHERE',
      note: config,
      models: { default: config },
    },
    helped: {
      backend: 'gateway',
      baseUrl: 'http://127.0.0.1:9',
      token: `cmd:${home.write('bin/helper', `#!/bin/sh\nprintf '%s' '${hostile('credentialProgram')}' >&2\nexit 3\n`, 0o755)}`,
    },
    served: { backend: 'gateway', product: 'litellm', baseUrl: server.url.origin, token: 'placeholder:none' },
    aws: { backend: 'bedrock', awsProfile: aws, region: 'us-east-1' },
  },
});
const status = {
  apiProvider: hostile('claude'),
  authMethod: hostile('claude'),
  apiKeySource: hostile('claude'),
};
home.write('status.json', JSON.stringify(status));
const claude = home.write('bin/claude', `#!/bin/sh\ncat '${home.path}/status.json'\n`, 0o755);
afterAll(async () => {
  await server.stop(true);
  removeHomes();
});

const variable = hostile('variables');
const env = {
  CGW_PROFILE: variable,
  CGW_CLAUDE: `/nowhere/${variable}`,
  ANTHROPIC_MODEL: variable,
  ANTHROPIC_BASE_URL: `http://${variable}`,
  ANTHROPIC_CUSTOM_HEADERS: variable,
  AWS_PROFILE: variable,
  NODE_EXTRA_CA_CERTS: `/nowhere/${variable}`,
};

const argument = hostile('arguments');
const importable = JSON.stringify({
  env: {
    ANTHROPIC_BASE_URL: 'http://h',
    ANTHROPIC_AUTH_TOKEN: 'none',
    [`NAME${hostile('stdin')}`]: hostile('stdin'),
  },
});
const words: { readonly [Name in CommandName]: readonly (readonly string[])[] } = {
  pick: [[]],
  config: [['path'], [argument]],
  statusline: [[]],
  init: [['bash', '--dry-run'], [argument]],
  run: [['odd'], ['fine'], ['aws']],
  exec: [
    ['odd', '--', 'true'],
    ['aws', '--', `/nowhere/${argument}`],
  ],
  env: [['odd'], ['fine'], ['aws', '--json'], ['--off', '--shell', argument]],
  list: [[], ['--json']],
  show: [['odd'], ['fine'], ['fine', '--json'], [argument]],
  add: [
    ['new', '--from', argument],
    ['new', '--from', 'litellm', '--set', `baseUrl=${argument}`],
    [argument, '--from', 'direct'],
  ],
  edit: [
    ['fine', '--set', `${argument}=x`],
    ['fine', '--set', `region=${argument}`],
    ['fine', '--secret', `token=${argument}`],
  ],
  copy: [
    ['fine', argument],
    [argument, 'x'],
  ],
  rename: [
    ['fine', argument],
    [argument, 'x'],
  ],
  remove: [[argument, '--yes']],
  presets: [[], [argument]],
  default: [[argument]],
  role: [[], ['batch', argument], [argument]],
  pin: [[], [argument]],
  use: [[argument]],
  write: [
    ['fine', '--to', 'local', '--dry-run'],
    ['fine', '--to', argument],
    ['fine', '--to', 'dotenv', '--dry-run'],
  ],
  features: [['served'], ['fine'], ['odd'], ['fine', '--why'], ['fine', '--json']],
  diff: [
    ['fine', 'aws'],
    ['odd', 'fine'],
  ],
  advise: [['--need', argument], []],
  issues: [['fine']],
  check: [['odd'], ['fine', '--curl'], ['served'], ['served', '--json']],
  status: [[], ['--json'], ['--short'], ['--claude'], ['odd']],
  explain: [[], ['ANTHROPIC_MODEL'], [argument], ['--json']],
  doctor: [[], ['--json']],
  token: [['odd'], ['fine'], ['helped']],
  secret: [
    ['check', 'odd', 'token'],
    ['check', 'odd', argument],
    ['check', 'odd', 'env.SECRET'],
  ],
  hook: [[argument], ['bash'], ['fish']],
  completion: [[argument]],
  import: [
    [join(folder, '.claude/settings.json'), '--dry-run'],
    [`/nowhere/${argument}`],
    [argument],
    ['-', '--dry-run'],
  ],
  catalog: [['list'], ['add', argument], ['update', argument], ['remove', argument], [argument]],
  'bug-report': [[]],
  export: [['fine'], [argument]],
};

const all = Object.entries(words).flatMap(([name, lists]) => lists.map(list => [name, ...list]));

// What becomes another program is started as one, which takes longer.
const now = all.filter(([name]) => isDeep || (name !== 'run' && name !== 'exec'));

const seen = new Set<string>();

test.each(now.map(args => [args] as const))('cgw %j tells nothing that a terminal obeys', async args => {
  const { stdout, stderr } = await cgw(args, {
    home,
    env: args.includes('--claude') ? { ...env, CGW_CLAUDE: claude } : env,
    cwd: folder,
    ...(args.includes('-') ? { stdin: importable } : {}),
  });
  for (const word of Object.values(inputs)) if (`${stdout}${stderr}`.includes(word)) seen.add(word);
  expect(stderr).not.toMatch(unsafe);
  // Code for a shell is read by the shell.
  if (args[0] !== 'env') expect(stdout).not.toMatch(unsafe);
});

// An input of which nothing is ever said would not have been tried; what is not a name of a profile is not repeated.
test('each input was told of, but for a pin', () => {
  expect(Object.values(inputs).filter(word => !seen.has(word))).toEqual([inputs.pin]);
});
