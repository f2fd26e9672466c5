// The program of a function's process. It runs as one text, see child-source.ts: it loads node's own modules only.
import Module from 'node:module'
import { dirname, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type FromFunction, lifelineFd, type Thrown, type ToFunction } from './protocol'

type Main = (event: unknown, context: unknown) => unknown

interface Loadable {
  paths: string[]
  filename: string
  exports: unknown
  _compile(source: string, file: string): void
}

const own = { ...process.env }
let main: Main | undefined
let told = 0

const say = (message: FromFunction): unknown => process.send?.(message)

// Output takes the way of the responses, so that it comes before the response to its event.
for (const stream of [process.stdout, process.stderr]) {
  const write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    say({ kind: 'log', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') })
    const after = typeof encoding === 'function' ? encoding : done
    if (typeof after === 'function') process.nextTick(after)
    return true
  }
  stream.write = write as typeof stream.write
}

// What the logger of the SDKs writes by in the cloud.
Object.defineProperty(console, '__baseLog__', {
  value: (content: unknown, level: 'log' | 'info' | 'warn' | 'error') => console[level](content),
})

function thrownOf(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: 'Error', message: describe(error), stack: '' }
  const code = (error as { code?: unknown }).code
  return {
    name: error.name,
    message: error.message,
    stack: String(error.stack),
    code: typeof code === 'string' ? code : undefined,
  }
}

/** A thrown value that is not an Error. */
function describe(value: unknown): string {
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  } catch {
    return Object.prototype.toString.call(value)
  }
}

/** Runs code as if it were in a file: relative paths and packages are those of the function. */
function runSource(source: string, file: string): unknown {
  const module = new Module(file) as unknown as Loadable
  module.filename = file
  module.paths = (Module as unknown as { _nodeModulePaths(from: string): string[] })._nodeModulePaths(
    dirname(file),
  )
  require.cache[file] = module as unknown as NodeJS.Module
  module._compile(source, file)
  return module.exports
}

async function load(file: string, source: string | undefined): Promise<void> {
  try {
    const loaded = (source === undefined ? await loadFile(file) : runSource(source, file)) as {
      main?: unknown
      main_handler?: unknown
    }
    // The second is the name of Tencent's own functions.
    main = [loaded?.main, loaded?.main_handler].find(one => typeof one === 'function') as Main | undefined
    tellFiles()
    say({ kind: 'loaded', hasMain: main !== undefined })
  } catch (error) {
    tellFiles()
    say({ kind: 'unloadable', thrown: thrownOf(error) })
  }
}

async function loadFile(file: string): Promise<unknown> {
  try {
    return require(file)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_REQUIRE_ESM') throw error
    return import(pathToFileURL(file).href)
  }
}

/** What node loaded before the function, such as its fence, is none of its files. */
const preloaded = new Set(Object.keys(require.cache))

function tellFiles(): void {
  const files = Object.keys(require.cache).filter(
    file => file.indexOf(`${sep}node_modules${sep}`) < 0 && !preloaded.has(file),
  )
  if (files.length === told) return
  told = files.length
  say({ kind: 'files', files })
}

function setVariables(variables: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) {
    if (/^(WX_|TRIGGER_SRC$)/.test(name) && !(name in own)) delete process.env[name]
  }
  Object.assign(process.env, own, variables)
}

async function handle(event: unknown, context: unknown): Promise<void> {
  let answer: unknown
  try {
    answer = await main?.(event, context)
  } catch (error) {
    tellFiles()
    say({ kind: 'thrown', thrown: thrownOf(error) })
    return
  }
  tellFiles()
  try {
    say({ kind: 'result', json: JSON.stringify(answer) ?? 'null' })
  } catch (error) {
    say({ kind: 'unsendable', thrown: thrownOf(error) })
  }
}

process.on('message', (message: ToFunction) => {
  if (message.kind === 'load') load(message.file, message.source)
  else {
    setVariables(message.variables)
    handle(message.event, message.context)
  }
})
process.once('disconnect', () => process.exit())

// A function in a busy loop does not notice a disconnect: a thread waits for the end of a pipe that the runner holds.
const watch = `
  const { Socket } = require('node:net')
  const end = () => process.kill(process.pid, 'SIGKILL')
  new Socket({ fd: ${lifelineFd}, readable: true }).on('error', end).on('close', end).resume()`
new Worker(watch, { eval: true, execArgv: [], env: {} }).on('error', () => undefined).unref()
