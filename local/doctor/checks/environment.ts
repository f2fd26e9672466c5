import { readFileSync } from 'node:fs'
import type { Finding } from '../../project/finding'
import { pathFrom } from '../../project/inside'
import { projectFile } from '../../project/nearest-project'
import type { FunctionFacts } from '../permissions/function-facts'
import { type Check, listNames } from './check'

const kind = 'environment'
const why = 'its calls fail before anything is sent, or everybody is refused'

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
        const what = `${facts.name} needs ${name}, which is ${isEmpty ? 'empty' : 'not set'} here`
        findings.push({ severity: 'fault', kind, function: facts.name, place, what, why, fix: fixOf(name) })
      }
    }
  }
  const names = [...unseen.keys()]
  if (names.length > 0) {
    const who = [...new Set([...unseen.values()].flat())]
    findings.push({
      severity: 'note',
      kind,
      place: { file: projectFile, line: 1, column: 1 },
      what: `${listNames(names)} must be set for ${listNames(who)}; whether the cloud has them cannot be seen from here`,
      fix: 'look in the cloud console, or give --variables with their names',
    })
  }
  return findings
}

/** The variables that what a function uses reads. */
function variablesOf({ program }: FunctionFacts): string[] {
  if (!program) return []
  const { served, clients, calls } = program
  const all = [...served.map(({ client }) => client), ...clients]
  // The ready-made `cloud` is set up from the environment alone.
  const isReadyMade =
    calls.some(({ way }) => way === 'dropIn') && !clients.some(({ way }) => way === 'dropIn')
  return [
    ...(isReadyMade || all.some(({ hasAppid }) => !hasAppid) ? ['WX_APPID'] : []),
    ...(isReadyMade || all.some(({ hasSecret }) => !hasSecret) ? ['WX_SECRET'] : []),
    // Where something is open to everyone, there may be no operators on purpose.
    ...(served.some(({ everyone }) => everyone.length === 0) ? ['OPENAPI_OPERATORS'] : []),
  ]
}

function namesInFile(path: string): Map<string, boolean> {
  const names = new Map<string, boolean>()
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, name, value] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name !== undefined) names.set(name, !/^(""|'')?$/.test(value!))
  }
  return names
}

const fixOf = (name: string): string =>
  name === 'OPENAPI_OPERATORS'
    ? 'set it to the OPENIDs that may use the function; the method whoami tells them'
    : 'set it from the MP console, development settings, and nowhere in the code'
