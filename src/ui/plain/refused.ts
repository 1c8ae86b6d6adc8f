/** Why a text is refused that may be a credential. The text itself is never repeated. */
export const noCredential =
  'That looks like a credential. It is not taken: a credential belongs only where it is kept.';

/** The same where a reference is asked for. */
export const noCredentialItself =
  'That looks like the credential itself. It is not taken: say where it is, not what it is.';
