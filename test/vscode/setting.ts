/** The value of an environment variable that the script which starts VS Code sets. */
export function setting(
  name: `UPTRACK_TEST_${'RESULTS' | 'PORT' | 'PICTURES' | 'RELEASE'}` | 'UPTRACK_BENCH_RESULTS',
): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
