import type { Home } from '../../support/home.ts';
import { Terminal, type TerminalOptions } from './terminal.ts';

/** A stand-in for `claude` that says how it was started, then what is typed, and that ends with 7. */
export function putClaude(home: Home): { readonly CGW_CLAUDE: string } {
  const script = [
    '#!/bin/sh',
    'echo "claude: profile $CGW_PROFILE url $ANTHROPIC_BASE_URL token $ANTHROPIC_AUTH_TOKEN"',
    'for word in "$@"; do case $word in /*) ;; *) printf "[%s]" "$word" ;; esac; done; echo',
    'stty -a | tr ";" "\\n" | grep -ow -e "-\\{0,1\\}icanon" -e "-\\{0,1\\}echo" -e "-\\{0,1\\}isig" | sort | tr "\\n" " "; echo',
    'while read -r line; do echo "typed $line"; [ "$line" = end ] && exit 7; done',
  ].join('\n');
  return { CGW_CLAUDE: home.write('bin/claude', `${script}\n`, 0o755) };
}

/** The picker of the executable under test, once its first frame is there. */
export async function openPicker(args: readonly string[], options: TerminalOptions): Promise<Terminal> {
  const terminal = Terminal.cgw(args, options);
  await terminal.waitFor(/quit|look around/);
  return terminal;
}
