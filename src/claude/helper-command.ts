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

/** The profile that the command of `apiKeyHelper` asks cgw for; undefined for a command of another program. */
export function profileOfHelper(command: unknown): string | undefined {
  if (typeof command !== 'string') return undefined;
  return /(?:^|[/\\'" ])cgw(?:\.exe)?['"]? token ([^\s@'"]+)$/.exec(command)?.[1];
}
