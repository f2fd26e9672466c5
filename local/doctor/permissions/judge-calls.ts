import { nearest } from '../../../shared/errors/nearest'
import type { Finding, Place } from '../../project/finding'
import type { Call } from '../calls/records'
import type { Library } from '../project/library'
import { en as shared } from '../texts/en'
import { type FunctionFacts, fullName, meant } from './function-facts'
import { en } from './texts/en'

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
      return { ...facts, severity: 'note', kind: 'withdrawn', what: en.calls.withdrawn(name, withdrawn) }
    }
    if (way !== 'cloudCall' || library.isCloudCallable(name)) return undefined
    return {
      ...facts,
      kind: 'notCloudCallable',
      what: en.calls.httpsOnly(name),
      why: en.noMethod,
      fix: en.calls.callOverHttps,
    }
  }
  if (library.isNamespace(name)) {
    return {
      ...facts,
      kind: 'misspelt',
      what: en.calls.namespace(name),
      why: en.noMethod,
      fix: en.calls.callMethod(name),
    }
  }
  const slip = meant(name, library.methods())
  if (slip) {
    return {
      ...facts,
      kind: 'misspelt',
      what: en.calls.misspelt(name, slip),
      why: en.noMethod,
      fix: en.calls.correct(name, slip),
    }
  }
  const guess = nearest(name, library.methods())
  const what = en.calls.unknown(name, guess)
  const fix = en.calls.search(name)
  // WeChat may have it before this version knows it, or may have had it once.
  return { ...facts, severity: 'note', kind: 'unknownMethod', what, why: en.noMethod, fix }
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
        add({
          kind: 'misspelt',
          place: one.place,
          permission: one.name,
          what: en.serve.notServed(option, one.name, shared.didYouMean(guess)),
          why: en.refusesToStart,
          fix: guess ? en.serve.write(guess) : en.serve.removeOrServe,
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
        what: en.serve.hasPermission(name),
        why: en.refusesToStart,
        fix: en.serve.list(configFile),
      })
    }
    for (const one of everyone) {
      const name = fullName(one.name, offered)
      if (name === undefined || library.isCloudCallable(name) || optedIn.has(name)) continue
      add({
        kind: 'notCloudCallable',
        place: one.place,
        permission: name,
        what: en.serve.noPermission(name),
        why: en.serve.refused,
        fix: en.serve.addHttpsOnly,
      })
    }
    if (configs.length > 0 && !configs.includes(on.config)) {
      const what = en.serve.otherFile(configFile)
      add({
        kind: 'misplaced',
        place,
        what,
        why: en.serve.twoFiles,
        fix: en.serve.importConfig,
      })
    }
    if (configs.includes(on.config) && permissions.state === 'read' && !permissions.hasList) {
      const what = en.serve.noList(configFile)
      add({ kind: 'malformed', place, what, why: en.notAllowed, fix: en.serve.addList })
    }
    if (permissions.state === 'absent') {
      const what = en.serve.noConfig(configFile)
      add({
        kind: 'malformed',
        place,
        what,
        why: en.serve.notBuilt,
        fix: en.serve.fixWrites,
      })
    }
  }
  return findings
}
