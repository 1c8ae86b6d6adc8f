import type { Config } from '../../src/profile/config.ts';
import type { Home } from '../../test/support/home.ts';
import type { Picture } from './picture.ts';

/** A user with some profiles. */
export const config = {
  version: 1,
  default: 'litellm',
  roles: { batch: 'bedrock-eu' },
  profiles: {
    litellm: {
      backend: 'gateway',
      baseUrl: 'https://litellm.corp:4000',
      token: 'env:LITELLM_KEY',
      product: 'litellm',
      upstream: 'bedrock-converse',
      modelFamily: 'claude',
      models: { sonnet: 'claude-sonnet' },
      note: 'The team’s gateway; budget per user.',
    },
    'bedrock-eu': { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'work-sso' },
    'vertex-data': { backend: 'vertex', projectId: 'data-platform', region: 'europe-west1' },
    openrouter: {
      backend: 'gateway',
      product: 'openrouter',
      baseUrl: 'https://openrouter.ai/api',
      token: 'env:OPENROUTER_API_KEY',
      apiKey: 'empty',
    },
    max: { backend: 'anthropic', note: 'My own subscription.' },
  },
} as const satisfies Config;

/** These profiles, and a settings file that would get in their way. */
function furnished(home: Home): void {
  home.writeConfig(config);
  home.write(
    '.claude/settings.json',
    JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://old.example.com' } }),
  );
  withClaude(home);
}

/** A Claude Code where its installer puts it. */
function withClaude(home: Home): void {
  home.write('.local/share/claude/versions/2.1.330', '#!/bin/sh\n', 0o755);
}

const env = {
  CGW_CLAUDE: '.local/share/claude/versions/2.1.330',
  LITELLM_KEY: 'k',
  CLAUDE_CODE_USE_VERTEX: '1',
};

/** The sizes that the screens are made for; the text of them is in test/ui/golden/. */
export const sizes = [
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
] as const;

/** What a profile costs, and two of them compared, in every size. */
const sized = sizes.flatMap(({ columns, rows }): Picture[] => {
  const shared = { args: [], env, columns, rows, prepare: furnished };
  const first = { waitFor: '❯ litellm' };
  return [
    {
      ...shared,
      file: `picker-${columns}x${rows}.svg`,
      title: `cgw, ${columns} × ${rows}`,
      steps: [first, { press: ['right', 'down'], waitFor: /❯[✗~] / }],
    },
    {
      ...shared,
      file: `compare-${columns}x${rows}.svg`,
      title: `cgw: space, then =, ${columns} × ${rows}`,
      steps: [first, { press: [' ', ' ', '='], waitFor: 'You lose' }],
    },
  ];
});

/** The pictures of the documentation. */
export const pictures: readonly Picture[] = [
  ...sized,
  {
    file: 'picker.svg',
    title: 'cgw',
    args: [],
    env,
    columns: 104,
    rows: 30,
    prepare: furnished,
    steps: [{ waitFor: '❯ litellm' }],
  },
  {
    file: 'env.svg',
    title: 'cgw: Env',
    args: [],
    env,
    columns: 104,
    rows: 22,
    prepare: furnished,
    steps: [{ waitFor: '❯ litellm' }, { press: ['tab'], waitFor: '[Env]' }],
  },
  {
    file: 'compare.svg',
    title: 'cgw: space, then =',
    args: [],
    env,
    columns: 104,
    rows: 30,
    prepare: furnished,
    steps: [{ waitFor: '❯ litellm' }, { press: [' ', ' ', ' ', '='], waitFor: 'Compare' }],
  },
  {
    file: 'form.svg',
    title: 'cgw add litellm',
    args: ['add', 'litellm'],
    columns: 104,
    rows: 24,
    prepare: withClaude,
    steps: [
      { waitFor: /❯ +baseUrl/ },
      { press: [...'https://litellm.corp:4000', 'down'], waitFor: /❯ +token/ },
      { press: ['down', 'down', 'right', 'right', 'right', 'right'], waitFor: '‹ bedrock-converse ›' },
    ],
  },
  {
    file: 'welcome.svg',
    title: 'cgw, for the first time',
    args: [],
    env: { CGW_CLAUDE: '.local/share/claude/versions/2.1.330' },
    columns: 104,
    rows: 20,
    prepare: home => {
      withClaude(home);
      home.write('.aws/config', '[profile work-sso]\nregion = eu-west-1\n');
      home.write('.claude/.credentials.json', '{}');
    },
    steps: [{ waitFor: 'look around' }],
  },
];
