import type { IParser } from '@xterm/headless';

/**
 * Follows the keyboard mode of https://sw.kovidgoyal.net/kitty/keyboard-protocol, which the emulator does not know.
 * Each of the two screens has a stack of its own. Queries stay unanswered, as in a terminal without it.
 */
export class KittyKeyboard {
  readonly #stacks = { normal: [0], alternate: [0] };
  readonly #screen: () => 'normal' | 'alternate';

  constructor(parser: IParser, screen: () => 'normal' | 'alternate') {
    this.#screen = screen;
    parser.registerCsiHandler({ prefix: '>', final: 'u' }, ([flags]) => {
      this.#stack().push(numberOf(flags));
      return true;
    });
    parser.registerCsiHandler({ prefix: '<', final: 'u' }, ([count]) => {
      const stack = this.#stack();
      stack.splice(Math.max(0, stack.length - Math.max(1, numberOf(count))));
      if (stack.length === 0) stack.push(0);
      return true;
    });
    parser.registerCsiHandler({ prefix: '=', final: 'u' }, ([flags, how]) => {
      const stack = this.#stack();
      const old = stack.pop() ?? 0;
      const given = numberOf(flags);
      stack.push(how === 2 ? old | given : how === 3 ? old & ~given : given);
      return true;
    });
  }

  /** 0 when keys arrive as they always did. */
  flags(): number {
    return this.#stack().at(-1) ?? 0;
  }

  #stack(): number[] {
    return this.#stacks[this.#screen()];
  }
}

function numberOf(parameter: number | number[] | undefined): number {
  return typeof parameter === 'number' ? parameter : 0;
}
