import type { Cell } from '../../test/pty/support/cells.ts';
import { Terminal } from '../../test/pty/support/terminal.ts';
import { program } from '../../test/support/cgw.ts';
import { Home } from '../../test/support/home.ts';
import { svgOf } from './svg.ts';

/** The first minutes of somebody with a LiteLLM gateway: what they type, a screen each. */
const lines = [
  "cgw add litellm --set baseUrl=https://litellm.corp:4000 --set upstream=bedrock-invoke --secret 'token=env:LITELLM_API_KEY'",
  'cgw list',
  'cgw diff bedrock litellm',
  'cgw features litellm',
  'cgw env litellm',
  'cgw status',
] as const;

const size = { columns: 100, rows: 46 } as const;

/** How long each screen stays. */
const secondsEach = 4;

/** The session as a moving picture, and as text for those who read none. */
export async function session(): Promise<{ readonly svg: string; readonly text: string }> {
  const home = new Home();
  const screens: { readonly cells: readonly (readonly Cell[])[]; readonly text: string }[] = [];
  for (const line of lines) {
    // The prompt is printed, and the line as it is typed; then the real program answers.
    const script = `printf '%s\\n' "$ $LINE"; eval "$LINE"`;
    const env = { LINE: line, LITELLM_API_KEY: 'sk-example' };
    await using terminal = new Terminal(['/bin/sh', '-c', `cgw() { "$PROGRAM" "$@"; }; ${script}`], {
      home,
      ...size,
      env: { ...env, PROGRAM: program },
    });
    await terminal.exit;
    if (!terminal.text().startsWith('$ ')) throw new Error(`${line} takes more than ${size.rows} rows`);
    screens.push({ cells: terminal.cells(), text: terminal.text() });
  }
  return {
    svg: animated(screens.map(({ cells }) => svgOf({ cells, title: 'cgw' }))),
    text: `${screens.map(({ text }) => text).join('\n\n')}\n`,
  };
}

/** Pictures of one size, one after the other and over again. */
function animated(frames: readonly string[]): string {
  const [opening = ''] = /^<svg[^>]*>/.exec(frames[0] ?? '') ?? [];
  const total = frames.length * secondsEach;
  const shown = frames.map((frame, index) => {
    const inner = frame.replace(/^<svg[^>]*>\n?/, '').replace(/<\/svg>\s*$/, '');
    const values = frames.map((_, other) => (other === index ? 'visible' : 'hidden')).join(';');
    return `<g visibility="${index === 0 ? 'visible' : 'hidden'}"><animate attributeName="visibility" calcMode="discrete" dur="${total}s" repeatCount="indefinite" values="${values}"/>\n${inner}</g>`;
  });
  return `${opening}\n${shown.join('\n')}\n</svg>\n`;
}
