import { isSecretValue } from '../../../backends/profile.ts';
import { visible } from '../../../base/terminal-text.ts';
import { optionLabel } from './field-rows.ts';

/** A value of a profile in words. */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return optionLabel(value);
  if (!isSecretValue(value)) return visible(String(value));
  return visible(value.scheme === undefined ? value.secret : `${value.scheme} ${value.secret}`);
}
