import { isSecretValue } from '../../../profile/profile.ts';
import { optionLabel } from './field-rows.ts';
import { visible } from './window.ts';

/** A value of a profile in words. */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return optionLabel(value);
  if (!isSecretValue(value)) return visible(String(value));
  return visible(value.scheme === undefined ? value.secret : `${value.scheme} ${value.secret}`);
}
