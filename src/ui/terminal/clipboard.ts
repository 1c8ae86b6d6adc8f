import type { Environment } from '../../base/io.ts';

/**
 * What a terminal takes to put a text into the clipboard (OSC 52), also from another machine. tmux and screen need
 * it wrapped to pass it on; which of both ways tmux takes is a matter of its settings, so it is given both.
 */
export function clipboardSequence(text: string, { TMUX, STY }: Environment): string {
  const plain = `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;
  if (TMUX) return `${plain}\u001bPtmux;${plain.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
  return STY ? `\u001bP${plain}\u001b\\` : plain;
}
