import { exitCode, UserError } from '../base/errors.ts';
import type { Change } from './plan.ts';

/**
 * What a plan sets as `NAME=value` lines for dotenv readers. What it clears cannot be said in that format.
 * @throws UserError for a value that the format cannot say.
 */
export function dotenv(changes: readonly Change[]): string {
  return changes
    .flatMap(change =>
      change.action === 'set' ? [`${change.name}=${quote(change.name, change.value)}\n`] : [],
    )
    .join('');
}

/** Readers agree on text between quotes only where it holds no such quote; they know no escape for one. */
function quote(name: string, value: string): string {
  if (/^[A-Za-z0-9_./:@%+,-]*$/.test(value)) return value;
  if (value.includes('\r')) throw unsayable(name, 'a carriage return, which readers of dotenv files drop');
  if (!value.includes("'")) return `'${value}'`;
  if (!/["$\\`]/.test(value)) return `"${value}"`;
  if (!value.includes('`')) return `\`${value}\``;
  throw unsayable(name, 'every kind of quote, which no dotenv file can carry');
}

function unsayable(name: string, what: string): UserError {
  return new UserError(exitCode.failed, `${name} holds ${what}`, 'use cgw run or cgw exec');
}
