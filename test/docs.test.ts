import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands } from '../src/commands/table.ts';
import { presetNames } from '../src/profile/presets.ts';

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
