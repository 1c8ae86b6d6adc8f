import * as z from 'zod';
import { problemsOf } from './check.ts';
import { damaged } from './file.ts';
import { nameProblem } from './names.ts';
import { type Config, configVersion } from './profile.ts';

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
 * The whole config, checked to the last field.
 * @throws UserError (3) naming every place that is wrong.
 */
export function parseConfig(path: string, raw: unknown): Config {
  const result = config.safeParse(raw);
  if (result.success) return result.data as Config;
  const issues = result.error.issues.map(
    issue => `${issue.path.join('.') || 'the file'} ${lower(issue.message)}`,
  );
  throw damaged(path, issues.join('; '));
}

function lower(message: string): string {
  return message.startsWith('Invalid') ? `is i${message.slice(1)}` : message;
}
