import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { bundleScript } from '../../support/bundle'

const source = `
import { createOpenapi } from './shared'
const [appid, secret, baseUrl] = process.argv.slice(2)
createOpenapi({ appid, secret, baseUrl, retries: 0 }).logistics.getAllAccount({}).then(
  () => console.log('ok'),
  error => console.log(error.errMsg.replace(/.*:fail /, '')),
)`

const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-ca-'))
const caFile = join(folder, 'ca.pem')
let script: Awaited<ReturnType<typeof bundleScript>>
let emulator: Emulator
beforeAll(async () => {
  script = await bundleScript(source)
  emulator = await startEmulator({ tls: true })
  writeFileSync(caFile, emulator.ca)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  script.remove()
  await emulator.close()
})

const refused = (code: string) => `the certificate of the server was not accepted (${code})`

// With the variable node accepts every one of them.
test.each([
  ['good', 'trusted', 'ok'],
  ['good', 'unknown', refused('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
  ['self-signed', 'trusted', refused('DEPTH_ZERO_SELF_SIGNED_CERT')],
  ['expired', 'trusted', refused('CERT_HAS_EXPIRED')],
  ['wrong-name', 'trusted', refused('ERR_TLS_CERT_ALTNAME_INVALID')],
] as const)(
  'under NODE_TLS_REJECT_UNAUTHORIZED=0 a certificate that is %s, of an authority that is %s: %s',
  async (kind, authority, said) => {
    const env = {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_EXTRA_CA_CERTS: authority === 'trusted' ? caFile : '',
    }
    const { appid, secret, tls } = emulator
    const args = [script.file, appid, secret, tls[kind]!.url]
    const { stdout } = await promisify(execFile)(process.execPath, args, { env })
    expect(stdout.trim()).toBe(said)
  },
)
