import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * What is changed, and the tests that must see it: those that stand nearest. With all tests a run takes hours, and
 * a change far from any test of its own would count as seen. `npm run test:mutation` runs one area after the other.
 */
export const areas = {
  auth: {
    mutate: [
      'shared/auth/{budget,coordination,failures,fetch-token,renewal}.ts',
      'shared/auth/{rival,shared-store,strategy,token-keeper,wait}.ts',
    ],
    tests: [
      'test/shared/auth/{access-token,budget,coordination,failures,fetch-token}.test.ts',
      'test/shared/auth/{renewal,rival,shared-store,token-life,token-replaced,wait}.test.ts',
    ],
  },
  retry: {
    mutate: ['shared/client/{attempts,raw-request,retry}.ts'],
    tests: ['test/shared/client/*.test.ts'],
  },
  redaction: {
    mutate: ['shared/errors/secrets.ts'],
    tests: ['test/shared/errors/*.test.ts'],
  },
  schema: {
    mutate: ['shared/schema/{decode,encode,encode-value,json-text,names}.ts'],
    tests: ['test/shared/schema/*.test.ts'],
  },
  transport: {
    mutate: ['shared/transport/{base-url,clock,network-error,read-answer}.ts'],
    tests: [
      'test/shared/transport/{base-url,clock,network-error,read-answer}.test.ts',
      'test/shared/client/results.test.ts',
    ],
  },
  guards: {
    mutate: ['shared/gateway/{caller,measure,own,own-openid,permission}.ts'],
    tests: ['test/shared/gateway/{caller,callers,everyone,measure,methods,own-openid,permission}.test.ts'],
  },
}

const area = process.env.MUTATION_AREA ?? 'auth'
const { mutate, tests } = areas[area]

// The property tests draw the same examples every time, or a score could not be compared with the last.
process.env.TEST_SEED ??= '1'

export default {
  mutate,
  testRunner: 'jest',
  jest: {
    configFile: 'jest.config.cjs',
    config: {
      testMatch: tests.map(path => `<rootDir>/${path}`),
      testSequencer: '<rootDir>/test/support/shortest-first.cjs',
      // Many a change makes a test wait for ever.
      testTimeout: 3000,
    },
    enableFindRelatedTests: false,
  },
  // TypeScript 7 has no API for Stryker to read a tsconfig with.
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  // What a module reads once, when it is loaded, no single test sees: changing it costs all tests each time.
  ignoreStatic: true,
  ignorePatterns: ['/bench', '/coverage', '/dist', '/docs', '/miniprogram', '/tools'],
  // Neither below node_modules, where jest finds no test, nor where other runs of jest find this copy.
  tempDirName: join(tmpdir(), 'wx-openapi-shim-mutation'),
  reporters: ['clear-text', 'json', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `coverage/mutation/${area}.json` },
  concurrency: 2,
  timeoutMS: 5_000,
}
