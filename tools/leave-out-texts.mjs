import { join } from 'node:path'

/**
 * Leaves out the texts of errcodes that are only passed on; `wx-openapi explain` has them.
 * @type {import('esbuild').Plugin}
 */
export const leaveOutTexts = {
  name: 'leave-out-texts',
  setup: bundling => {
    bundling.onResolve({ filter: /\/platform-errcodes$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, 'platform-errcodes.left-out.ts'),
    }))
  },
}
