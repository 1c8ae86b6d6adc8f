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
