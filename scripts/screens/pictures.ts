import type { Home } from '../../test/support/home.ts';
import type { Picture } from './picture.ts';

/** A user with some profiles, and a settings file that would get in their way. */
function furnished(home: Home): void {
  home.writeConfig({
    version: 1,
    default: 'litellm',
    roles: { batch: 'bedrock-eu' },
    profiles: {
      litellm: {
        backend: 'gateway',
        baseUrl: 'https://litellm.corp:4000',
        token: 'env:LITELLM_KEY',
        product: 'litellm',
        upstream: 'bedrock-invoke',
        modelFamily: 'claude',
        models: { sonnet: 'claude-sonnet' },
        note: 'The team’s gateway; budget per user.',
      },
      'bedrock-eu': { backend: 'bedrock', region: 'eu-west-1', awsProfile: 'work-sso' },
      'vertex-data': { backend: 'vertex', projectId: 'data-platform', region: 'europe-west1' },
      max: { backend: 'anthropic', note: 'My own subscription.' },
    },
  });
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

/** The pictures of the documentation. */
export const pictures: readonly Picture[] = [
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
    rows: 44,
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
      { waitFor: '❯' },
      { press: ['down'], waitFor: /❯ +baseUrl/ },
      { press: [...'https://litellm.corp:4000', 'down'], waitFor: /❯ +token/ },
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
