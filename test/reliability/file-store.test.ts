import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createOpenapi } from '../../shared'
import { fileStore } from '../../shared/stores'
import { bundleScript } from '../support/bundle'
import { scaled } from './support/scale'
import { startWeChat, type WeChat } from './support/we-chat'

const hour = 3600_000
const isRoot = process.getuid?.() === 0
let folder: string
let path: string
let weChat: WeChat

beforeEach(async () => {
  weChat = await startWeChat()
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-files-'))
  path = join(folder, 'tokens')
})
afterEach(async () => {
  await weChat.close()
  rmSync(folder, { recursive: true, force: true })
})

const warnings: string[] = []
const client = (at = path) =>
  createOpenapi({
    appid: 'wx1',
    secret: 'a-secret-of-32-letters-012345678',
    baseUrl: weChat.url,
    store: fileStore(at),
    onWarning: ({ message }) => warnings.push(message),
  })
const tokenFiles = (at = path) => readdirSync(at).filter(file => file.includes('.token.'))

test('S9 the files are for their owner alone, and hold no secret', async () => {
  await client().logistics.getAllDelivery()
  expect(statSync(path).mode & 0o777).toBe(0o700)
  const files = readdirSync(path)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    expect(statSync(join(path, file)).mode & 0o777).toBe(0o600)
    expect(`${file} ${readFileSync(join(path, file))}`).not.toContain('a-secret')
  }
})

test('S9 a folder that is a symbolic link is refused', async () => {
  mkdirSync(path, { mode: 0o700 })
  symlinkSync(path, join(folder, 'link'))
  for (const name of ['link', 'link/', 'link/.', 'link//', './link/']) {
    await expect(fileStore(`${folder}/${name}`).read('k')).rejects.toThrow('not a symbolic link')
  }
})

test('S7 a folder that is removed while it is in use is made again', async () => {
  const store = fileStore(path)
  await store.publish('k', 'a-token', hour, 0)
  rmSync(path, { recursive: true, force: true })
  expect(await store.read('k')).toBeUndefined()
  rmSync(path, { recursive: true, force: true })
  expect(await store.publish('k', 'the-next', hour, 0)).toBe(true)
  rmSync(path, { recursive: true, force: true })
  expect(await store.lease('k', 'me', hour)).toBe(true)
  expect(statSync(path).mode & 0o777).toBe(0o700)
})

const strays = [
  '0x9',
  '1e3',
  '09',
  ' 7',
  '7 ',
  '-1',
  '1000000000000000',
  '9007199254740991',
  '9007199254740993',
  '',
]
test.each(strays)(
  'S5 a stray file with the number %j is passed over',
  async number => {
    const store = fileStore(path)
    await store.publish('k', 'a-token', hour, 0)
    for (const kind of ['token', 'lease']) {
      writeFileSync(join(path, `k.${kind}.${number}`), '{}', { mode: 0o600 })
    }
    expect(await store.read('k')).toMatchObject({ token: 'a-token', generation: 1 })
    expect(await store.publish('k', 'the-next', hour, 1)).toBe(true)
    expect(await store.lease('k', 'me', hour)).toBe(true)
    await store.release('k', 'me')
    expect(await store.lease('k', 'another', hour)).toBe(true)
  },
  2000,
)

test('S9 a token file that is a symbolic link is refused', async () => {
  const store = fileStore(path)
  await store.publish('k', 'a-token', hour, 0)
  const [file] = tokenFiles()
  const elsewhere = join(folder, 'elsewhere')
  writeFileSync(elsewhere, readFileSync(join(path, file)), { mode: 0o600 })
  rmSync(join(path, file))
  symlinkSync(elsewhere, join(path, file))
  await expect(store.read('k')).rejects.toThrow('symbolic link')
})

test('S9 a folder or a file that others may read is not used', async () => {
  const store = fileStore(path)
  await store.publish('k', 'a-token', hour, 0)
  chmodSync(join(path, tokenFiles()[0]), 0o644)
  expect(await store.read('k')).toBeUndefined()
  chmodSync(path, 0o755)
  await expect(fileStore(path).read('k')).rejects.toThrow('open to other users')
})

