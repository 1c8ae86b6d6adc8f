import { bytesOf, pasteOf } from '../pty/support/keys.ts';
import { endTerminals, Terminal, type TerminalOptions } from '../pty/support/terminal.ts';
import { Home, removeHomes } from '../support/home.ts';
import { median, quantile } from './stats.ts';

/**
 * `npm run bench:picker [pattern]`: the picker on a terminal of 80×24, from the start to the first frame that shows
 * the pattern, and from a key to the first bytes of the answer. Exit 1 when a bar is missed.
 */
const shown = new RegExp(process.argv[2] ?? '\\b\\d+ profiles?\\b');
const [starts, warmUps, presses] = [20, 2, 40];
const bars = { frame: 80, key: 16, late: 50 } as const;
/** So far apart that no two keys are answered by one frame. */
const apartMs = 60;

/** `before`: typed first. To and fro, because what changes nothing is not answered. */
const contenders = [
  { count: 1, runs: [{ what: 'key', before: '', keys: ['j', 'k'] }] },
  {
    count: 1000,
    runs: [
      { what: 'key', before: '', keys: ['j'] },
      {
        what: 'key of the filter',
        before: '/',
        keys: ['p', 'r', '9', bytesOf('backspace'), '7', bytesOf('ctrl+u')],
      },
      { what: 'paste and its removal', before: '/', keys: [pasteOf('profile-99', true), bytesOf('ctrl+u')] },
    ],
  },
] as const;

function homeWith(count: number): Home {
  const home = new Home();
  const profile = {
    backend: 'gateway',
    baseUrl: 'https://litellm.example.com:4000',
    token: 'env:KEY',
    product: 'litellm',
  };
  const profiles = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`profile-${index}`, profile]),
  );
  home.writeConfig({ version: 1, roles: {}, profiles });
  return home;
}

async function frameMs(options: TerminalOptions): Promise<number> {
  const start = performance.now();
  await using terminal = Terminal.cgw([], options);
  await terminal.waitFor(shown);
  return performance.now() - start;
}

/** How long each key took; one that is not answered took for ever. */
async function keysMs(options: TerminalOptions, before: string, keys: readonly string[]): Promise<number[]> {
  await using terminal = Terminal.cgw([], options);
  await terminal.waitFor(shown);
  await terminal.settled(500);
  if (before !== '') terminal.write(before);
  await terminal.settled(500);
  const times: number[] = [];
  for (let press = 0; press < presses; press++) {
    const start = performance.now();
    const answered = terminal.nextBytes();
    terminal.write(keys[press % keys.length] ?? '');
    times.push(((await answered) ?? Number.POSITIVE_INFINITY) - start);
    await terminal.settled(apartMs);
  }
  return times;
}

type Line = { readonly what: string; readonly ms: number; readonly most: number };

async function measured({ count, runs }: (typeof contenders)[number]): Promise<Line[]> {
  const options = { home: homeWith(count), env: { KEY: 'k' } };
  const frames: number[] = [];
  for (let start = -warmUps; start < starts; start++) {
    const time = await frameMs(options);
    if (start >= 0) frames.push(time);
  }
  const of = `${count.toLocaleString('en')} ${count === 1 ? 'profile' : 'profiles'}`;
  const lines: Line[] = [
    { what: `${of}: first frame, median of ${starts}`, ms: median(frames), most: bars.frame },
  ];
  for (const { what, before, keys } of runs) {
    const times = await keysMs(options, before, keys);
    lines.push({ what: `${of}: ${what}, median of ${presses}`, ms: median(times), most: bars.key });
    lines.push({ what: `${of}: ${what}, 95 %`, ms: quantile(times, 0.95), most: bars.late });
  }
  return lines;
}

try {
  const lines: Line[] = [];
  for (const contender of contenders) lines.push(...(await measured(contender)));
  for (const { what, ms, most } of lines)
    console.log(
      `${ms <= most ? 'ok  ' : 'MISS'} ${what.padEnd(46)} ${ms.toFixed(1).padStart(7)} ms  (bar ${most})`,
    );
  process.exitCode = lines.every(({ ms, most }) => ms <= most) ? 0 : 1;
} finally {
  await endTerminals();
  removeHomes();
}
