/** What `cgw write --to envrc` writes: direnv runs it in bash. */
export function envrcLine(profile: string): string {
  return `eval "$(cgw env ${profile} --shell bash)"`;
}
