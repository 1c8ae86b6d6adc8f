/**
 * Whether a text begins like the key of a known issuer, names an authorization scheme, or carries a password in a
 * URL, so that nobody stores one in plain text by accident.
 */
export function looksLikeKey(text: string): boolean {
  return /^(sk-|ghp_|gho_|github_pat_|glpat-|xox[abp]-|AKIA|ASIA|hvs\.|eyJ[\w-]{17})|^(bearer|basic) |:\/\/[^/@\s]+:[^/@\s]+@/i.test(
    text,
  );
}

/**
 * Whether a text holds a piece so long or so mixed up that nobody would choose it as a name: 40 letters and digits
 * are a valid variable name too, but hardly anybody’s.
 */
export function isScrambled(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some(piece => {
    const changes = piece.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
    const mixed = /[a-z]/.test(piece) && /[A-Z]/.test(piece);
    return (
      piece.length >= 32 ||
      (piece.length >= 24 && mixed) ||
      (piece.length >= 20 && changes >= 2) ||
      (piece.length >= 12 && changes >= 3)
    );
  });
}

/** Whether a text is no name that anybody would think up for a profile, a role or a header: it may be a key. */
export function isUnlikelyName(text: string): boolean {
  return (looksLikeKey(text) && text.length >= 16) || isScrambled(text);
}
