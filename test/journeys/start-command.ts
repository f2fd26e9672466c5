import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** This repository: the project that `npm start` shows. */
export const repository = join(__dirname, '../..')

/** Ends what a test did not: one that timed out while it started a command does not get its hands on it. */
let isOver = false
const running = new Set<ChildProcess>()
const endAll = () => {
  isOver = true
  for (const child of running) child.kill('SIGKILL')
}
afterAll(endAll)
process.once('exit', endAll)

/** What `npm start` has started. */
export interface Stand {
  /** Where the mini program is shown. */
  preview: string
  /** Where the emulator answers. */
  emulator: string
  /** Asks one of the emulator's own routes; with a body it is a POST. */
  control<Answer>(path: string, body?: object): Promise<Answer>
  /** Ends it as Ctrl-C does. */
  close(): Promise<void>
}

/**
 * Builds the command from the source as it is now, beside the packages that it loads, and starts it for this
 * repository, as a newcomer does. Its record of where it listens is its own, so that other commands do not find it.
 */
export async function startCommand(): Promise<Stand> {
  const cache = join(repository, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'journey-'))
  await build({
    absWorkingDir: repository,
    entryPoints: ['local/cli/main.ts'],
    outfile: join(folder, 'cli.js'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    logOverride: { 'empty-import-meta': 'silent' },
  })
  if (isOver) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error('the tests were over before the command was built')
  }
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(folder, 'cli.js'), 'start', '--port', '0', '--no-data'], {
    cwd: repository,
    env: { PATH, HOME, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const gone = new Promise<void>(resolve => child.once('close', () => resolve()))
  void gone.then(() => running.delete(child))
  const close = async () => {
    child.kill('SIGINT')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  const output = await outputUntil(child, 'Ctrl-C ends it').catch(async error => {
    await close()
    throw error
  })
  const preview = /mini program +(http:\S+)/.exec(output)?.[1]
  const emulator = /emulator +(http:\S+)/.exec(output)?.[1]
  if (!preview || !emulator) {
    await close()
    throw new Error(`the command shows no mini program:\n${output}`)
  }
  return {
    preview,
    emulator,
    control: (path, body) => control(emulator + path, body),
    close,
  }
}

function outputUntil(child: ChildProcess, wanted: string): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        if (output.includes(wanted)) resolve(output)
      })
    }
    child.once('close', () => reject(new Error(`the command ended before it was ready:\n${output}`)))
  })
}

/** Asks one of the emulator's own routes; with a body it is a POST. */
export async function control<Answer>(url: string, body?: object): Promise<Answer> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(url, body && post)
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Answer
}
