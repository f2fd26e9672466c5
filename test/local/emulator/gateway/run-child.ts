import { type ChildProcess, spawn } from 'node:child_process'

/** What came of one call in a child process. */
export interface Outcome {
  result?: any
  error?: Record<string, any>
}

type Outcomes = Record<string, Outcome>

/** Runs the programs that it is sent, each as a function of its own. */
const host = `
  const Program = (async () => {}).constructor
  process.on('message', async program => {
    const outcomes = {}
    const attempt = async (name, call) => {
      try {
        outcomes[name] = { result: await call() }
      } catch (error) {
        outcomes[name] = { error: { ...error, name: error?.name, message: error?.message } }
      }
    }
    try {
      await new Program('attempt', 'outcomes', 'require', program)(attempt, outcomes, require)
      process.send(JSON.stringify({ outcomes }))
    } catch (error) {
      process.send(JSON.stringify({ failure: String(error?.stack ?? error) }))
    }
  })
  process.on('disconnect', () => process.exit())`

/** A process with nothing in its environment but what it is given. */
class Child {
  private readonly process: ChildProcess
  private said = ''
  readonly ended: Promise<never>

  constructor(env: Record<string, string>) {
    this.process = spawn(process.execPath, ['-e', host], {
      env: { PATH: process.env.PATH!, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.process.stderr!.on('data', chunk => {
      this.said += chunk
    })
    this.ended = new Promise((_, reject) =>
      this.process.once('close', (code, signal) =>
        reject(new Error(`the child ended with ${code ?? signal}: ${this.said}`)),
      ),
    )
    this.ended.catch(() => {})
  }

  async run(program: string): Promise<Outcomes> {
    const told = new Promise<string>(resolve => this.process.once('message', resolve))
    this.process.send(program)
    const { outcomes, failure } = JSON.parse(await Promise.race([told, this.ended]))
    if (failure) throw new Error(`the program failed: ${failure}`)
    return outcomes
  }

  async end(): Promise<void> {
    this.process.kill('SIGKILL')
    await this.ended.catch(() => {})
  }
}

let current: { readonly key: string; readonly child: Child } | undefined
const endCurrent = async () => {
  await current?.child.end()
  current = undefined
}
afterAll(endCurrent)

/**
 * Runs a program in a node process with nothing in its environment but what is given, and gives what its attempts came
 * to: `await attempt('name', () => call)`. Programs of one environment that follow each other share a process, in
 * which a library is loaded once; they run one after the other.
 */
export async function runChild(env: Record<string, string>, program: string): Promise<Outcomes> {
  const key = JSON.stringify(env)
  if (current?.key !== key) {
    await endCurrent()
    current = { key, child: new Child(env) }
  }
  const { child } = current
  try {
    return await child.run(program)
  } catch (error) {
    // A program that failed may have left anything behind.
    await endCurrent()
    throw error
  }
}

/** Program text that begins with a ready `cloud` of the untouched wx-server-sdk, which gives up after 15 s by itself. */
export const withCloud = (program: string): string =>
  `const cloud = require('wx-server-sdk'); cloud.init({ env: 'local', timeout: 300_000 }); ${program}`
