/** What a terminal sends for the keys that have a name; the arrows depend on its mode. */
const named: { readonly [key: string]: string } = {
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  'shift+tab': '\u001b[Z',
  space: ' ',
  backspace: '\u007f',
  delete: '\u001b[3~',
  insert: '\u001b[2~',
  pageup: '\u001b[5~',
  pagedown: '\u001b[6~',
};

const arrows: { readonly [key: string]: string } = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  home: 'H',
  end: 'F',
};

/** The bytes of a key: `down`, `enter`, `ctrl+c`, `alt+b`, or the one character that it types. */
export function bytesOf(key: string, applicationCursorKeys = false): string {
  const arrow = arrows[key];
  if (arrow !== undefined) return `\u001b${applicationCursorKeys ? 'O' : '['}${arrow}`;
  const bytes = named[key];
  if (bytes !== undefined) return bytes;
  if ([...key].length === 1) return key;
  const [, modifier, character] = /^(ctrl|alt)\+(.)$/u.exec(key) ?? [];
  if (modifier === 'alt' && character !== undefined) return `\u001b${character}`;
  if (modifier === 'ctrl' && character !== undefined && /[a-z@[\\\]^_]/.test(character))
    return String.fromCharCode(character.toUpperCase().charCodeAt(0) & 0x1f);
  throw new Error(`no such key: ${key}`);
}

/** What a terminal sends when a text is pasted: line ends as Enter, and nothing that could end the paste early. */
export function pasteOf(text: string, bracketed: boolean): string {
  const keys = text.replaceAll(/\r?\n/g, '\r');
  return bracketed ? `\u001b[200~${keys.replaceAll('\u001b', '')}\u001b[201~` : keys;
}
