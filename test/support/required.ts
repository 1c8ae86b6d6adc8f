/**
 * Whether something that not every machine has is here. If not, it is named, and the tests that need it are
 * skipped; with `CGW_REQUIRE_<NAME>=1` (CI) that is an error.
 */
export function required(name: string, here: boolean): boolean {
  if (here) return true;
  if (process.env[`CGW_REQUIRE_${name.toUpperCase()}`] === '1') throw new Error(`${name} is required here`);
  console.warn(`skipped: tests that need ${name}`);
  return false;
}
