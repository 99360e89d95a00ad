import { defineConfig } from 'vitest/config';

const times = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'core', include: ['test/{unit,oracle,fuzz,contract}/**/*.test.{ts,tsx}'], ...times } },
      // Its setup, the one Chromium of all its files, only runs along with one of them.
      { test: { name: 'view', include: ['test/view/**/*.test.ts'], globalSetup: 'test/view/browser.ts', ...times } },
    ],
  },
});
