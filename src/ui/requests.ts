import { shells } from '../env/shells/index.ts';
import type { Catalog } from './catalog.ts';
import type { Entry } from './entries.ts';
import type { ChangeRequest } from './state.ts';

/** The default becomes this one; where it is that already, there is none any more. */
export function defaultRequest({ name, default: isDefault }: Entry): ChangeRequest {
  return {
    request: 'change',
    change: isDefault ? { change: 'default' } : { change: 'default', name },
    done: isDefault ? 'there is no default now' : `${name} is the default now`,
  };
}

export function deleteRequest({ name }: Entry): ChangeRequest {
  return {
    request: 'change',
    change: { change: 'remove', name },
    done: `deleted ${name}; config.json.bak beside the config still has it`,
  };
}

/** What would name nothing any more without this profile. */
export function pointersTo({ default: isDefault, roles }: Entry): string[] {
  return [...(isDefault ? ['the default'] : []), ...roles.map(role => `@${role}`)];
}

/** The line that switches a shell to a profile. */
export function switchLine({ shell }: Catalog, name: string): string {
  return shells[shell].usage(`cgw env ${name}`);
}
