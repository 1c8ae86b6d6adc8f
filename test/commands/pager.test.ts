import { expect, test } from 'bun:test';
import { done } from '../support/cgw.ts';
import { configured } from '../support/configured.ts';
import { setUp } from '../support/set-up.ts';
import { onTerminal } from '../support/terminal.ts';

setUp();

test('what is longer than the terminal goes through the pager, in colours; leaving it early is quiet', async () => {
  const home = configured();
  const { exit, screen } = await onTerminal(['presets', 'litellm'], {
    home,
    env: { CGW_PAGER: 'head -n 1; echo left' },
  });
  expect(exit).toBe(0);
  expect(screen).toStartWith('\u001b[1mlitellm\u001b[22m: ');
  expect(screen).toEndWith('\nleft\n');
  expect(screen.split('\n')).toHaveLength(3);
});

test('a pager that is not there is no loss', async () => {
  const { exit, screen } = await onTerminal(['presets', 'litellm'], {
    home: configured(),
    env: { CGW_PAGER: 'no-such-pager', NO_COLOR: '1' },
  });
  expect(exit).toBe(0);
  expect(screen).toContain('no-such-pager');
  expect(screen).toContain('baseUrl');
});

test('what fits, and what goes into a pipe, needs none', async () => {
  const home = configured();
  const env = { CGW_PAGER: 'echo paged' };
  expect((await onTerminal(['list'], { home, env })).screen).not.toContain('paged');
  expect((await done(['presets', 'litellm'], { home, env })).stdout).toContain('baseUrl');
});
