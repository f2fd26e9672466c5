import { relative } from 'node:path'
import type { Emulator } from '../../emulator'
import type { Functions } from '../../functions/start-functions'
import { colourJson, type Screen, safeJson } from '../output/screen'
import { formatPairs } from '../output/table'
import { usualPort } from '../read-options'
import { type Closers, untilStopped } from '../signals'
import { findProject, type Project } from './find-project'
import { type FirstCall, firstCalls, firstFunction, makeFirstCall, type Report } from './first-calls'
import { type DataOptions, openData } from './open-data'
import { type FunctionOptions, openFunctions } from './open-functions'
import { openPreview, type PageNetwork } from './open-preview'
import { writeRunningRecord } from './running-record'
import { en } from './texts/en'

/** Where node lets debuggers attach unless told otherwise. */
const usualInspectPort = 9229

/** The options of `wx-openapi start`. */
export interface StartOptions {
  readonly port?: number
  readonly project?: string
  readonly offline?: boolean
  /** The hosts that the pages may reach. */
  readonly allow?: readonly string[]
  readonly allowImages?: boolean
  /** In seconds. */
  readonly timeout?: number
  /** The origins of pages that may call functions by HTTP. */
  readonly httpOrigin?: readonly string[]
  /** The first port for debuggers; true for the usual one. */
  readonly inspect?: number | true
  /** The folder of the data; false for none. */
  readonly data?: string | false
  readonly fresh?: boolean
  /** The folder of the seed. */
  readonly seed?: string
}

/**
 * Starts the emulator, the functions and the preview, makes the first calls, and stays up until Ctrl-C or SIGTERM.
 * @throws ConfigError when the project or the port is wrong
 */
export async function start(
  {
    port = usualPort,
    project: given,
    offline,
    allow = [],
    allowImages,
    timeout,
    httpOrigin,
    inspect,
    data,
    fresh,
    seed,
  }: StartOptions,
  screen: Screen,
): Promise<void> {
  const project = findProject(given, process.cwd())
  if (offline && (allow.length > 0 || allowImages)) screen.note(en.network.offlineWins)
  const run = async (closers: Closers, stop: AbortSignal) => {
    const options = {
      port,
      offline,
      allow: offline ? [] : allow,
      allowsImages: allowImages && !offline,
      timeoutMs: timeout && timeout * 1000,
      http: { origins: httpOrigin },
      inspectPort: inspect === true ? usualInspectPort : inspect,
      data,
      fresh,
      seed,
    }
    const running = await runProject(project, options, closers, screen.note)
    if (stop.aborted) return
    showRunning(running, project, screen)
    for (const [at, call] of firstCalls.entries()) {
      const report = await makeCall(call, running)
      if (stop.aborted) return
      showReport(at + 1, report, screen)
    }
    showNext(running, screen)
  }
  await untilStopped(run, line => screen.note(`\n${line}`))
}

/** A call that fails is shown as it failed: what else is up serves on. */
async function makeCall(call: FirstCall, { emulator, functions }: RunningProject): Promise<Report> {
  try {
    return await makeFirstCall(call, emulator, functions)
  } catch (error) {
    // Errors of the library and of the function runner have a code; anything else is only a message.
    return { ...call, result: isCoded(error) ? error : { errMsg: (error as Error).message } }
  }
}

const isCoded = (error: unknown): boolean => typeof (error as { errCode?: unknown }).errCode === 'number'

/** Says what is up, and that nothing of it is real. */
function showRunning(
  { emulator, functions, collections, data, preview, allow }: RunningProject,
  project: Project,
  screen: Screen,
): void {
  const { strong, faint } = screen.colours
  // What is wrong with one is told before the rest.
  const timers = functions.timers().map(({ functionName, name }) => `${functionName}/${name}`)
  screen.print(strong(en.running))
  screen.print(en.nothingReal)
  screen.print()
  const names = functions.names()
  const folder = `${relative(process.cwd(), project.functionFolder) || '.'}/`
  const pairs: [string, string][] = [
    [en.emulator, emulator.url],
    [
      en.functions,
      names.length > 0 ? en.functionsIn(names.length, folder, some(names)) : en.noFunctionsIn(folder),
    ],
  ]
  if (collections.length > 0) pairs.push([en.collections, en.collectionsMade(some(collections))])
  if (names.length > 0) pairs.push([en.byHttp, `${emulator.httpUrl}/${names[0]}`])
  if (timers.length > 0) pairs.push([en.timers, en.timersFire(some(timers))])
  pairs.push([en.data.name, data])
  if (preview) pairs.push([en.miniProgram, en.openInBrowser(preview)])
  if (preview && allow.length > 0) pairs.push([en.network.name, en.network.allowed(some(allow))])
  for (const line of formatPairs(pairs, { width: screen.columns, paint: faint })) screen.print(line)
  if (names.length === 0) {
    for (const line of en.makeFunction(folder)) screen.print(`  ${line}`)
  }
}

