import { afterAll, describe, expect, test } from 'bun:test';
import { pageText, pipeSize } from '../../src/base/page.ts';
import { reportPage } from '../../src/check/report-text.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { cgw, program } from '../support/cgw.ts';
import { expectGolden } from '../support/golden.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { isDeep, sampleOf } from '../support/tier.ts';
import { profileFor } from './support/checked.ts';
import { example } from './support/example.ts';
import { plantedKey, serve } from './support/server.ts';

setUp();

const server = serve(asked => {
  const { 'anthropic-beta': _, ...headers } = asked.headers;
  return { ...asked, headers };
});
afterAll(() => server.stop());

const env = { PLANTED: plantedKey };

function homeOf(): Home {
  const home = new Home();
  home.writeConfig({ version: 1, profiles: { g: profileFor(server.url) } });
  return home;
}

/** What hangs on the moment and the machine. */
function settled(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d\.\d+Z)?/g, 'TIME')
    .replace(/\d+\s+ms/g, 'N ms');
}

describe('cgw check', () => {
  test('tells people, in lines that fit the page', async () => {
    const { stdout } = await cgw(['check', 'g'], { home: homeOf(), env });
    expect(stdout).toContain('\n  ✓ full     Prompt caching (5 min): the second request read 6000 tokens');
    for (const line of stdout.split('\n')) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(80);
  });

  test('in these words', () => {
    expectGolden('check.txt', pageText(reportPage(example), pipeSize));
  });

  test('tells programs, and on stderr what it finds as it comes, a line each', async () => {
    const { stdout, stderr } = await cgw(['check', 'g', '--json'], { home: homeOf(), env });
    expectGolden('check.json', settled(stdout));
    expect(stderr).toMatch(/^cgw: g: testing \d+ features of/);
    expect(stderr).toContain('  ✓ ok       authenticated: ');
    expect(stderr).toContain('  ✗ none     Effort level: ');
    expect(stderr).not.toContain('\u001b');
  });

  // In the default tier what is too long for a line stands for it.
  test.if(isDeep)('on a terminal the progress is one line, and gone at the end', async () => {
    await using terminal = new Terminal([program, 'check', 'g', '--max-cost', '1'], {
      home: homeOf(),
      env,
      rows: 60,
    });
    expect((await terminal.exit).code).toBe(0);
    const text = terminal.text();
    expect(text).toContain('✓ full     Prompt caching (5 min)');
    expect(text.match(/Prompt caching \(5 min\):/g)).toHaveLength(1);
    expect(text).not.toContain('…');
  });

  test('nor does it leave anything behind where it is too long for one', async () => {
    const home = new Home();
    const name = 'a-profile-with-a-name-of-some-length';
    home.writeConfig({ version: 1, profiles: { [name]: profileFor(server.url) } });
    await using terminal = new Terminal([program, 'check', name, '--max-cost', '1'], {
      home,
      env,
      columns: 34,
      rows: 200,
    });
    expect((await terminal.exit).code).toBe(0);
    const text = terminal.text();
    expect(text).toContain('✓ full     Prompt caching');
    expect(text).not.toContain('…');
    // In the estimate and in the first line of the report.
    expect(text.match(/a-profile/g)).toHaveLength(2);
  });

  test('asks on a terminal before it spends anything', async () => {
    const before = server.asked.length;
    await using terminal = new Terminal([program, 'check', 'g'], { home: homeOf(), env, rows: 60 });
    await terminal.waitFor(/costs at most \$0\.\d\d\. Go on\? \[Y\/n\]/);
    terminal.write('n\r');
    expect((await terminal.exit).code).toBe(130);
    expect(server.asked).toHaveLength(before);
  });

  describe('--deep, which costs more than a check usually does', () => {
    test.each(sampleOf([['n'], ['']], 1))('asks first on a terminal; %j: nothing is sent', async answer => {
      const before = server.asked.length;
      await using terminal = new Terminal([program, 'check', 'g', '--deep'], {
        home: homeOf(),
        env,
        rows: 60,
      });
      await terminal.waitFor(/sends requests to claude-opus-5-5; costs at most \$1\.\d\d\. Go on\? \[y\/N\]/);
      terminal.write(`${answer}\r`);
      expect((await terminal.exit).code).toBe(130);
      expect(server.asked).toHaveLength(before);
    });

    test('y: it is measured', async () => {
      await using terminal = new Terminal([program, 'check', 'g', '--deep'], {
        home: homeOf(),
        env,
        rows: 60,
      });
      await terminal.waitFor('[y/N]');
      terminal.write('y\r');
      expect((await terminal.exit).code).toBe(0);
      expect(terminal.text()).toMatch(/(full|none) +1M context/);
    });

    test.each(
      sampleOf(
        [
          ['with a limit', ['g', '--max-cost', '3']],
          ['for all', ['--all']],
        ] as const,
        1,
      ),
    )('asks nothing %s', async (_, words) => {
      await using terminal = new Terminal([program, 'check', '--deep', ...words], {
        home: homeOf(),
        env,
        rows: 60,
      });
      expect((await terminal.exit).code).toBe(0);
      expect(terminal.text()).not.toContain('[y/N]');
    });

    test('asks nothing without a terminal; where the model is cheap Enter is enough', async () => {
      const { exit } = await cgw(['check', 'g', '--deep'], { home: homeOf(), env });
      expect(exit).toBe(0);
      const home = new Home();
      const cheap = profileFor(server.url, { models: { default: 'claude-haiku-5-5' } });
      home.writeConfig({ version: 1, profiles: { g: cheap } });
      await using terminal = new Terminal([program, 'check', 'g', '--deep'], { home, env, rows: 60 });
      await terminal.waitFor('[Y/n]');
      terminal.write('\r');
      expect((await terminal.exit).code).toBe(0);
      expect(terminal.text()).not.toContain('[y/N]');
    });
  });

  test('for a screen reader every finding is a line that stays', async () => {
    const more = { ...env, CLAUDE_AX_SCREEN_READER: '1' };
    await using terminal = new Terminal([program, 'check', 'g', '--json', '--max-cost', '1'], {
      home: homeOf(),
      env: more,
      rows: 200,
    });
    expect((await terminal.exit).code).toBe(0);
    expect(terminal.text()).toContain('  ✗ none     Effort level: ');
  });
});
