import { readFileSync } from 'node:fs';
import { claude } from '../live/programs.ts';

/**
 * The variables that the Claude Code of `test/live` declares, with the type that it gives them: its program holds the
 * list as text, as pairs of a name and what reads it.
 */
export function declaredVariables(): ReadonlyMap<string, string> {
  const program = readFileSync(claude);
  const at = program.indexOf('CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST:()=>');
  if (at < 0) throw new Error('the program declares its variables in another way: fix declaredVariables');
  // Modules are set apart by a line that names their version.
  const begin = program.lastIndexOf('// Version: ', at);
  const module = program.subarray(begin, program.indexOf('// Version: ', at)).toString('latin1');
  const types = new Map(
    [...module.matchAll(/([\w$]+)=\w\.(\w+)\([^()]*\)/g)].map(([, id = '', type = '']) => [id, type]),
  );
  const pairs = [...module.matchAll(/[{,]([A-Za-z_][A-Za-z0-9_]*):\(\)=>([\w$]+)/g)];
  return new Map(pairs.map(([, name = '', id = '']) => [name, types.get(id) ?? 'unknown']));
}
