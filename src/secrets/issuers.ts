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
