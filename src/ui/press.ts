import type { Key } from 'ink';

/**
 * A key as the tables name it: the character it types, or the name of the key (`enter`, `shift+tab`, `ctrl+c`).
 */
export type Press = string;

const names = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, Press])[];

/** What one event of Ink stands for. Several keys arrive in one event when somebody types fast. */
export function pressesOf(input: string, key: Key): Press[] {
  if (key.tab) return [key.shift ? 'shift+tab' : 'tab'];
  const named = names.find(([flag]) => key[flag]);
  if (named !== undefined) return [named[1]];
  if (key.ctrl) return input === '' ? [] : [`ctrl+${input}`];
  // Alt and a letter is a shortcut of others, not a letter.
  if (key.meta) return [];
  return [...input].flatMap(
    character => controls.get(character) ?? (isControl(character) ? [] : [character]),
  );
}

/** Control characters in the middle of a chunk, which Ink hands on as they are. */
const controls: ReadonlyMap<string, Press> = new Map([
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\u001b', 'escape'],
  ...[...'abcdefghklnopqrstuvwxyz'].map(
    letter => [String.fromCharCode(letter.charCodeAt(0) - 96), `ctrl+${letter}`] as const,
  ),
  ['\b', 'backspace'],
  ['\u007f', 'backspace'],
]);

function isControl(character: string): boolean {
  return /\p{Cc}/u.test(character);
}

/** Whether a key types something: one character, whatever it takes to write it. */
export function isText(press: Press): boolean {
  return [...press].length === 1;
}
