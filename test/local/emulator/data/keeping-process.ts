import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { bundleScript } from '../../../support/bundle'

/** An emulator in a process of its own that keeps its data in the folder of its first argument. */
const program = `
  import { DataFolder } from './local/emulator/data/data-folder'
  import { startEmulatorOf } from './local/emulator/start-emulator'
  const tell = line => console.log('told ' + line)
  void (async () => {
    const data = await DataFolder.open(process.argv[2], { tell })
    if (!data) return console.log('held')
    const { gatewayUrl, close } = await startEmulatorOf({}, { collections: ['todos'] }, { data })
    console.log('at ' + gatewayUrl)
    process.on('SIGTERM', async () => {
      await close()
      await data.close()
      console.log('closed')
      process.exit()
    })
  })()`

/** Bundles the program, before the tests of a file; gives what starts it. */
export function useKeeper(): (folder: string, by?: readonly string[]) => KeepingProcess {
  let script: Awaited<ReturnType<typeof bundleScript>>
  const running = new Set<ChildProcess>()
  beforeAll(async () => {
    script = await bundleScript(program)
    copyFileSync('dist/database-thread.js', join(dirname(script.file), 'database-thread.js'))
  })
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL')
    script.remove()
  })
  return (folder, by = []) => {
    const [command, ...args] = [...by, process.execPath, script.file, folder]
    const child = spawn(command!, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    running.add(child)
    return new KeepingProcess(child)
  }
}

/** The running program. */
export class KeepingProcess {
  readonly ended: Promise<NodeJS.Signals | null>
  readonly lines: string[] = []
  private readonly output: Interface

  constructor(readonly child: ChildProcess) {
    this.output = createInterface(child.stdout!)
    this.output.on('line', line => this.lines.push(line))
    this.ended = new Promise(resolve => child.once('close', (_, signal) => resolve(signal)))
  }

  /** What it says after this beginning, as soon as it does. */
  async says(beginning: string): Promise<string> {
    const found = () => this.lines.find(line => line.startsWith(beginning))?.slice(beginning.length)
    while (found() === undefined) {
      await new Promise<void>((resolve, reject) => {
        this.output.once('line', () => resolve())
        void this.ended.then(() =>
          reject(new Error(`it ended before it said ${beginning}: ${this.lines.join('\n')}`)),
        )
      })
    }
    return found()!
  }

  async ask(action: string, fields: object): Promise<any> {
    const response = await fetch(await this.says('at '), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ envName: 'local', action, collectionName: 'todos', ...fields }),
    })
    return response.json()
  }
}
