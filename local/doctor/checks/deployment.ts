import { readFileSync } from 'node:fs'
import { readCron } from '../../project/cron'
import { pathFrom } from '../../project/files'
import type { Finding } from '../../project/finding'
import { readJsonFile } from '../../project/json/json-file'
import { memberOf } from '../../project/json/read-json'
import { projectFile } from '../../project/project-config'
import type { FunctionFacts } from '../permissions/function-facts'
import type { Program } from '../project/program'
import { en } from '../texts/en'
import { type Check, listNames } from './check'

const timeOut = 'timeOut'
/** How long a client waits by default. */
const clientMs = 10_000
/** The timeout of a function by default. */
const platformSeconds = 3

/** Whether the timeout of a function is longer than the calls it makes, wherever its timeout can be read. */
export const checkTimeouts: Check = ({ functions, deployment }) => {
  const findings: Finding[] = []
  const unseen: string[] = []
  for (const facts of functions) {
    const deadline = deadlineOf(facts)
    const isServing = (facts.program?.served.length ?? 0) > 0
    if (deadline === 0 && !isServing) continue
    const deployed = deployment.functions.get(facts.name)
    if (deployed?.timeout === undefined) unseen.push(facts.name)
    else if (deployed.timeout * 1000 <= deadline) {
      findings.push({
        severity: 'fault',
        kind: timeOut,
        function: facts.name,
        place: deployed.place,
        what: en.timeouts.tooShort(facts.name, deployed.timeout, deadline / 1000),
        why: en.timeouts.why,
        fix: en.timeouts.orLowerClient,
      })
    } else if (isServing && deployed.timeout <= platformSeconds) {
      const what = en.timeouts.shortForServe(facts.name, deployed.timeout)
      findings.push({
        severity: 'note',
        kind: timeOut,
        function: facts.name,
        place: deployed.place,
        what,
        fix: en.timeouts.fix,
      })
    }
  }
  if (unseen.length > 0) {
    findings.push({
      severity: 'note',
      kind: timeOut,
      place: { file: projectFile, line: 1, column: 1 },
      what: en.timeouts.unseen(listNames(unseen), platformSeconds),
      fix: en.timeouts.inConsole,
    })
  }
  return findings
}

/** The longest that a call may take, in milliseconds; 0 where it is not known. `serve` keeps within its function. */
function deadlineOf({ program }: FunctionFacts): number {
  if (!program) return 0
  const { clients, timeouts } = program
  return Math.max(
    0,
    ...clients.map(({ timeoutMs = clientMs }) => timeoutMs),
    ...timeouts.map(({ timeoutMs }) => timeoutMs),
    usesReadyMade(program) ? clientMs : 0,
  )
}

const environment = 'environment'

/** Whether the functions have the variables that they need, wherever that can be read; only names are looked at. */
export const checkEnvironment: Check = ({ project, functions, deployment, options }) => {
  const findings: Finding[] = []
  const unseen = new Map<string, string[]>()
  const inFile = options.variables === undefined ? undefined : namesInFile(options.variables)
  for (const facts of functions) {
    const needed = variablesOf(facts)
    const deployed = deployment.functions.get(facts.name)
    const given = deployed?.variables
    for (const name of needed) {
      if (given?.get(name) || inFile?.get(name)) continue
      if (!given && !inFile) unseen.set(name, [...(unseen.get(name) ?? []), facts.name])
      else {
        const isEmpty = given?.has(name) || inFile?.has(name)
        const place =
          given && deployed
            ? deployed.place
            : { file: pathFrom(project.folder, options.variables!), line: 1, column: 1 }
        const what = en.variables.missing(facts.name, name, isEmpty === true)
        findings.push({
          severity: 'fault',
          kind: environment,
          function: facts.name,
          place,
          what,
          why: en.variables.why,
          fix: fixOf(name),
        })
      }
    }
  }
  const names = [...unseen.keys()]
  if (names.length > 0) {
    const who = [...new Set([...unseen.values()].flat())]
    findings.push({
      severity: 'note',
      kind: environment,
      place: { file: projectFile, line: 1, column: 1 },
      what: en.variables.unseen(listNames(names), listNames(who)),
      fix: en.variables.look,
    })
  }
  return findings
}

/** The variables that what a function uses reads. */
function variablesOf({ program }: FunctionFacts): string[] {
  if (!program) return []
  const { served, clients } = program
  const all = [...served.map(({ client }) => client), ...clients]
  const isReadyMade = usesReadyMade(program)
  return [
    ...(isReadyMade || all.some(({ hasAppid }) => !hasAppid) ? ['WX_APPID'] : []),
    ...(isReadyMade || all.some(({ hasSecret }) => !hasSecret) ? ['WX_SECRET'] : []),
    // Where something is open to everyone, there may be no operators on purpose.
    ...(served.some(({ everyone }) => everyone.length === 0) ? ['OPENAPI_OPERATORS'] : []),
  ]
}

/** Whether a program uses the ready-made `cloud`, which is set up from the environment alone. */
const usesReadyMade = ({ calls, clients }: Program): boolean =>
  calls.some(({ way }) => way === 'dropIn') && !clients.some(({ way }) => way === 'dropIn')

function namesInFile(path: string): Map<string, boolean> {
  const names = new Map<string, boolean>()
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, name, value] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name !== undefined) names.set(name, !/^(""|'')?$/.test(value!))
  }
  return names
}

const fixOf = (name: string): string =>
  name === 'OPENAPI_OPERATORS' ? en.variables.setOperators : en.variables.setFromConsole

function problemOf(cron: string): string | undefined {
  try {
    readCron(cron)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** Whether the timers of the functions have a time that WeChat takes. */
export const checkTriggers: Check = ({ project, functions }) =>
  functions.flatMap(({ name, on }): Finding[] => {
    const file = readJsonFile(on.config, project.folder)
    const list = file.state === 'read' ? memberOf(file.tree, 'triggers')?.value : undefined
    if (file.state !== 'read' || list?.kind !== 'list') return []
    return list.items.flatMap((trigger): Finding[] => {
      const type = memberOf(trigger, 'type')?.value
      const cron = memberOf(trigger, 'config')?.value
      if (type?.kind !== 'plain' || type.value !== 'timer') return []
      const written = cron?.kind === 'plain' && typeof cron.value === 'string' ? cron.value : ''
      const problem = problemOf(written)
      if (problem === undefined) return []
      return [
        {
          severity: 'fault',
          kind: 'trigger',
          function: name,
          place: file.place((cron ?? trigger).start),
          what: en.triggers.wrong(problem),
          why: en.triggers.why(pathFrom(project.folder, on.config)),
          fix: en.triggers.fix,
        },
      ]
    })
  })
