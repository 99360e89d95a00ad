// node scripts/rule-pages.mjs: writes docs/rules from the rule table; with --check it only says whether they are equal.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { rulePages } from '../server/src/rules/pages.ts';

const folder = new URL('../docs/rules/', import.meta.url);
const pages = rulePages();
await mkdir(folder, { recursive: true });
const present = await readdir(folder);

const stale = present.filter((name) => name.endsWith('.md') && !pages.has(name));
const changed = [];
for (const [name, content] of pages) {
  const isEqual = present.includes(name) && (await readFile(new URL(name, folder), 'utf8')) === content;
  if (!isEqual) changed.push(name);
}

if (process.argv.includes('--check')) {
  const different = [...stale, ...changed];
  if (different.length > 0) {
    console.error(`docs/rules differs from the rule table: ${different.join(', ')}\nRun: node scripts/rule-pages.mjs`);
    process.exitCode = 1;
  }
} else {
  for (const name of stale) await rm(new URL(name, folder));
  for (const name of changed) await writeFile(new URL(name, folder), pages.get(name) ?? '');
  // The schema of .uptrack-conf.json names the rules, too.
  await import('./schemas.mjs');
  console.log(`docs/rules: ${changed.length} of ${pages.size} pages written, ${stale.length} removed`);
}
