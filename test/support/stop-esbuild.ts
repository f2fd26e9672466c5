import type * as Esbuild from 'esbuild'

/**
 * Ends the process of esbuild with the test file that used it: each file loads an esbuild of its own, and their
 * processes would otherwise live as long as the worker of jest.
 */
let used: typeof Esbuild | undefined
jest.doMock('esbuild', () => {
  used = jest.requireActual<typeof Esbuild>('esbuild')
  return used
})
afterAll(() => used?.stop())
