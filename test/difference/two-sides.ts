import { type Emulator, startEmulator } from '../../local/emulator'
import { type Outcome, runChild, withCloud } from '../local/emulator/gateway/run-child'
import { ask, reset } from '../local/emulator/plain-client'
import { useLibrary } from './library'

/** What proves one thing that differs. */
export type Proof = () => Promise<void>

/** Both libraries before one emulator, reset for each test. */
export interface TwoSides {
  readonly emulator: () => Emulator
  /** Runs a program that has both: `cloud.openapi` of the untouched SDK, and our `openapi`. */
  run(program: string): Promise<Record<string, Outcome>>
  /** The calls as WeChat saw them, by the side that made them. */
  requests(): Promise<{ theirs: any[]; ours: any[] }>
  /** Lays down what a method is answered, on both sides. */
  answer(method: string, rawBody: unknown, more?: object): Promise<unknown>
  /** What a user gets on each side for each of these answers, after a call of a method that takes nothing. */
  see(answers: readonly object[]): Promise<{ theirs: Outcome[]; ours: Outcome[] }>
}

/** Makes the two sides, for the tests of a file. */
export function useTwoSides(): TwoSides {
  const library = useLibrary()
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator()
  })
  beforeEach(() => reset(emulator))
  afterAll(() => emulator.close())

  const lay = (method: string, action: object, times?: number) =>
    ask(emulator.port, 'POST', '/__emu/faults', { json: { match: { method, times }, action } })
  const sides: TwoSides = {
    emulator: () => emulator,
    run: program =>
      runChild(
        emulator.env,
        withCloud(`
          const { createOpenapi } = require(${JSON.stringify(library.file)})
          const openapi = createOpenapi(
            { payAppKey: 'demo-pay-app-key', sessionKey: 'ZGVtby1zZXNzaW9uLWtleQ==', retries: 0 })
          ${program}`),
      ),
    async requests() {
      const entries: any[] = (await ask(emulator.port, 'GET', '/__emu/log')).json
      const calls = entries.filter(({ method }) => method !== 'auth.getStableAccessToken')
      return {
        theirs: calls.filter(({ through }) => through === 'cloud'),
        ours: calls.filter(({ through }) => through === undefined),
      }
    },
    answer: (method, rawBody, more = {}) =>
      lay(method, { rawBody: typeof rawBody === 'string' ? rawBody : JSON.stringify(rawBody), ...more }),
    async see(answers) {
      for (const action of answers) await lay('logistics.getPrinter', action, 2)
      const seen = await sides.run(`
        for (let at = 0; at < ${answers.length}; at += 1) {
          await attempt('theirs ' + at, () => cloud.openapi.logistics.getPrinter())
          await attempt('ours ' + at, () => openapi.logistics.getPrinter())
        }`)
      const of = (side: string) => answers.map((_, at) => seen[`${side} ${at}`]!)
      return { theirs: of('theirs'), ours: of('ours') }
    },
  }
  return sides
}
