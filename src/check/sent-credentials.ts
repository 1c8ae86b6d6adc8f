/** Headers in which nothing is confidential: what they say is the same for everybody. */
const open =
  /^(accept(-.*)?|anthropic-(version|beta)|connection|content-(length|type)|host|user-agent|x-amz-(content-sha256|date)|x-app|x-stainless-.*)$/;

/**
 * What of a request opens doors, whoever put it there: a library that found it on this machine, or the profile. Every
 * header counts that is not known to be open, because a gateway may take its key in any.
 * @param headers as they go out.
 */
export function credentialsIn(headers: Headers): string[] {
  return [...headers].filter(([name]) => !open.test(name)).flatMap(([, value]) => partsOf(value));
}

/** A signature of AWS names region and service too, which are no secret. */
function partsOf(value: string): string[] {
  const signed = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/.*Signature=(\w+)/.exec(value);
  if (signed !== null) return [signed[1] ?? '', signed[2] ?? ''];
  return [value];
}
