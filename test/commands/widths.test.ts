import { afterAll, describe, expect, test } from 'bun:test';
import type { Io } from '../../src/base/io.ts';
import { stderrText } from '../../src/base/io.ts';
import { pageText, terminalSize } from '../../src/base/page.ts';
import { inClauses, safeText } from '../../src/base/terminal-text.ts';
import { reportPage } from '../../src/check/report-text.ts';
import { type CommandName, commandNames } from '../../src/commands/table.ts';
import { main } from '../../src/main.ts';
import { example } from '../check/support/example.ts';
import { cleanEnvironment } from '../support/cgw.ts';
import { config } from '../support/configured.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { sampleOf } from '../support/tier.ts';

setUp();

/** How each command is asked for what people read, and not for code, what a program prints, or what is to be pasted. */
const asked: { readonly [Name in CommandName]: readonly (readonly string[])[] } = {
  pick: [],
  run: [['nope']],
  exec: [['work']],
  env: [['nope'], ['work', '--shell', 'nosh'], ['work']],
  write: [
    ['work', '--to', 'mars'],
    ['work', '--to', 'local'],
  ],
  token: [['work', '--nope']],
  list: [[], ['--nope']],
  show: [['work'], ['cloud'], ['bedrock'], ['nope']],
  presets: [[], ['litellm'], ['bedrock'], ['nope']],
  add: [[], ['x'], ['x', '--from', 'litellm'], ['x', '--from', 'openrouter', '--secret', 'token=env:KEY']],
  edit: [
    ['work', '--set', 'regio=x'],
    ['work', '--set', 'baseUrl=foo'],
    ['work', '--set', 'baseUrl=https://llm.corp/v1'],
    ['work', '--unset', 'token'],
  ],
  copy: [['work', 'work']],
  rename: [['work', 'other']],
  remove: [['nope'], ['cloud']],
  secret: [[], ['check', 'work', 'token'], ['check', 'cloud', 'token'], ['set', 'work', 'token']],
  config: [['nope'], ['edit']],
  catalog: [['list'], ['add'], ['add', 'http://h/p'], ['update', 'nope'], ['nope']],
  'bug-report': [['nope']],
  export: [],
  import: [['/nope'], ['settings.json', '--dry-run']],
  features: [[], ['--why'], ['--all', '--why'], ['--routes'], ['work', '--why'], ['nope']],
  diff: [['work', 'cloud'], ['direct', 'bedrock'], ['work']],
  issues: [[], ['--all'], ['litellm']],
  advise: [[], ['--need', 'web-search'], ['--need', 'context-1m,cost-tracking']],
  check: [['nope'], ['broken']],
  status: [[], ['--nope']],
  statusline: [],
  explain: [[], ['ANTHROPIC_BASE_URL'], ['NOPE']],
  doctor: [[], ['work'], ['broken']],
  default: [[], ['nope']],
  role: [[], ['fast', 'nope'], ['fast', 'work']],
  pin: [[], ['work']],
  use: [['work'], ['nope']],
  init: [['nosh']],
  hook: [['nosh']],
  completion: [['nosh']],
};

/** Commands whose stdout is code, or a program’s, when they succeed. */
const code: readonly string[] = ['env', 'export', 'hook', 'completion', 'init', 'write', 'config', 'token'];

const cases: readonly (readonly string[])[] = [
  ['--help'],
  ['nonsense'],
  ['--nonsense'],
  ...commandNames.map(name => [name, '--help']),
  ...Object.entries(asked).flatMap(([name, args]) => args.map(each => [name, ...each])),
];

/** What there may be on a machine. */
const worlds = ['new', 'set up', 'switched'] as const;

/** One with much to be said about it, or nothing at all. */
function home(world: Surroundings): Home {
  const made = new Home();
  if (world === 'new') return made;
  made.writeConfig({ ...config, profiles: { ...config.profiles, broken: { backend: 'vertex' } } });
  const env = { ANTHROPIC_BASE_URL: 'https://other.example.com/a/path', ANTHROPIC_MODEL: 'opus' };
  for (const file of ['.claude/settings.json', 'settings.json'])
    made.write(file, JSON.stringify({ env, apiKeyHelper: '/nope/helper --for claude' }));
  return made;
}

type Surroundings = (typeof worlds)[number];

type More = { readonly world?: Surroundings; readonly NO_COLOR?: string };

/** A shell that was switched, in part by another program. */
const switched = {
  CGW_PROFILE: 'work',
  ANTHROPIC_BASE_URL: 'https://litellm.example.com:4000',
  ANTHROPIC_API_KEY: 'sk-ant-api03-planted-for-this-test',
  CLAUDE_CODE_USE_BEDROCK: '1',
  AWS_PROFILE: 'nope',
  HTTPS_PROXY: 'http://proxy.example.com:3128',
};

