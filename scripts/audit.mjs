// npm run audit: whether a vulnerability is known of a package that package-lock.json names. The registry knows; without one nothing is
// said. Exit codes: 0 none is known, or nobody could be asked; 1 there is one.
import process from 'node:process';
import { runNpm, setUp } from './setup.mjs';

await setUp();

/** @typedef {{ name: string, severity: string, range: string, effects: string[] }} Vulnerability */

/** @returns {Promise<Vulnerability[] | string>} why nobody could be asked, where it is a text */
async function audit() {
  try {
    // Else npm fails for what it finds as it does where it cannot ask.
    const output = await runNpm('npm audit', ['audit', '--json', '--audit-level=none']);
    const report = /^\{[^]*^\}/m.exec(output)?.[0];
    if (report === undefined) return `npm printed no report: ${output.slice(-500)}`;
    return Object.values(JSON.parse(report).vulnerabilities);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const found = await audit();
if (typeof found === 'string') {
  console.log(
    `${found}\n\nNOT CHECKED: the registry cannot be reached, or answers no questions about vulnerabilities.`,
  );
} else {
  for (const { name, range, severity } of found) console.log(`${severity}: ${name} ${range}`);
  console.log(
    found.length === 0 ? 'No vulnerability is known of any package.' : `${found.length} packages with a known one.`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
}
