import { isOwned } from '../env/variables.ts';
import { type SecretContext, unavailable } from './secret.ts';

/** @throws UserError (4) when the variable is not set or empty. */
export function fromEnvironment(name: string, { environment }: SecretContext): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  const remedy = isOwned(name)
    ? `every switch clears ${name}; keep the credential in a variable of another name`
    : `export ${name}=… before you call cgw, or point the profile elsewhere with cgw edit`;
  throw unavailable(`env:${name}`, value === undefined ? 'is not set' : 'is empty', remedy);
}
