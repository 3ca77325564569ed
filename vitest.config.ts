import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Tests run the sources: the scoped condition points every workspace package at its src/index.ts.
  ssr: { resolve: { conditions: ['@sensorium/source', 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
