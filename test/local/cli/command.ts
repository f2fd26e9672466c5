import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

/** How a command ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A command that runs. */
export interface Running {
  child: ChildProcess
  /** Waits until the output so far, both streams, holds a text; gives the output. */
  until(text: string | RegExp): Promise<string>
  ended: Promise<Ended>
}

interface RunOptions {
  env?: Record<string, string>
  cwd?: string
  input?: string
}

/** The command as a user has it, bundled once for a test file, with a folder for temporary files of its own. */
export interface Command {
  /** An empty folder, made for this test file. */
  folder: string
  start(args: string[], options?: RunOptions): Running
  run(args: string[], options?: RunOptions): Promise<Ended>
}

/** Bundles a file as the build bundles the command, before the tests of a file. */
export function useCommand(entry = 'local/cli/main.ts'): Command {
  const running = new Set<ChildProcess>()
  const command: Command = {
    folder: '',
    start(args, options = {}) {
      const started = startProcess([join(command.folder, 'bundle.cjs'), ...args], command.folder, options)
      running.add(started.child)
      started.child.once('exit', () => running.delete(started.child))
      return started
    },
    run: (args, options) => command.start(args, options).ended,
  }
  beforeAll(async () => {
    command.folder = mkdtempSync(join(tmpdir(), 'wx-openapi-test-'))
    mkdirSync(join(command.folder, 'tmp'))
    await build({
      entryPoints: [join(dirname(dirname(dirname(__dirname))), entry)],
      outfile: join(command.folder, 'bundle.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
      external: ['wx-server-sdk', 'esbuild'],
    })
  })
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL')
    rmSync(command.folder, { recursive: true, force: true })
  })
  return command
}

function startProcess(
  args: string[],
  folder: string,
  { env = {}, cwd = folder, input = '' }: RunOptions,
): Running {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH, HOME, TMPDIR: join(folder, 'tmp'), ...env },
  })
  let stdout = ''
  let stderr = ''
  const listeners = new Set<() => void>()
  const heard = () => {
    for (const listener of listeners) listener()
  }
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
    heard()
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
    heard()
  })
  // A command that does not read its input closes it.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const ended = new Promise<Ended>(resolve =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  )
  const until = (wanted: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const output = stdout + stderr
        if (typeof wanted === 'string' ? output.includes(wanted) : wanted.test(output)) resolve(output)
      }
      listeners.add(look)
      void ended.then(() => reject(new Error(`it ended before it said ${wanted}:\n${stdout}${stderr}`)))
      look()
    })
  return { child, until, ended }
}
