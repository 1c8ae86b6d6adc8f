import type { Beaten } from './beaten.ts';
import type { View } from './views.ts';

/** An alias (`opus`, `sonnet[1m]`) is plain letters: Claude Code makes a model of the backend in force of it. */
const alias = /^[a-z]+(\[1m\])?$/;

/**
 * A `model` in the user’s settings that is the name of one backend’s model, where the profile names none: it goes
 * to whatever backend is in force.
 */
export function foreignModel({ profile, files, effective }: View): Beaten[] {
  const file = files.find(({ content }) => typeof content.model === 'string');
  const model = file?.content.model;
  if (profile === null || file?.scope !== 'user' || typeof model !== 'string') return [];
  const named = effective.ANTHROPIC_MODEL ?? '';
  const fits = alias.test(model) || (profile.profile.backend === 'anthropic' && model.startsWith('claude-'));
  return named !== '' || model === '' || fits
    ? []
    : [{ name: 'model', file, keys: ['model'], theirs: model, ours: null }];
}
