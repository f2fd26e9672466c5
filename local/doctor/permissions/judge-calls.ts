import { nearest } from '../../../shared/errors/nearest'
import type { Finding, Place } from '../../project/finding'
import type { Call } from '../calls/records'
import type { Library } from '../project/library'
import { type FunctionFacts, fullName, meant } from './function-facts'

export const noPermission = 'WeChat answers -604101, function has no permission to call this API'
const noMethod = 'the call fails with -604100, API not found'

/** What is wrong with the calls themselves, whatever config.json says. */
export function judgeCalls({ name: of, program }: FunctionFacts, library: Library): Finding[] {
  const findings: Finding[] = []
  for (const call of withoutGuesses(program?.calls ?? [], library)) {
    const finding = judgeCall(call, library)
    if (finding) findings.push({ ...finding, function: of })
  }
  return findings
}

/** Where a place can mean several methods and some of them exist, the others are not meant. */
export function withoutGuesses(calls: readonly Call[], { isMethod }: Library): Call[] {
  const key = ({ file, line, column }: Place) => `${file}:${line}:${column}`
  const sure = new Set(calls.filter(({ name }) => isMethod(name)).map(({ place }) => key(place)))
  return calls.filter(({ name, place }) => isMethod(name) || !sure.has(key(place)))
}

function judgeCall({ name, way, place }: Call, library: Library): Finding | undefined {
  const facts = { place, permission: name, severity: 'fault' as const }
  if (library.isMethod(name)) {
    const withdrawn = library.whyWithdrawn(name)
    if (withdrawn !== undefined) {
      return { ...facts, severity: 'note', kind: 'withdrawn', what: `${name} is called here: ${withdrawn}` }
    }
    if (way !== 'cloudCall' || library.isCloudCallable(name)) return undefined
    return {
      ...facts,
      kind: 'notCloudCallable',
      what: `${name} cannot be called with cloud.openapi: it is HTTPS only, and no permission changes that`,
      why: noMethod,
      fix: `call it with createOpenapi() of wx-openapi-shim, which goes over HTTPS`,
    }
  }
  if (library.isNamespace(name)) {
    const what = `${name} is a namespace, not a method`
    return {
      ...facts,
      kind: 'misspelt',
      what,
      why: noMethod,
      fix: `call a method of it: npx wx-openapi list ${name}`,
    }
  }
  const slip = meant(name, library.methods())
  if (slip) {
    const fix = `write ${slip}; if WeChat has ${name} newly, say --also ${name}`
    return {
      ...facts,
      kind: 'misspelt',
      what: `there is no method ${name}; did you mean ${slip}?`,
      why: noMethod,
      fix,
    }
  }
  const guess = nearest(name, library.methods())
  const what = `there is no method ${name} as far as is known${guess ? `; the nearest is ${guess}` : ''}`
  const fix = `look for it with npx wx-openapi list; if WeChat has it newly, say --also ${name}`
  // WeChat may have it before this version knows it, or may have had it once.
  return { ...facts, severity: 'note', kind: 'unknownMethod', what, why: noMethod, fix }
}

/** What is wrong with the options of `serve`, and with the config that it is given. */
export function judgeServed(
  { name: of, on, program, permissions, configFile }: FunctionFacts,
  library: Library,
): Finding[] {
  const findings: Finding[] = []
  const add = (finding: Omit<Finding, 'severity' | 'function'>) =>
    findings.push({ severity: 'fault', function: of, ...finding })
  for (const { place, offered, offersMore, httpsOnly, everyone, configs } of program?.served ?? []) {
    const optedIn = new Set(httpsOnly.map(({ name }) => fullName(name, offered)))
    for (const [option, names] of Object.entries({ httpsOnly, everyone })) {
      for (const one of offersMore ? [] : names) {
        if (fullName(one.name, offered) !== undefined) continue
        const guess = meant(one.name, [
          ...offered,
          ...offered.map(name => name.slice(name.lastIndexOf('.') + 1)),
        ])
        const hint = guess ? `; did you mean ${guess}?` : ''
        add({
          kind: 'misspelt',
          place: one.place,
          permission: one.name,
          what: `${option} names ${one.name}, which is not served${hint}`,
          why: 'serve refuses to start with it',
          fix: guess ? `write ${guess}` : `take it out, or serve its namespace`,
        })
      }
    }
    for (const one of httpsOnly) {
      const name = fullName(one.name, offered)
      if (name === undefined || !library.isCloudCallable(name)) continue
      add({
        kind: 'wrongOption',
        place: one.place,
        permission: name,
        what: `httpsOnly names ${name}, which has a permission name`,
        why: 'serve refuses to start with it',
        fix: `take it out of httpsOnly and list it in ${configFile}`,
      })
    }
    for (const one of everyone) {
      const name = fullName(one.name, offered)
      if (name === undefined || library.isCloudCallable(name) || optedIn.has(name)) continue
      add({
        kind: 'notCloudCallable',
        place: one.place,
        permission: name,
        what: `everyone names ${name}, which has no permission name and is not in httpsOnly`,
        why: 'every call of it is refused with -604101',
        fix: `add it to httpsOnly too`,
      })
    }
    if (configs.length > 0 && !configs.includes(on.config)) {
      const what = `serve is given another file than ${configFile}`
      add({
        kind: 'misplaced',
        place,
        what,
        why: 'WeChat reads the one, serve the other',
        fix: `import './config.json'`,
      })
    }
    if (configs.includes(on.config) && permissions.state === 'read' && !permissions.hasList) {
      const what = `${configFile} has no list at permissions.openapi, so serve allows nothing`
      add({ kind: 'malformed', place, what, why: noPermission, fix: 'add "permissions": { "openapi": […] }' })
    }
    if (permissions.state === 'absent') {
      const what = `there is no ${configFile}, so serve has nothing that it may call`
      add({
        kind: 'malformed',
        place,
        what,
        why: 'the function cannot be built',
        fix: 'npx wx-openapi permissions fix writes one',
      })
    }
  }
  return findings
}
