import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Effect, type Emulator, startEmulator } from '../../local/emulator'
import { type Functions, startFunctions } from '../../local/functions/start-functions'
import { type Preview, startPreview } from '../../local/preview/server'
import { emulatorActions } from '../../local/preview/server/actions'
import { type LeakyLine, openLine } from './leaky-line'
import { control, repository } from './start-command'

/** Who holds the phone: the preview's first caller. */
const operator = 'oDEMO_user_00000000000000001'

/** What `npm start` starts, in parts that can be broken one by one. */
export interface BrokenStand {
  preview: Preview
  line: LeakyLine
  emulator: Emulator
  /** From now on function `logistics` is this source; undefined: there is no such function. */
  deploy(source: string | undefined, options?: { eventTimeoutMs?: number }): Promise<void>
  /** From now on the functions are those of this repository. */
  deployOwn(): Promise<void>
  /** The same, with somebody else as their only operator. */
  deployFor(openid: string): Promise<void>
  /** The demo data and a sound line again, for the next test of a file. */
  reset(): Promise<void>
  /** Asks one of the emulator's own routes; with a body it is a POST. */
  control<Answer>(path: string, body?: object): Promise<Answer>
  /** How often the emulator really did something. */
  countOf(effect: string): Promise<number>
  close(): Promise<void>
}

/** Starts emulator, line, functions and preview of this repository. */
export async function startBrokenStand(): Promise<BrokenStand> {
  const emulator = await startEmulator()
  const line = await openLine(emulator.url)
  const environment = {
    WX_OPENAPI_BASE_URL: line.url,
    WX_APPID: emulator.appid,
    WX_SECRET: emulator.secret,
  }
  const folders: string[] = []
  const runIn = (root: string, eventTimeoutMs = 20_000, openid = operator) =>
    startFunctions({ root, environment: { ...environment, OPENAPI_OPERATORS: openid }, eventTimeoutMs })
  // They stay warm while others stand in for them: compiling them and starting their process takes a second.
  const own = runIn(join(repository, 'cloudfunctions'))
  let functions: Functions = own
  const replace = async (next: Functions) => {
    const before = functions
    functions = next
    if (before !== own) await before.close()
  }
  const preview = await startPreview({
    project: repository,
    actions: emulatorActions(emulator.url),
    async callFunction({ name, data, caller: { openid, source } }) {
      return { result: await functions.invoke({ name, data, caller: { OPENID: openid, SOURCE: source } }) }
    },
  })
  return {
    preview,
    line,
    emulator,
    deploy(source, { eventTimeoutMs } = {}) {
      const root = mkdtempSync(join(tmpdir(), 'wx-openapi-journey-'))
      folders.push(root)
      if (source !== undefined) {
        mkdirSync(join(root, 'logistics'))
        writeFileSync(join(root, 'logistics/index.ts'), source)
      }
      return replace(runIn(root, eventTimeoutMs))
    },
    deployOwn: () => replace(own),
    deployFor: openid => replace(runIn(join(repository, 'cloudfunctions'), undefined, openid)),
    async reset() {
      line.decide(() => 'passes')
      await control(`${emulator.url}/__emu/reset`, {})
      await replace(own)
    },
    control: (path, body) => control(emulator.url + path, body),
    async countOf(effect) {
      const all = await control<Effect[]>(`${emulator.url}/__emu/effects`)
      return all.filter(({ what }) => what === effect).length
    },
    async close() {
      await preview.close()
      await replace(own)
      await own.close()
      await line.close()
      await emulator.close()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}
