import own from './bash.sh' with { type: 'text' };
import { posixHook } from './posix.ts';

export const bash = posixHook('bash', own, '~/.bashrc');
