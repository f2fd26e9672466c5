import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionEnvironment } from '../../../../local/cli/start/first-calls'
import { type Emulator, type Functions, startEmulator, startFunctions } from '../../../../local/emulator'
import { Project } from '../project'

const guard = join(__dirname, '../../../support/no-way-out.cjs')

/** An emulator and functions as `start` runs them, on a machine from which nothing can leave. */
export interface Fenced {
  readonly emulator: Emulator
  readonly functions: Functions
  readonly project: Project
  /** What the terminal shows. */
  readonly lines: string[]
  /** What tried to leave the machine since the start. */
  waysOut(): string[]
  close(): Promise<void>
}

export async function startFenced(
  files: Record<string, string>,
  { offline, hasFence = true }: { offline?: boolean; hasFence?: boolean } = {},
): Promise<Fenced> {
  const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-ways-out-'))
  const file = join(folder, 'ways-out')
  const project = new Project().write(files).age(10, ...Object.keys(files))
  const { lines } = project
  let functions: Functions
  const emulator = await startEmulator({
    fence: true,
    collections: ['notes'],
    functions: { invoke: call => functions.invoke(call) },
    onLog: line => lines.push(line),
  })
  const environment = {
    ...functionEnvironment(emulator),
    NODE_OPTIONS: `--require ${guard}`,
    WAYS_OUT: file,
  }
  functions = startFunctions({
    root: project.root,
    environment,
    fence: hasFence ? emulator.fence : undefined,
    offline,
    onLog: line => lines.push(line),
  })
  return {
    emulator,
    functions,
    project,
    lines,
    waysOut: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []),
    async close() {
      await functions.close()
      await emulator.close()
      await project.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
