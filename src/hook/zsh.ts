import { posixHook } from './posix.ts';
import own from './zsh.sh' with { type: 'text' };

export const zsh = posixHook('zsh', own, '~/.zshrc');
