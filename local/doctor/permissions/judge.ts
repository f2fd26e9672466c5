import type { Finding, Place } from '../../project/finding'
import { showPlace } from '../../project/finding'
import type { Library } from '../project/library'
import type { FunctionFacts } from './function-facts'
import { meant } from './function-facts'
import { judgeCalls, judgeServed } from './judge-calls'
import type { Listed, Stray } from './read-permissions'
import { en } from './texts/en'

const texts = en.config

/** What `fix` is to do with a config.json. */
export interface Change {
  readonly add: readonly string[]
  readonly remove: readonly string[]
  /** Names that take the place of others. */
  readonly replace: ReadonlyMap<string, string>
  /** Whether names are at a wrong JSON path. */
  readonly hasStrays: boolean
}

/** A function, judged. */
export interface Judged {
  readonly facts: FunctionFacts
  readonly findings: readonly Finding[]
  readonly change: Change
  /** The names that go only because nothing calls them. */
  readonly unused: readonly string[]
}

/** The listed names, sorted by what is wrong with them. */
interface Comparison {
  missing: Map<string, readonly Place[]>
  /** Listed, known, and called by nothing. */
  extra: Listed[]
  findings: Finding[]
  remove: string[]
  replace: Map<string, string>
}

/**
 * Judges all functions of a project together, because what one of them lacks may stand with another.
 * @param elsewhere permission names in files that belong to no function, such as project.config.json
 */
export function judge(
  all: readonly FunctionFacts[],
  elsewhere: readonly Stray[],
  library: Library,
): { functions: Judged[]; findings: Finding[] } {
  const compared = new Map(all.map(facts => [facts, compare(facts, library)]))
  const taken = new Set<Listed>()
  const functions = all.map(facts => {
    const own = compared.get(facts)!
    const others = all.filter(other => other !== facts).flatMap(other => compared.get(other)!.extra)
    const findings = [...judgeCalls(facts, library), ...judgeServed(facts, library), ...own.findings]
    for (const [name, places] of own.missing) {
      const stray = [...facts.permissions.strays, ...elsewhere, ...others].find(one => one.name === name)
      if (stray) taken.add(stray)
      findings.push(stray ? misplaced(facts, stray, places) : missing(facts, name, places))
    }
    return { facts, own, findings }
  })
  for (const { facts, own, findings } of functions) {
    const left = (one: Listed) => !taken.has(one)
    findings.push(...own.extra.filter(left).map(one => unused(facts, one)))
    findings.push(...facts.permissions.strays.filter(left).map(stray => useless(stray, facts)))
  }
  return {
    functions: functions.map(({ facts, own, findings }) => ({
      facts,
      findings,
      change: changeOf(facts, own, library),
      unused: own.extra.filter(one => !taken.has(one)).map(({ name }) => name),
    })),
    findings: elsewhere.filter(stray => !taken.has(stray)).map(stray => useless(stray)),
  }
}

function compare(facts: FunctionFacts, library: Library): Comparison {
  const { required, permissions, configFile, name: of } = facts
  const found: Comparison = { missing: new Map(), extra: [], findings: [], remove: [], replace: new Map() }
  // Of a file that cannot be read nothing is known, and nothing is said beside that.
  if (permissions.state === 'broken') return withFaults(found, facts)
  const names = new Set(permissions.listed.map(({ name }) => name))
  for (const [name, places] of required) if (!names.has(name)) found.missing.set(name, places)
  const called = new Set(facts.program?.calls.map(({ name }) => name))
  const seen = new Set<string>()
  for (const one of permissions.listed) {
    if (seen.has(one.name)) continue
    seen.add(one.name)
    const fault = { severity: 'fault' as const, place: one.place, permission: one.name, function: of }
    if (!library.isMethod(one.name)) compareUnknown(one)
    else if (!library.isCloudCallable(one.name)) {
      found.remove.push(one.name)
      found.findings.push({
        ...fault,
        kind: 'notCloudCallable',
        what: texts.noPermissionName(one.name),
        fix: texts.remove(configFile, (facts.program?.served.length ?? 0) > 0),
      })
    } else if (!required.has(one.name) && !facts.isTolerated(one.name)) found.extra.push(one)
  }
  return withFaults(found, facts)

  function compareUnknown(one: Listed): void {
    const slip = meant(one.name, [...found.missing.keys()]) ?? meant(one.name, library.methods())
    if (slip === undefined) {
      if (!called.has(one.name) && !facts.isTolerated(one.name)) found.extra.push(one)
      return
    }
    const isWanted = required.has(slip) || facts.isTolerated(slip)
    found.missing.delete(slip)
    if (isWanted && !names.has(slip)) found.replace.set(one.name, slip)
    else found.remove.push(one.name)
    found.findings.push({
      severity: 'fault',
      kind: 'misspelt',
      place: one.place,
      permission: one.name,
      function: of,
      what: en.calls.misspelt(one.name, slip),
      ...(isWanted && { why: texts.notAllowed(slip) }),
      fix: en.calls.correct(one.name, slip),
    })
  }
}