test.each([
  ['cut short', '{"form":1,"tok'],
  ['empty', ''],
  ['of another form', '{"form":2,"token":"t","wallAt":1,"steadyAt":1,"lifetimeMs":1}'],
  ['of five megabytes', 'x'.repeat(5_000_000)],
])('S5 a token file that is %s counts as none and is replaced', async (_, text) => {
  const store = fileStore(path)
  await store.publish('k', 'a-token', hour, 0)
  writeFileSync(join(path, tokenFiles()[0]), text, { mode: 0o600 })
  expect(await store.read('k')).toBeUndefined()
  expect(await store.publish('k', 'the-next', hour, 0)).toBe(true)
  expect((await store.read('k'))?.token).toBe('the-next')
})

const writer = `
import { fileStore } from './shared/stores'
const store = fileStore(process.argv[2])
async function write() {
  for (;;) {
    const kept = await store.read('k')
    const generation = kept ? kept.generation : 0
    await store.publish('k', 'token-' + (generation + 1) + '-'.repeat(200), 3600000, generation)
    process.send(generation + 1)
  }
}
write()
`

test('S8 a writer that is killed at any moment leaves the old token or the new one, never a part', async () => {
  const bundle = await bundleScript(writer)
  const rounds = scaled(12, 1000)
  const store = fileStore(path)
  try {
    let before = 0
    for (let round = 0; round < rounds; round += 1) {
      const child: ChildProcess = fork(bundle.file, [path])
      const wanted = before + 2 + (round % 5)
      let written = 0
      child.on('message', generation => {
        written = Number(generation)
        // It goes on writing until the signal reaches it, wherever it is then.
        if (written === wanted) child.kill('SIGKILL')
      })
      await once(child, 'exit')
      const kept = await store.read('k')
      expect(kept?.token).toBe(`token-${kept?.generation}-${'-'.repeat(199)}`)
      expect(kept!.generation).toBeGreaterThanOrEqual(written)
      expect(written).toBeGreaterThanOrEqual(wanted)
      before = kept!.generation
    }
  } finally {
    bundle.remove()
  }
}, 900_000)

/** Writes one token, and kills itself at its nth step; half of what is written to a file is a step too. */
const mortal = `
import { promises } from 'node:fs'
import { fileStore } from './shared/stores'
let left = Number(process.argv[3])
const step = () => { if (--left < 0) process.kill(process.pid, 'SIGKILL') }
const stepping = (object, name) => {
  const real = object[name].bind(object)
  object[name] = (...args) => { step(); return real(...args) }
  return real
}
for (const name of ['readdir', 'link', 'rename', 'unlink']) stepping(promises, name)
const open = stepping(promises, 'open')
promises.open = async (...args) => {
  step()
  const file = await open(...args)
  const write = file.writeFile.bind(file)
  file.writeFile = async text => {
    await write(text.slice(0, text.length / 2))
    step()
    await write(text.slice(text.length / 2))
  }
  for (const name of ['sync', 'close']) stepping(file, name)
  return file
}
fileStore(process.argv[2]).publish('k', 'new-' + '-'.repeat(200), 3600000, 1)
`

test('S8 a writer that is killed at any of its steps leaves the old token or the new one', async () => {
  const bundle = await bundleScript(mortal)
  const [old, next] = ['old', `new-${'-'.repeat(200)}`]
  const found: string[] = []
  try {
    for (let steps = 0, isKilled = true; isKilled; steps += 1) {
      const at = join(folder, String(steps))
      await fileStore(at).publish('k', old, hour, 0)
      const [, signal] = await once(fork(bundle.file, [at, String(steps)]), 'exit')
      isKilled = signal === 'SIGKILL'
      found.push((await fileStore(at).read('k'))?.token ?? 'none')
    }
  } finally {
    bundle.remove()
  }
  // First the old one, from some step on the new one, and both were seen.
  const change = found.indexOf(next)
  expect(change).toBeGreaterThan(4)
  expect(found).toEqual([...Array(change).fill(old), ...Array(found.length - change).fill(next)])
}, 900_000)

