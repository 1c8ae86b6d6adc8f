/**
 * The command of `apiKeyHelper` with which Claude Code asks for the credential of a profile.
 * @param program how a shell starts cgw
 */
export function helperCommand(program: string, profile: string): string {
  return `${program} token ${profile}`;
}

/** Whether a command is that of a profile, whatever this cgw is called there. */
export function isHelperOf(command: unknown, profile: string): boolean {
  return typeof command === 'string' && command.endsWith(helperCommand('', profile));
}