function withFaults(found: Comparison, { permissions, name }: FunctionFacts): Comparison {
  for (const { place, what } of permissions.faults) {
    const isBroken = permissions.state === 'broken'
    found.findings.push({
      severity: 'fault',
      kind: isBroken ? 'brokenConfig' : 'malformed',
      place,
      function: name,
      what,
      why: texts.why,
      fix: isBroken ? texts.correct : texts.write,
    })
  }
  return found
}

function changeOf(
  facts: FunctionFacts,
  { missing, extra, remove, replace }: Comparison,
  library: Library,
): Change {
  const { permissions, program, configFile } = facts
  const strays = permissions.strays.filter(({ place }) => place.file === configFile)
  const removed = [...remove, ...extra.map(({ name }) => name)]
  // Without any list `serve` serves nothing: it gets what it offers, for its owner to narrow.
  const offered = permissions.hasList ? [] : (program?.served ?? []).flatMap(served => served.offered)
  const added = new Set([...missing.keys(), ...offered.filter(library.isCloudCallable)])
  return { add: [...added], remove: removed, replace, hasStrays: strays.length > 0 }
}

function missing(
  { name: of, configFile, permissions }: FunctionFacts,
  name: string,
  places: readonly Place[],
): Finding {
  const lack = permissions.state === 'absent' ? texts.noFile(configFile) : texts.notListed(configFile)
  return {
    severity: 'fault',
    kind: 'missing',
    place: places[0]!,
    function: of,
    permission: name,
    what: texts.missing(name, places.length - 1, lack),
    why: en.notAllowed,
    fix: texts.add(name),
  }
}

function misplaced(
  { name: of, configFile }: FunctionFacts,
  stray: Listed | Stray,
  places: readonly Place[],
): Finding {
  const { file } = stray.place
  const where = 'path' in stray ? texts.atPath(stray.path, file) : texts.ofOther(file)
  return {
    severity: 'fault',
    kind: 'misplaced',
    place: stray.place,
    function: of,
    permission: stray.name,
    what: texts.misplaced(stray.name, where, of, showPlace(places[0]!)),
    why: en.notAllowed,
    fix: texts.move(configFile),
  }
}

function unused({ name: of, configFile, program }: FunctionFacts, { name, place }: Listed): Finding {
  const mention = program?.mentions.get(name)
  const isOverHttps = program?.calls.some(call => call.name === name)
  return {
    severity: 'warning',
    kind: 'unused',
    place,
    function: of,
    permission: name,
    what: isOverHttps
      ? texts.overHttps(name, of)
      : texts.unused(name, of, mention ? texts.mentioned(showPlace(mention.place)) : ''),
    why: texts.unusedWhy,
    fix: texts.prune(configFile),
  }
}

function useless(stray: Stray, facts?: FunctionFacts): Finding {
  return {
    severity: 'fault',
    kind: 'misplaced',
    place: stray.place,
    ...(facts && { function: facts.name }),
    permission: stray.name,
    what: texts.useless(stray.name, stray.path, stray.place.file),
    why: texts.allowsNothing,
    fix: facts ? texts.rightPlace(facts.configFile) : texts.anyRightPlace,
  }
}
