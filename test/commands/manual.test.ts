import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manualPage } from '../../src/commands/index.ts';
import { commands } from '../../src/commands/table.ts';

const page = manualPage();

test('man/cgw.1 is what the declarations say: npm run man writes it anew', () => {
  expect(readFileSync(join(import.meta.dir, '../../man/cgw.1'), 'utf8')).toBe(page);
});

test('it has every command and every flag, and no line that roff would take for a request of its own', () => {
  for (const [name, { spec }] of Object.entries(commands)) {
    expect(page).toContain(`.SS "${name.replaceAll('-', '\\-')}"\n`);
    for (const flag of Object.keys(spec.flags))
      expect(page).toContain(`\\-\\-${flag.replaceAll('-', '\\-')}`);
  }
  const requests = page.match(/^[.'].*$/gm) ?? [];
  expect(requests.filter(each => !/^\.(TH|SH|SS|B|BR|PP|TP|RS|RE|nf|fi|br)\b/.test(each))).toEqual([]);
});

test.skipIf(Bun.which('mandoc') === null && Bun.which('groff') === null)(
  'a formatter has nothing to say',
  () => {
    const file = join(import.meta.dir, '../../man/cgw.1');
    const words =
      Bun.which('mandoc') === null
        ? ['groff', '-man', '-ww', '-Tutf8', '-z', file]
        : ['mandoc', '-T', 'lint', '-W', 'warning', file];
    const { stdout, stderr } = Bun.spawnSync(words);
    expect(stdout.toString() + stderr.toString()).toBe('');
  },
);
