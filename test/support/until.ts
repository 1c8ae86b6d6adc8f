/** Long enough for a machine that does ten other things; only a condition that never holds takes so long. */
const patienceMs = 60_000;

/**
 * Waits until a condition holds, looking again and again.
 * @param what is waited for, in words: the error when it does not come
 * @returns what the condition gave
 */
export async function until<Value>(
  what: string,
  condition: () => Value | Promise<Value>,
): Promise<Exclude<Value, false | undefined | null | '' | 0>> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const value = await condition();
    if (value) return value as Exclude<Value, false | undefined | null | '' | 0>;
    if (performance.now() > deadline) throw new Error(`waited ${patienceMs / 1000} s in vain: ${what}`);
    await Bun.sleep(5);
  }
}
