import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { type Emulator, startEmulator } from '../../../local/emulator'

let emulator: Emulator
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  emulator = await startEmulator({ tls: true })
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true })
})

/** The certificate that a listener shows, in PEM. */
const shownBy = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca: emulator.ca, servername: 'localhost' }, () => {
      const base64 = socket.getPeerCertificate().raw.toString('base64')
      socket.destroy()
      resolve(
        `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`,
      )
    })
    socket.on('error', reject)
  })

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const title = 'the good certificate and its authority pass the strict checks of openssl'
// Clients in Python 3.13 and later check as strictly by default.
;(hasOpenssl ? test : test.skip)(
  hasOpenssl ? title : `${title} (skipped: no command openssl here)`,
  async () => {
    const [authority, server] = [join(folder, 'authority.pem'), join(folder, 'server.pem')]
    writeFileSync(authority, emulator.ca!)
    writeFileSync(server, await shownBy(emulator.tls.good!.port))
    const options = ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'localhost']
    const { stdout, stderr } = spawnSync('openssl', [...options, '-CAfile', authority, server], {
      encoding: 'utf8',
    })
    expect(`${stdout}${stderr}`).toBe(`${server}: OK\n`)
  },
)
