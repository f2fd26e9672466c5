// `npx -y -p @stryker-mutator/core@9 -p @stryker-mutator/jest-runner@9 stryker run`: do the tests see a changed line?
export default {
  testRunner: 'jest',
  jest: { configFile: 'jest.config.cjs', enableFindRelatedTests: false },
  // TypeScript 7 has no API for Stryker to read a tsconfig with.
  tsconfigFile: 'none.json',
  mutate: [
    'shared/auth/{access-token,budget,clock,coordination,failures,fetch-token,renewal,rival,shared-store,token-keeper,wait}.ts',
    'shared/client/{attempts,retry,request}.ts',
    'shared/errors/redact.ts',
    'shared/schema/{encode,encode-value,decode,read-json,names}.ts',
    'shared/transport/{base-url,network-error,read-answer}.ts',
  ],
  testRunnerNodeArgs: [],
  coverageAnalysis: 'perTest',
  ignorePatterns: ['dist', 'coverage', 'miniprogram', 'local', 'docs'],
  tempDirName: 'node_modules/.cache/stryker',
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  concurrency: 2,
  timeoutMS: 20_000,
  thresholds: { high: 90, low: 85, break: 85 },
}