const mostNames = 8

const some = (names: readonly string[]): string =>
  names.length <= mostNames ? names.join(', ') : `${names.slice(0, mostNames - 1).join(', ')}, …`

/** Shows a call: the request as WeChat saw it, and what came back. */
function showReport(number: number, report: Report, screen: Screen): void {
  const { strong, name, good, bad } = screen.colours
  const way = report.through ? en.through(report.through) : en.throughLibrary
  screen.print(`\n${strong(`${number}. ${report.method}`)} ${way}`)
  const { seen } = report
  if (seen) {
    const query = Object.keys(seen.query).length > 0 ? ` ${safeJson(seen.query)}` : ''
    screen.print(`   ${name('->')} ${seen.verb} ${seen.path}${query}`)
    if (seen.body !== undefined) screen.print(`      ${safeJson(seen.body)}`)
  } else screen.print(`   ${bad('->')} ${en.noRequest}`)
  const isGood = (report.result as { errCode?: unknown } | null)?.errCode === 0
  const text = colourJson(report.result ?? null, screen.colours).replace(/\n/g, '\n      ')
  screen.print(`   ${(isGood ? good : bad)('<-')} ${text}`)
}

/** A function and its event: the one whose events are known, else the first. */
function exampleOf(names: readonly string[]): string | undefined {
  if (names.includes(firstFunction)) {
    return `${firstFunction} '${JSON.stringify({ method: firstCalls[0]!.method })}'`
  }
  return names[0] && `${names[0]} '{}'`
}

/** Says what can be done now. */
function showNext({ emulator, functions }: RunningProject, screen: Screen): void {
  const { strong, name } = screen.colours
  const { url, appid, secret } = emulator
  screen.print(`\n${strong(en.next)}`)
  const invocation = exampleOf(functions.names())
  const pairs: [string, string][] = [
    ...(invocation
      ? [[en.callFunction, name(`npx wx-openapi invoke ${invocation}`)] as [string, string]]
      : []),
    [en.callMethod, name("npx wx-openapi call logistics.getAllAccount '{}'")],
    [en.findMethod, en.then(name('npx wx-openapi list'), name('npx wx-openapi describe logistics.addOrder'))],
    [en.requestLog, name(`curl ${url}/__emu/log`)],
    [en.ownProgram, name(`WX_OPENAPI_BASE_URL=${url} WX_APPID=${appid} WX_SECRET=${secret}`)],
  ]
  for (const line of formatPairs(pairs, { width: Number.POSITIVE_INFINITY })) screen.print(line)
  screen.print(`\n${en.ctrlC}`)
}

/** What runs in place of WeChat while `wx-openapi start` is up. */
interface RunningProject {
  readonly emulator: Emulator
  /** The project's cloud functions, also those that are made while it runs. */
  readonly functions: Functions
  /** The names of the collections that were made, since the code or cloudbaserc.json names them. */
  readonly collections: readonly string[]
  /** Where the database and the storage are kept, in words. */
  readonly data: string
  /** Where the mini program is shown, if the project has one. */
  readonly preview?: string
  /** The hosts beyond this machine that its pages may reach. */
  readonly allow: readonly string[]
}

/** Starts the emulator, the functions and the preview of a project, one after the other. */
async function runProject(
  project: Project,
  options: FunctionOptions & DataOptions & PageNetwork,
  closers: Closers,
  tell: (line: string) => void,
): Promise<RunningProject> {
  const opened = await openData(project, options, tell)
  closers.push(() => opened.folder?.close())
  const { emulator, functions, collections, close } = await openFunctions(
    project,
    { ...options, opened, liveTimers: true },
    tell,
  )
  closers.push(close)
  const preview = await openPreview(project, { emulator, functions }, tell, options)
  if (preview) closers.push(() => preview.close())
  const forget = writeRunningRecord(project.folder, {
    pid: process.pid,
    url: emulator.url,
    appid: emulator.appid,
    secret: emulator.secret,
    startedAt: Date.now(),
  })
  if (forget) closers.push(forget)
  else tell(en.notRecorded)
  const names = collections.map(({ name }) => name)
  const { allow = [] } = options
  return { emulator, functions, collections: names, data: opened.words(), preview: preview?.url, allow }
}
