import { execFileSync } from 'node:child_process'
import { bundleScript } from '../../support/bundle'

/**
 * What a script returns that has our `cloud` and the real wx-server-sdk, as `sdk`, side by side, in a process of its
 * own: wx-server-sdk does not load inside the test runner.
 */
export async function besideSdk(body: string, given: unknown = null): Promise<unknown> {
  const { file, remove } = await bundleScript(`
    import { createRequire } from 'node:module'
    import { cloud, createCloud } from './shared/cloud/create-cloud'
    const sdk = createRequire(process.cwd() + '/main.js')('wx-server-sdk')
    async function main(given) { ${body} }
    main(JSON.parse(process.argv[2])).then(result => console.log(JSON.stringify(result)))`)
  try {
    const environment = { PATH: process.env.PATH }
    const args = [file, JSON.stringify(given)]
    const output = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      env: environment,
      // It warns about being outside the cloud.
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return JSON.parse(output.trim().split('\n').pop()!)
  } finally {
    remove()
  }
}
