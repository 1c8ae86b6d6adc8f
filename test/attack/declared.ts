import { declaredVariables } from '../../src/claude/program-names.ts';
import { claude } from '../live/programs.ts';

/** The variables that the Claude Code of `test/live` declares, with the type that it gives them. */
export function declaredByClaude(): ReadonlyMap<string, string> {
  const found = declaredVariables(claude);
  if (found === undefined)
    throw new Error('the program declares its variables in another way: fix declaredVariables');
  return found;
}
