import { isPrinted, logVariable, printedSecrets, printsRequests } from '../../claude/debug-log.ts';
import { inForce, observed } from '../evidence.ts';
import type { ViewLook } from '../finding.ts';
import { headerLabel, headersIn, isCredentialHeader } from '../headers.ts';
import type { View } from '../views.ts';

/** Claude Code prints its requests, and leaves out of them only the credentials that it knows as such. */
export const secretsInLog: ViewLook = (view, situation) => {
  if (!printsRequests(view.effective[logVariable])) return [];
  const printed = headersPrinted(view);
  if (printed.length === 0) return [];
  return [
    {
      id: 'secret-in-log',
      severity: 'warning',
      what: `Claude Code prints its requests, and with them a secret in ${printed.join(', ')}`,
      evidence: [inForce(view, logVariable, situation), observed],
      fix: `Do not set ${logVariable}, or carry the credential in a field of the profile that Claude Code leaves out (token, apiKey)`,
      command: null,
    },
  ];
};

/** By their names or looks, and those of which the profile says so. */
function headersPrinted({ effective, profile, how }: View): string[] {
  const declared = profile === null || how === 'shell' ? [] : printedSecrets(profile.profile);
  return headersIn(effective.ANTHROPIC_CUSTOM_HEADERS ?? '')
    .filter(header => isPrinted(header.name ?? ''))
    .filter(header => isCredentialHeader(header) || declared.includes(header.name ?? ''))
    .map(headerLabel);
}
