import { createInterface } from 'node:readline';
import type { Io } from '../base/io.ts';
import { quotedName } from '../base/quoting.ts';
import { type NeedId, needIds, needs } from '../features/needs.ts';

/**
 * Asks in plain lines, which a screen reader reads as they are: a numbered list, then numbers or names until an
 * empty line. What is asked goes to stderr, so that stdout stays data.
 */
export async function askNeeds(io: Io): Promise<NeedId[]> {
  const list = needIds.map((id, index) => `${String(index + 1).padStart(4)}  ${id}: ${needs[id].title}\n`);
  io.err(`What do you need?\n${list.join('')}`);
  const chosen = new Set<NeedId>();
  // No `terminal`: the terminal itself echoes and edits the line, and Ctrl-C ends cgw as usual.
  const lines = createInterface({ input: process.stdin, terminal: false });
  let ended = false;
  io.err('Numbers or names, separated by commas; an empty line ends: ');
  for await (const line of lines) {
    const words = line.split(/[\s,]+/).filter(word => word !== '');
    ended = words.length === 0;
    if (ended) break;
    for (const word of words) {
      const id = needMeant(word);
      if (id === undefined) io.err(`There is no need ${quotedName(word)}.\n`);
      else chosen.add(id);
    }
    io.err(`So far: ${[...chosen].join(', ') || 'none'}. More, or an empty line: `);
  }
  lines.close();
  // Ctrl-D leaves the question standing on the line.
  if (!ended) io.err('\n');
  return needIds.filter(id => chosen.has(id));
}

function needMeant(word: string): NeedId | undefined {
  return needIds.find((id, index) => id === word || String(index + 1) === word);
}
