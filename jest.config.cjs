const { availableParallelism } = require('node:os')

/** @type {import('jest').Config} */
module.exports = {
  // Many tests wait for a process that they started, and others can run meanwhile.
  maxWorkers: 2 * availableParallelism(),
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // A built cloud function has index.js beside index.ts: the source is what is tested.
  moduleFileExtensions: ['ts', 'mjs', 'js', 'cjs', 'json', 'node'],
  transform: {
    '\\.(ts|mjs|js)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // These packages are ESM only.
  transformIgnorePatterns: [
    '/node_modules/(?!(camelcase-keys|camelcase|map-obj|quick-lru|snakecase-keys|snake-case|type-fest)/)',
  ],
  setupFilesAfterEnv: ['<rootDir>/test/support/stop-esbuild.ts'],
  // Only what hangs waits so long: a machine that does other work at the same time may need some of it.
  testTimeout: 300_000,
}
