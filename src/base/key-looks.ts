/**
 * How the keys of well-known issuers begin, in the letters in which they issue them. A longer beginning stands before
 * the shorter one that it begins with.
 */
export const issuerPrefixes = [
  'sk-ant-',
  'sk-or-',
  'sk-proj-',
  'sk-',
  'ghp_',
  'gho_',
  'github_pat_',
  'glpat-',
  'xoxa-',
  'xoxb-',
  'xoxp-',
  'AKIA',
  'ASIA',
  'hvs.',
] as const;

/** A JSON Web Token. */
const webToken = /^eyJ[\w-]{17}/;

/** An authorization scheme with what follows. */
const authorization = /^(bearer|basic) /i;

/** Whether a URL with a password stands in a text; the user before it may be empty. */
export function holdsUrlPassword(text: string): boolean {
  return /:\/\/[^/@\s:]*:[^/@\s]+@/.test(text);
}

/** Whether an address may have a password in it, also without a scheme or a user; for values that are to be written. */
export function mayHoldPassword(address: string): boolean {
  return /\/\/[^/]*@/.test(address);
}

/**
 * Whether a text begins like the key of a known issuer, names an authorization scheme, or carries a password in a
 * URL, so that nobody stores one in plain text by accident.
 */
export function looksLikeKey(text: string): boolean {
  // Upper and lower case count: `asia-east1` is a region.
  const isIssued = issuerPrefixes.some(prefix => text.startsWith(prefix));
  return isIssued || webToken.test(text) || authorization.test(text) || holdsUrlPassword(text);
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

/** Whether a text may be a key, by its beginning or by its letters. */
export function mayBeKey(text: string): boolean {
  return looksLikeKey(text) || isScrambled(text);
}

/** Whether a text is not a name that anybody would think up for a profile, a role or a header: it may be a key. */
export function isUnlikelyName(text: string): boolean {
  return (looksLikeKey(text) && text.length >= 16) || isScrambled(text);
}

/** Whether a text says that it is a path; parts of one may well be scrambled. */
export function isPath(text: string): boolean {
  return /^[~.]?\//.test(text);
}

/**
 * Whether a command (`cmd:` without its kind) holds a key. Its arguments may well be scrambled (the ID of an item in a
 * vault), but not its program, and not what it only prints.
 */
export function commandHoldsKey(command: string): boolean {
  const [program = '', ...rest] = command.split(/[\s'"[\],]+/).filter(word => word !== '');
  const prints = /^(\/.*\/)?(echo|printf)$/.test(program);
  return (
    looksLikeKey(command) ||
    (!isPath(program) && isScrambled(program)) ||
    [program, ...rest].some(word => word.split('=').some(looksLikeKey)) ||
    (prints && rest.some(isScrambled))
  );
}
