import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { isWithin, pathFrom } from '../../project/files'
import type { Finding, Place } from '../../project/finding'
import { readJsonFile } from '../../project/json/json-file'
import { memberOf } from '../../project/json/read-json'
import type { FunctionFacts } from '../permissions/function-facts'
import type { Library } from '../project/library'
import type { Requirement } from '../project/program'
import { en } from '../texts/en'
import type { Check } from './check'

/** Whether what a function requires goes online with it: only its folder is uploaded, and package.json is installed. */
export const checkUploads: Check = ({ functions, library }) =>
  functions.flatMap(facts => {
    const { on, program } = facts
    // What is made of another file holds what it needs.
    if (!program?.isExporting || on.entry !== on.bundle) return []
    return [...checkOutside(facts, library), ...checkPackages(facts, library)]
  })

function checkOutside({ name, on, program }: FunctionFacts, library: Library): Finding[] {
  const findings: Finding[] = []
  for (const [path, requirement] of program!.imports) {
    if (isWithin(on.folder, path) || !isWithin(on.folder, requirement.from)) continue
    findings.push({
      severity: 'fault',
      kind: 'notUploaded',
      function: name,
      place: placeOf(requirement, library),
      what: en.uploads.outside(requirement.specifier, name),
      why: en.uploads.cannotFind,
      fix: en.uploads.move(pathFrom(library.folder, path)),
    })
  }
  return findings
}

const builtIn = new Set(builtinModules)
/** The cloud gives it to some functions that have no package.json. */
const sdk = 'wx-server-sdk'

function checkPackages({ name, on, program }: FunctionFacts, library: Library): Finding[] {
  const file = readJsonFile(join(on.folder, 'package.json'), library.folder)
  if (file.state === 'broken') return []
  const declared = new Set<string>()
  if (file.state === 'read') {
    for (const list of ['dependencies', 'optionalDependencies', 'peerDependencies']) {
      const node = memberOf(file.tree, list)?.value
      if (node?.kind === 'object') for (const member of node.members) declared.add(member.name)
    }
  }
  const missing = new Map<string, Requirement>()
  for (const requirement of program!.packages) {
    const wanted = packageIn(requirement.specifier)
    const isThere =
      declared.has(wanted) || builtIn.has(wanted) || existsSync(join(on.folder, 'node_modules', wanted))
    if (!isThere && isWithin(on.folder, requirement.from) && !missing.has(wanted))
      missing.set(wanted, requirement)
  }
  return Array.from(missing, ([wanted, requirement]) => ({
    // What other packages depend on is installed beside them: that it is missing is sure only where there is none.
    severity: declared.size > 0 || wanted === sdk ? 'warning' : 'fault',
    kind: 'missingPackage',
    function: name,
    place: placeOf(requirement, library),
    what:
      file.state === 'absent' ? en.uploads.noPackageFile(name, wanted) : en.uploads.undeclared(name, wanted),
    why: declared.size > 0 ? en.uploads.unlessBrought : en.uploads.cannotFind,
    fix: en.uploads.install(wanted, pathFrom(library.folder, on.folder)),
  }))
}

/** The package of a specifier: `a/b` is in `a`, `@a/b/c` in `@a/b`, and `node:fs` is `fs`. */
export const packageIn = (specifier: string): string =>
  specifier
    .replace(/^node:/, '')
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const placeOf = ({ from, specifier }: Requirement, library: Library): Place =>
  library.placeOfText(from, specifier)
