import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isOpenapiError, whatHappened } from '../../../shared/errors/openapi-error'
import { demoOpenids, type Emulator, type LogEntry } from '../../emulator/index'
import { isWeChat } from '../../functions/fence/fence'
import type { Functions } from '../../functions/start-functions'
import type { CallFunction, Preview } from '../../preview/server'
import { installCommandOf } from '../../project/package-manager'
import { buildCommand, projectFile, readProjectConfig } from '../../project/project-config'
import { askEmulator } from './ask-emulator'
import type { Project } from './find-project'
import { en } from './texts/en'

/** The operator that the functions know, and a customer that they refuse. */
const callers = [
  { name: en.operator, openid: demoOpenids[0]! },
  { name: en.customer, openid: demoOpenids[1]! },
]

const lastPort = 65_535

/** What the pages may reach beyond this machine. */
export interface PageNetwork {
  /** Exact host names, with a port where that is not the usual one. */
  readonly allow?: readonly string[]
  /** Whether the browser loads pictures of https from anywhere. */
  readonly allowsImages?: boolean
  /** Whether they reach nothing beyond it. */
  readonly offline?: boolean
}

/**
 * The ports of what this process opened, with what it would obey. The one of the storage's files is not among them: they
 * are there for pages to load.
 */
function ownPorts({ emulator, functions }: { emulator: Emulator; functions: Functions }): number[] {
  const { port, httpUrl, fence, tls } = emulator
  const http = httpUrl === undefined ? [] : [Number(new URL(httpUrl).port)]
  const others = [fence, ...Object.values(tls)].flatMap(listener => (listener ? [listener.port] : []))
  return [port, ...http, ...others, ...functions.inspectorPorts()]
}

/**
 * Shows the project's mini program in a browser, with its calls going to the local cloud functions.
 * @returns undefined when there is no mini program, or when it cannot be shown; `tell` says why
 */
export async function openPreview(
  project: Project,
  { emulator, functions }: { emulator: Emulator; functions: Functions },
  tell: (line: string) => void,
  { allow = [], allowsImages, offline }: PageNetwork = {},
): Promise<Preview | undefined> {
  try {
    if (!hasMiniProgram(project.folder)) return undefined
    const install = installCommand(__filename)
    if (install) {
      tell(en.install(install))
      return undefined
    }
    const [{ startPreview }, { emulatorActions }] = await Promise.all([
      import('../../preview/server'),
      import('../../preview/server/actions'),
    ])
    const actions = emulatorActions(emulator.url)
    const callFunction = callerOf(emulator, functions)
    const network = { allow, isWeChat, isOffline: offline, ownPorts: () => ownPorts({ emulator, functions }) }
    const asked = { callFunction, callers, actions, network, allowsImages }
    const shown = { project: project.folder, emulator: emulator.url, ...asked }
    const start = (port: number) => startPreview({ ...shown, log: tell, watch: true, port })
    // Beside the emulator, so that the address stays the same from one start to the next; above the last there is none.
    const beside = emulator.port < lastPort ? emulator.port + 1 : 0
    return await start(beside).catch(error => {
      if (error.code !== 'EADDRINUSE') throw error
      return start(0)
    })
  } catch (error) {
    tell(en.notShown(reasonOf(error as Error)))
    return undefined
  }
}

const reasonOf = (error: Error): string => (isOpenapiError(error) ? whatHappened(error) : error.message)

/** Also when it has yet to be built: the preview says how. */
function hasMiniProgram(folder: string): boolean {
  const { miniprogramRoot } = readProjectConfig(folder, ['miniprogramRoot'])
  if (buildCommand(folder, miniprogramRoot)) return true
  const path = join(folder, miniprogramRoot ?? '', 'app.json')
  return existsSync(path) && (existsSync(join(folder, projectFile)) || namesPages(path))
}

/** Other tools have an app.json too; DevTools gives a mini program its project.config.json when it opens it first. */
function namesPages(path: string): boolean {
  try {
    return Array.isArray(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')).pages)
  } catch {
    return false
  }
}

/** Runs a function for the page, and tells what of it reached the emulator. */
const callerOf =
  (emulator: Emulator, functions: Functions): CallFunction =>
  async ({ name, data, caller: { openid, source } }) => {
    const seenBefore = (await readLog(emulator)).pop()?.seq ?? 0
    const method = (data as { method?: unknown } | null)?.method
    const seen = async () =>
      (await readLog(emulator))
        .filter(entry => entry.seq > seenBefore && entry.method === method)
        .map(({ verb, path, body, status, errcode, errmsg }) => ({
          verb,
          path,
          body,
          status,
          answer: { errcode, errmsg },
        }))
    const caller = { OPENID: openid, SOURCE: source, APPID: emulator.appid }
    try {
      return { result: await functions.invoke({ name, data, caller }), seen: await seen() }
    } catch (error) {
      throw Object.assign(error as Error, { seen: await seen() })
    }
  }

const readLog = async ({ url }: Emulator) => (await askEmulator(url, '/__emu/log')) as LogEntry[]

/** What compiles a mini program and shows it, with the versions it takes; package.json has them as optional peers. */
export const compilers: { readonly [name: string]: string } = {
  esbuild: '>=0.20',
  'glass-easel': '0.12.1',
  'glass-easel-miniprogram-adapter': '0.12.1',
  'glass-easel-template-compiler': '0.12.1',
  postcss: '^8',
  'postcss-selector-parser': '^7',
}

/**
 * The command that installs what is missing of them.
 * @param from the file beside which they are looked for
 * @returns undefined when nothing is missing
 */
export function installCommand(from: string): string | undefined {
  const { resolve } = createRequire(from)
  const isThere = (name: string) => resolve.paths(name)?.some(folder => existsSync(join(folder, name)))
  const missing = Object.keys(compilers).filter(name => !isThere(name))
  // Without signs that a shell would read; of what may be newer, the newest.
  const wanted = missing.map(name => {
    const range = compilers[name]!
    return range.startsWith('>=') ? name : `${name}@${range.replace('^', '')}`
  })
  return missing.length > 0 ? installCommandOf(dirname(from), wanted) : undefined
}
