import * as z from 'zod';
import { type Config, configVersion } from './config.ts';
import { damaged } from './file.ts';
import { nameProblem } from './names.ts';
import { problemsOf } from './rules.ts';

const name = z.string().superRefine((text, context) => {
  const problem = nameProblem(text);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

/** A profile, by the rules of its backend. Not a zod object: the copy zod makes of one lacks `__proto__`. */
const profile = z.unknown().superRefine((value, context) => {
  for (const { path, message } of problemsOf(value))
    context.addIssue({ code: 'custom', path: path === '' ? [] : [path], message });
});

const config = z.strictObject({
  version: z.literal(configVersion),
  default: name.optional(),
  quiet: z.boolean().optional(),
  roles: z.record(name, name).default({}),
  profiles: z.record(name, profile).default({}),
});

/**
 * Checks a changed config to the last field. Only a profile that was invalid before and is left exactly as it was
 * may be so: one bad profile must not stand in the way of the others.
 * @throws UserError (3) naming every place that is wrong.
 */
export function requireSound(path: string, before: Config, after: Config): void {
  const changed = Object.entries(after.profiles).filter(([name, value]) => !isLeft(before, name, value));
  const result = config.safeParse({ ...after, profiles: Object.fromEntries(changed) });
  if (result.success) return;
  const issues = result.error.issues.map(
    issue => `${issue.path.join('.') || 'the file'} ${lower(issue.message)}`,
  );
  throw damaged(path, issues.join('; '));
}

/** Compared as it is written: the order of the fields counts too. */
function isLeft({ profiles }: Config, name: string, value: unknown): boolean {
  return Object.hasOwn(profiles, name) && JSON.stringify(profiles[name]) === JSON.stringify(value);
}

function lower(message: string): string {
  return message.startsWith('Invalid') ? `is i${message.slice(1)}` : message;
}
