import { describe, expect, test } from 'bun:test';
import { drawn } from '../../scripts/pictures/picture.ts';
import { svgOf } from '../../scripts/pictures/svg.ts';
import { Emulator } from '../pty/support/emulator.ts';
import { setUpTerminals } from '../pty/support/set-up.ts';

setUpTerminals();

/** The picture of a small screen with this on it. */
async function pictureOf(written: string, title = 'test'): Promise<string> {
  const emulator = new Emulator({ columns: 20, rows: 3 });
  await emulator.write(`\u001b[?25l${written}`);
  return svgOf({ cells: emulator.cells(), cursor: emulator.cursor(), title });
}

/** The texts of a picture with their attributes; the first is the title. */
async function textsOf(written: string): Promise<{ [attribute: string]: string }[]> {
  const found = [...(await pictureOf(written)).matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].slice(1);
  return found.map(([, attributes = '', text = '']) => ({
    ...Object.fromEntries(
      [...attributes.matchAll(/(\S+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    ),
    text,
  }));
}

const row = 45.5;

describe('the texts', () => {
  test('are words at their cells, as wide as these', async () => {
    expect(await textsOf('  two words   three')).toEqual([
      {
        x: '30.8',
        y: `${row}`,
        textLength: '75.6',
        lengthAdjust: 'spacingAndGlyphs',
        fill: '#d8dee6',
        text: 'two words',
      },
      {
        x: '131.6',
        y: `${row}`,
        textLength: '42',
        lengthAdjust: 'spacingAndGlyphs',
        fill: '#d8dee6',
        text: 'three',
      },
    ]);
  });

  test('end where the style changes', async () => {
    const texts = await textsOf('one \u001b[1;31mtwo\u001b[0;2;3m three\u001b[m');
    expect(texts).toMatchObject([
      { text: 'one', fill: '#d8dee6' },
      { text: 'two', fill: '#ff7b72', 'font-weight': '700' },
      { text: 'three', 'font-style': 'italic' },
    ]);
    // Dim is the colour nearer to the background.
    expect(texts[2]?.fill).toBe('#8e939a');
  });

  test('are moved by no symbol and no wide character', async () => {
    expect(await textsOf('abc✓def界ghi')).toMatchObject([
      { text: 'abc', x: '14' },
      { text: '✓', x: '43.4', 'text-anchor': 'middle' },
      { text: 'def', x: '47.6' },
      { text: '界', x: '81.2', 'text-anchor': 'middle' },
      { text: 'ghi', x: '89.6' },
    ]);
  });

  test('keep letters of other languages and usual punctuation in their words', async () => {
    expect(await textsOf('Käse’s “быстро” – …')).toMatchObject([{ text: 'Käse’s “быстро” – …' }]);
  });

  test('cannot be taken for markup', async () => {
    const picture = await pictureOf('<b>&amp;</b>', '"<title>"');
    expect(picture).toContain('>&lt;b&gt;&amp;amp;&lt;/b&gt;</text>');
    expect(picture).toContain('<title>&quot;&lt;title&gt;&quot;</title>');
    expect(picture).not.toContain('<b>');
  });
});

describe('the rest', () => {
  test('is a background only where there is one', async () => {
    expect(await pictureOf('plain')).not.toContain('height="18"');
    expect(await pictureOf('\u001b[44m  two\u001b[m')).toContain(
      '<rect x="14" y="32" width="42" height="18" fill="#6cb6ff"/>',
    );
  });

  test('swaps the colours of what is inverse, and of the cell with the cursor', async () => {
    const inverse = '<rect x="14" y="32" width="8.4" height="18" fill="#d8dee6"/>';
    expect(await pictureOf('\u001b[7ma\u001b[m')).toContain(inverse);
    expect(await pictureOf('a\u001b[?25h\r')).toContain(inverse);
    expect(await pictureOf('a\r')).not.toContain(inverse);
  });

  test('draws boxes as lines that meet', async () => {
    const picture = await pictureOf('╭─╮\r\n│ │\r\n╰─╯');
    expect(picture).toContain(
      '<path fill="none" stroke="#d8dee6" d="M18.2 50Q18.2 41 22.4 41M22.4 41L30.8 41M35 50Q35 41 30.8 41M18.2 50L18.2 68',
    );
    expect(await textsOf('╭─╮')).toEqual([]);
  });

  test('draws the lines under and through a text', async () => {
    expect(await pictureOf('\u001b[4mun der\u001b[m')).toContain('<path stroke="#d8dee6" d="M14 48H64.4"/>');
    expect(await pictureOf('\u001b[9mx\u001b[m')).toContain('<path stroke="#d8dee6" d="M14 41.5H22.4"/>');
  });

  test('needs nothing from elsewhere and has room for the whole screen', async () => {
    const picture = await pictureOf('x');
    expect(picture).toContain('width="196" height="100" viewBox="0 0 196 100"');
    expect(picture).not.toMatch(/href|url\(|@import|<script/);
  });
});

test('the same screen gives the same bytes, however it was drawn', async () => {
  const one = await pictureOf('\u001b[32mgreen\u001b[m ✓');
  const other = await pictureOf('wrong\r\u001b[32mgr\u001b[32meen\u001b[m ✓');
  expect(other).toBe(one);
});

test('a picture shows the program after its steps', async () => {
  const picture = await drawn({
    file: 'version.svg',
    title: 'cgw --version',
    args: ['--version'],
    columns: 40,
    rows: 4,
    prepare: () => {},
    steps: [{ waitFor: /\d+\.\d+\.\d+/ }],
  });
  expect(picture).toMatch(/>(cgw )?\d+\.\d+\.\d+[^<]*<\/text>/);
});
