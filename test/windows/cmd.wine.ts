import { describe, expect, test } from 'bun:test';
import { shells } from '../../src/env/shells/index.ts';
import { type Assignment, hardAssignments, mark } from '../shells/arbitraries.ts';
import { hasWine, setUpWine, shown, showTo, start, WindowsHome } from './wine.ts';

setUpWine();

/** What `cmd` refuses: its lines end there. */
const settable = hardAssignments.filter(
  ([, value]) => !['\r', '\n', '\x1a'].some(end => value.includes(end)),
);
const ascii = settable.filter(([, value]) => /^\p{ASCII}*$/u.test(value));

/** Has cmd.exe call the code and start a program. */
async function through(values: readonly Assignment[]) {
  const home = new WindowsHome();
  home.addShow('show.exe');
  const set = values.map(([name, value]) => ({ name, value, action: 'set', secret: false }) as const);
  home.write(`${home.folder}\\set.cmd`, shells.cmd.render(set));
  home.write(
    `${home.folder}\\unset.cmd`,
    shells.cmd.render(values.map(([name]) => ({ name, action: 'unset' }) as const)),
  );
  home.write(`${home.bin}\\touch.cmd`, `@echo ran > "%USERPROFILE%\\${mark}"\r\n`);
  const script = (code: string) => `@call ${code}.cmd\r\n@show.exe\r\n`;
  home.write(`${home.folder}\\go.cmd`, script('set'));
  home.write(`${home.folder}\\off.cmd`, `@call set.cmd\r\n${script('unset')}`);
  const run = async (file: string) => {
    const result = await start(['cmd.exe', '/d', '/c', file], { home, env: showTo(home) });
    expect(result).toEqual({ exit: 0, stdout: '', stderr: '' });
    const found = [...shown(home).env].filter(([name]) => /^(HARD_|CGW_)/.test(name));
    return Object.fromEntries(found);
  };
  const got = await run('go.cmd');
  return { got, left: await run('off.cmd'), ran: home.has(`${home.path}\\${mark}`) };
}

describe.if(hasWine)('the code for cmd.exe, called by cmd.exe', () => {
  test('every value comes as it is, and goes again; none runs', async () => {
    // An empty value is no variable there.
    const expected = Object.fromEntries(ascii.filter(([, value]) => value !== ''));
    expect(await through(ascii)).toEqual({ got: expected, left: {}, ran: false });
  });

  test('values beyond ASCII do not run, are all there, and leave nothing of the switch of code pages', async () => {
    // Wine 8 reads batch files in the code page of its system whatever `chcp` says, so what they become is not shown.
    const { got, left, ran } = await through(settable);
    expect({ left, ran, names: Object.keys(got).sort() }).toEqual({
      left: {},
      ran: false,
      names: settable.flatMap(([name, value]) => (value === '' ? [] : [name])).sort(),
    });
    for (const [name, value] of ascii) expect(got[name] ?? '').toBe(value);
  });
});
