import { describe, expect, test } from 'bun:test';
import { iniSections } from '../../src/detect/files.ts';

/** Section by section what was kept, as plain data. */
function read(text: string, wanted = ['region']) {
  return iniSections(text, wanted).map(({ name, values }) => [name, Object.fromEntries(values)]);
}

describe('INI as the AWS and Google tools read it', () => {
  test.each<[string, string, unknown]>([
    ['nothing', '', []],
    ['a key before any section', 'region = x', []],
    ['an empty section', '[a]', [['a', {}]]],
    ['blanks around everything', '[ a ]\nregion   =   eu-west-1  ', [['a', { region: 'eu-west-1' }]]],
    ['no blanks', '[a]\nregion=eu-west-1', [['a', { region: 'eu-west-1' }]]],
    ['Windows line ends', '[a]\r\nregion = x\r\n', [['a', { region: 'x' }]]],
    ['upper case keys', '[a]\nREGION = x', [['a', { region: 'x' }]]],
    ['comments', '# [b]\n[a] ; c\n; region = y\nregion = x # why', [['a', { region: 'x' }]]],
    ['a # inside a value', '[a]\nregion = x#y', [['a', { region: 'x#y' }]]],
    ['a value with =', '[a]\nregion = a=b', [['a', { region: 'a=b' }]]],
    ['a key without a value', '[a]\nregion\nregion =', [['a', { region: '' }]]],
    ['nested keys are none of the section', '[a]\ns3 =\n  region = y\nregion = x', [['a', { region: 'x' }]]],
    ['all keys indented alike', '[a]\n  output = json\n  region = x', [['a', { region: 'x' }]]],
    ['a section that does not end', '[a\nregion = x', []],
    ['the last one counts', '[a]\nregion = x\nregion = y', [['a', { region: 'y' }]]],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(Array.isArray(expected) ? expected : []);
  });

  test('keeps only what is asked for', () => {
    const text = '[a]\naws_secret_access_key = hush\nregion = x\naws_session_token = hush';
    expect(JSON.stringify(read(text))).not.toContain('hush');
  });

  test('a large file takes no time', () => {
    const text = `[a]\n${' '.repeat(300_000)}\n${'x'.repeat(300_000)}\n${'#'.repeat(300_000)}\nregion = x${' '.repeat(100_000)}`;
    const started = process.cpuUsage();
    expect(read(text)).toEqual([['a', { region: 'x' }]]);
    // Milliseconds; a pattern that goes back for every blank takes minutes.
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});