type Said = { readonly out: string; readonly err: string };

const { stdout } = process;
const [columns, rows] = [stdout.columns, stdout.rows];
const sized = (size: object) => Object.assign(stdout, size);
afterAll(() => void sized({ columns, rows }));

/** What a command says on a terminal so wide, or where there is none. */
async function said(args: readonly string[], width?: number, more: More = {}): Promise<Said> {
  let [out, err] = ['', ''];
  const { world = 'set up', ...env } = more;
  const where = home(world);
  const variables = world === 'switched' ? { ...switched, ...env } : env;
  const io: Io = {
    environment: cleanEnvironment(where, {
      LITELLM_KEY: 'sk-planted',
      TERM: 'xterm',
      CGW_PAGER: '',
      ...variables,
    }),
    cwd: where.path,
    platform: 'linux',
    out: text => {
      out += safeText(text);
    },
    painted: text => {
      out += text;
    },
    data: text => {
      out += text;
    },
    err: text => {
      err += width === undefined ? stderrText(text) : inClauses(stderrText(text), width);
    },
    progress() {},
    isTerminal: stream => width !== undefined && stream !== 'in',
  };
  sized({ columns: width, rows: 0 });
  await main(args, io);
  return { out, err };
}

/** What may be wider than the terminal, which wraps it: it is copied, and could not be in pieces. */
const exceptions: { readonly [name: string]: (line: string, before: readonly string[]) => boolean } = {
  'a word: a URL, a path, a list of values': line => !/\S +\S/.test(line.replace(/^ *([$!✗✓→·-]|cgw:) /, '')),
  'a command, or a line of one': line =>
    /^ *(?:\$ |\()?(?:(?:[A-Z_]+=\S+ )?(?:cgw|eval|export|npm|rm|chmod) |--\S+ \S+(?: \\)?$)/.test(line),
  'what stands in quotes': line => /^ *(["'])[^"']*\1[.,;]?$/.test(line),
  'an example of the help': (_, before) => before.includes('Examples'),
};

function tooWide(text: string, width: number): string[] {
  const lines = Bun.stripANSI(text).split('\n');
  return lines.filter(
    (line, index) =>
      Bun.stringWidth(line) > width &&
      !Object.values(exceptions).some(excepted => excepted(line, lines.slice(0, index))),
  );
}

const widths = [40, 60, 80, 120, 200];

describe.each(sampleOf(widths, 2))('on a terminal of %i columns', width => {
  test.each(sampleOf(cases, 40).map(args => [args.join(' '), args] as const))(
    'no line is wider: cgw %s',
    async (_, args) => {
      const [name = ''] = args;
      for (const world of args.includes('--help') ? (['new'] as const) : worlds) {
        const { out, err } = await said(args, width, { world });
        if (!code.includes(name) || args.includes('--help')) expect(tooWide(out, width)).toEqual([]);
        expect(tooWide(err, width)).toEqual([]);
      }
    },
  );

  test('no line of a check is wider', () => {
    expect(tooWide(pageText(reportPage(example), terminalSize(width)), width)).toEqual([]);
  });
});

describe('colours', () => {
  test.each(sampleOf(cases, 12).map(args => [args.join(' '), args] as const))(
    'only on a terminal, and none with NO_COLOR: cgw %s',
    async (_, args) => {
      for (const { out, err } of [await said(args), await said(args, 80, { NO_COLOR: '1' })])
        expect(out + err).not.toContain('\u001b');
      const { out, err } = await said(args, 80);
      expect(err).not.toContain('\u001b');
      // Nothing but what the theme has.
      for (const sequence of out.split('\u001b').slice(1))
        expect(sequence).toMatch(/^\[(?:[124]|22|24|3[1-69])m/);
      if (args.includes('--help')) expect(out).toContain('\u001b[1m');
    },
  );
});

test('what env would clear is one line on a terminal, and all of it goes into a pipe', async () => {
  const shown = await said(['env', 'work'], 80);
  expect(shown.err.replaceAll(/\s+/g, ' ')).toMatch(/not shown: \d{2,} more to clear/);
  expect(shown.out).not.toContain('unset');
  expect((await said(['env', 'work'])).out.match(/unset/g)?.length).toBeGreaterThan(0);
});

test('what can still bite comes first among the known issues', async () => {
  const states = [
    ...(await said(['issues'])).out.matchAll(/\((open|partly fixed|closed|fixed)\b[^)]*#\d+\)/g),
  ];
  const places = states.map(([, state = '']) => ['open', 'partly fixed', 'closed', 'fixed'].indexOf(state));
  expect(places.length).toBeGreaterThan(5);
  expect(places).toEqual(places.toSorted());
});
