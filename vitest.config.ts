import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,oracle,fuzz,contract,view}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
