import { describe, expect, test } from 'bun:test';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { type Contender, programOf } from './outside.ts';

setUp();

function contender(script: string, shows?: string): Contender {
  const home = new Home();
  return { name: 'it', command: ['/bin/sh', '-c', script], home, ...(shows !== undefined && { shows }) };
}

describe('a program that is timed', () => {
  test('has its own peak memory, not that of the process that times it', () => {
    const { wall, cpu, peak } = programOf(contender('echo $HOME', 'home-'))();
    expect(wall).toBeGreaterThan(0);
    expect(cpu).toBeGreaterThanOrEqual(0);
    if (process.platform === 'linux') expect(peak).toBeWithin(0.1, 16);
  });

  test('may be larger the first time', () => {
    const large = "head -c 20000000 /dev/zero | tr '\\0' a | tail -c 20000000 | wc -c";
    const { peak } = programOf(contender(`[ -e made ] || { ${large} > made; }; echo done`, 'done'))();
    if (process.platform === 'linux') expect(peak).toBeWithin(0.1, 16);
  });

  test.each([
    ['fails', 'echo done; exit 3', 'status'],
    ['does not print what it should', 'echo nothing', 'it has not printed done'],
  ])('is refused where it %s', (_, script, message) => {
    expect(() => programOf(contender(script, 'done'))).toThrow(message);
  });
});