/** A small disk of its own, where the machine allows to mount one. */
function smallDisk(): { path: string; remount(options: string): void; remove(): void } | undefined {
  const disk = mkdtempSync(join(tmpdir(), 'wx-openapi-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    rmSync(disk, { recursive: true, force: true })
    return undefined
  }
  return {
    path: disk,
    remount: options => void execFileSync('mount', ['-o', `remount,${options}`, disk], { stdio: 'ignore' }),
    remove() {
      execFileSync('umount', [disk], { stdio: 'ignore' })
      rmSync(disk, { recursive: true, force: true })
    },
  }
}

function canMount(): boolean {
  const disk = smallDisk()
  disk?.remove()
  return disk !== undefined
}

/** What is tried again in the background, after 5 s, is not waited for: the disk is gone then. */
function nothingLate() {
  const { setTimeout } = global
  const start = (run: () => void, milliseconds: number) =>
    setTimeout(milliseconds === 5000 ? () => undefined : run, milliseconds)
  jest.spyOn(global, 'setTimeout').mockImplementation(start as typeof setTimeout)
}
afterEach(() => jest.restoreAllMocks())

const hasDisk = canMount()
const onDisk = hasDisk ? test : test.skip
const reason = hasDisk ? '' : ' (skipped: this machine mounts no tmpfs)'
let disk: ReturnType<typeof smallDisk>
afterAll(() => disk?.remove())

onDisk(
  `S7 on a disk that is full, or that may not be written, calls go on and the old file stays${reason}`,
  async () => {
    nothingLate()
    disk = smallDisk()
    const at = join(disk!.path, 'tokens')
    const store = fileStore(at)
    await store.publish('k', 'the-old-one', hour, 0)
    await client(at).logistics.getAllDelivery()
    const files = tokenFiles(at).map(file => readFileSync(join(at, file), 'utf8'))
    for (let size = 65536; size >= 1; size = Math.floor(size / 2)) {
      try {
        writeFileSync(join(disk!.path, `filler-${size}`), 'x'.repeat(size))
      } catch {}
    }
    weChat.revoke()
    warnings.length = 0
    expect((await client(at).logistics.getAllDelivery()).errCode).toBe(0)
    expect(new Set(warnings)).toEqual(new Set(['the token store failed (ENOSPC); calls go on without it']))
    expect((await store.read('k'))?.token).toBe('the-old-one')
    expect(tokenFiles(at).map(file => readFileSync(join(at, file), 'utf8'))).toEqual(files)

    disk!.remount('ro')
    weChat.revoke()
    warnings.length = 0
    expect((await client(at).logistics.getAllDelivery()).errCode).toBe(0)
    expect(new Set(warnings)).toEqual(new Set(['the token store failed (EROFS); calls go on without it']))
    disk!.remount('rw')
  },
)

const asNobody = isRoot ? test : test.skip
asNobody(
  `S7 in a folder of somebody else’s calls go on${isRoot ? '' : ' (skipped: needs root)'}`,
  async () => {
    mkdirSync(path, { mode: 0o700 })
    chmodSync(folder, 0o755)
    const bundle = await bundleScript(`
    import { createOpenapi } from './shared'
    import { fileStore } from './shared/stores'
    const warnings = []
    createOpenapi({ appid: 'wx1', secret: 'x'.repeat(32), baseUrl: process.argv[2], store: fileStore(process.argv[3]),
      onWarning: ({ message }) => warnings.push(message) })
      .logistics.getAllDelivery().then(({ errCode }) => process.send({ errCode, warnings }))`)
    chmodSync(dirname(bundle.file), 0o755)
    const child = fork(bundle.file, [weChat.url, path], { uid: 65534, gid: 65534 })
    const [said] = await once(child, 'message')
    expect(said).toEqual({
      errCode: 0,
      warnings: [expect.stringMatching(/failed \((EACCES|fileStore: the folder belongs to another user)/)],
    })
    child.kill()
    bundle.remove()
    expect(existsSync(path)).toBe(true)
  },
)
