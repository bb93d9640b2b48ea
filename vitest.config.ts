import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Real browsers, runtimes and clocks: one more try in CI, which the report names; none at home, where a flaw should show.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    // onnxruntime's builds for Linux send telemetry otherwise, wherever CI isn't set.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    restoreMocks: true,
    unstubEnvs: true,
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'json-summary'] },
  },
});
