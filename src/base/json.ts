/** Whether a value is an object with keys: what JSON writes between braces. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a text holds as JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same for a text that should hold an object. */
export function parseObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const parsed = text === undefined ? undefined : parseJson(text);
  return isRecord(parsed) ? parsed : undefined;
}

/** An object as it is; of anything else, one without keys. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** A text as it is; of anything else, none. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Whether a value is a text that says something. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether a value is a list of texts. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(each => typeof each === 'string');
}
