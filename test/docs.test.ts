import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exitCode } from '../src/base/errors.ts';
import { exitMeanings } from '../src/commands/index.ts';
import { commands } from '../src/commands/table.ts';
import { completionRc } from '../src/completion/rc.ts';
import { hookLanguages } from '../src/hook/languages.ts';
import { presetNames } from '../src/profile/presets.ts';
import { type Options, shell } from './support/cgw.ts';
import { Home } from './support/home.ts';
import { setUp } from './support/set-up.ts';
import { sampleOf } from './support/tier.ts';

setUp();

const root = join(import.meta.dir, '..');
const pages = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  ...new Bun.Glob('docs/*.md').scanSync({ cwd: root }),
];

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** What stands in code, and begins with `cgw`: one command each. */
function commandLines(page: string): string[] {
  const text = textOf(page);
  const fenced = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].flatMap(([, code = '']) => code.split('\n'));
  const inline = [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, code = '']) => code,
  );
  return [...fenced, ...inline].flatMap(code =>
    [...code.replace(/ # .*/, '').matchAll(/(?:^|[(&|;^] ?)cgw ([^()&|;`]*)/g)].map(([, line = '']) =>
      line.trim(),
    ),
  );
}

/** Of other programs, behind the name of a profile: `run` hands them on. */
const handsOn = ['run', 'exec'];

/** The lines of `sh` blocks that are commands of cgw: without the screens, which need a terminal. */
function shellLines(page: string): string[] {
  return [...textOf(page).matchAll(/^```sh\n(.*?)^```/gms)]
    .flatMap(([, code = '']) => code.split('\n'))
    .map(line => line.replace(/ +# .*/, ''))
    .filter(line => /^(eval \$\()?cgw \S/.test(line));
}

/** What a reader of a page has: the profiles that it speaks of and does not make, and a program called claude. */
function readerOf(page: string): Options {
  const home = new Home();
  const made = shellLines(page).flatMap(line => /^cgw add (\S+)/.exec(line)?.[1] ?? []);
  const gateway = { backend: 'gateway', baseUrl: 'https://litellm.example.com:4000', product: 'litellm' };
  const profiles = ['litellm', 'work'].filter(name => !made.includes(name));
  home.writeConfig({
    version: 1,
    roles: {},
    profiles: Object.fromEntries(profiles.map(name => [name, { ...gateway, token: 'env:LITELLM_API_KEY' }])),
  });
  return {
    home,
    env: {
      CGW_CLAUDE: '/bin/true',
      EDITOR: 'true',
      LITELLM_API_KEY: 'sk-fake-0123456789',
      // Nothing leaves the machine: nobody listens at this port.
      HTTPS_PROXY: 'http://127.0.0.1:1',
    },
  };
}

/** What a line ends with where it is tried: without a server, a keychain and the shell of the reader. */
function tried(line: string): { readonly line: string; readonly exits: readonly number[] } {
  if (/^cgw (check|doctor)\b/.test(line)) return { line, exits: [exitCode.done, exitCode.finding] };
  if (/^cgw secret (set|remove)\b/.test(line)) return { line, exits: [exitCode.secret, exitCode.invalid] };
  return {
    line: line.replace('token=keychain', 'token=env:LITELLM_API_KEY').replace(/^cgw init/, '$& bash'),
    exits: [exitCode.done],
  };
}

describe.each(
  sampleOf(
    pages.filter(page => shellLines(page).length > 0),
    2,
  ),
)('the commands of %s', page => {
  test('do what they say', async () => {
    const reader = readerOf(page);
    const wrong: string[] = [];
    for (const { line, exits } of shellLines(page).map(tried)) {
      const { exit, stderr } = await shell(line, reader);
      if (!exits.some(each => each === exit)) wrong.push(`${line} → ${exit}: ${stderr}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe.each(pages)('%s', page => {
  test('its links lead somewhere', () => {
    const prose = textOf(page).replaceAll(/^```.*?^```/gms, '');
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const gone = links
      .filter(link => !/^https?:/.test(link))
      .filter(link => {
        const [path = '', anchor] = link.split('#');
        const file = path === '' ? page : join(dirname(page), path);
        if (!existsSync(join(root, file))) return true;
        return anchor !== undefined && !anchors(file).includes(anchor);
      });
    expect(gone).toEqual([]);
  });

  test('its commands and their flags are known', () => {
    const unknown = commandLines(page).filter(line => {
      const [name = '', ...words] = line.split(/\s+/);
      if (name === '' || !/^[a-z]/.test(name)) return false;
      const command = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
      // A profile called as its preset: `cgw NAME` starts it.
      if (command === undefined) return !presetNames.includes(name);
      const own = handsOn.includes(name)
        ? words.slice(0, words.findIndex(word => /^[^-[]/.test(word)) >>> 0)
        : words;
      const flags = own.flatMap(word => word.replace(/[[\]]/g, ' ').match(/--[a-z-]+/g) ?? []);
      return flags.some(flag => flag !== '--help' && !Object.hasOwn(command.spec.flags ?? {}, flag.slice(2)));
    });
    expect(unknown).toEqual([]);
  });
});

/** As GitHub makes them of headings. */
function anchors(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('exit codes are those of the program', () => {
  const rows = [...textOf('docs/json.md').matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(([, code, text]) => [
    code,
    text,
  ]);
  const names = Object.keys(exitMeanings) as (keyof typeof exitMeanings)[];
  expect(rows).toEqual(names.map(name => [String(exitCode[name]), exitMeanings[name]]));
});

test('the lines for start-up files are those that the program prints', () => {
  const page = textOf('docs/shells.md').replaceAll('\\|', '|');
  const lines = [...Object.values(hookLanguages).map(({ rc }) => rc), ...Object.values(completionRc)];
  expect(lines.map(({ line }) => line).filter(line => !page.includes(`\`${line}\``))).toEqual([]);
});

test('troubleshooting has the messages that the program says', () => {
  const source = [...new Bun.Glob('src/**/*.{ts,tsx}').scanSync({ cwd: root })].map(textOf).join('\n');
  const rows = textOf('docs/troubleshooting.md').matchAll(/^\| (`.*?) \|/gm);
  const messages = [...rows].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
  );
  expect(messages.length).toBeGreaterThan(15);
  const foreign = ['Not logged in', 'model not found'];
  const gone = messages
    .filter(message => !foreign.includes(message))
    .flatMap(message => message.split(/NAME|…|\d{3}|[()]|config\.json: /))
    .map(part => part.replace(/^[\s:,]+|[\s:,]+$/g, ''))
    .filter(part => part.length > 5 && !source.includes(part));
  expect(gone).toEqual([]);
});

test('the README is a screen and a half', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(150);
});
