import type { View } from './views.ts';

/** Whether a program that Claude Code runs for a cloud’s credentials is set; the highest file that has one decides. */
export function helperInForce(
  { inForce }: View,
  key: 'awsAuthRefresh' | 'awsCredentialExport' | 'gcpAuthRefresh',
): boolean {
  const file = inForce.find(({ content }) => typeof content[key] === 'string');
  return file !== undefined && file.content[key] !== '';
}
