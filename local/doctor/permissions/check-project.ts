import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathFrom, realPathWithin } from '../../project/files'
import { byPlace, type Finding, type Place } from '../../project/finding'
import { readJsonFile } from '../../project/json/json-file'
import { listFunctions } from '../../project/list-functions'
import type { Project } from '../../project/open-project'
import { privateProjectFile, projectFile } from '../../project/project-config'
import type { Library } from '../project/library'
import type { Program } from '../project/program'
import { type FunctionFacts, readFacts } from './function-facts'
import { type Judged, judge } from './judge'
import { findStrays, type Stray } from './read-permissions'
import { en } from './texts/en'

/** A larger file of JSON is data. */
const largestBytes = 1024 * 1024

/** The permissions of a project, checked. */
export interface Checked {
  readonly functions: readonly Judged[]
  /** Everything that is found, in the order of files. */
  readonly findings: readonly Finding[]
}

/** Checks the permissions of all cloud functions of a project. */
export function checkPermissions(project: Project, library: Library): Checked {
  const { functions: onDisk, outside } = listFunctions(project)
  const all = onDisk.map(one => {
    const facts = withOtherFiles(readFacts(one, library), library)
    // The syntax trees of all functions together are too much to keep.
    library.forget(one.folder)
    return facts
  })
  const judged = judge(all, straysElsewhere(project, library), library)
  const findings = [
    ...judged.findings,
    ...judged.functions.flatMap(({ findings }) => findings),
    ...all.flatMap(facts => notesOf(facts, library)),
    ...outside.map(name => noteLink(project, name)),
  ]
  return { functions: judged.functions, findings: once(findings).sort(byPlace) }
}

/** A file that several functions share is said to be broken once. */
function once(findings: readonly Finding[]): Finding[] {
  const shared = new Set<string>()
  return findings.filter(({ kind, place, what, permission }) => {
    if (permission !== undefined) return true
    const key = JSON.stringify([kind, place, what])
    if (shared.has(key)) return false
    shared.add(key)
    return true
  })
}

function notesOf({ name, program, on, configFile }: FunctionFacts, library: Library): Finding[] {
  if (program) return noteProgram(program, library, name)
  const what = existsSync(on.bundle) ? en.program.linkedFunction(name) : en.program.noProgram(name)
  return [
    {
      severity: 'note',
      kind: 'notFollowed',
      function: name,
      place: { file: configFile, line: 1, column: 1 },
      what,
    },
  ]
}

const noteLink = ({ folder, functions }: Project, name: string): Finding => ({
  severity: 'note',
  kind: 'notFollowed',
  function: name,
  place: { file: pathFrom(folder, join(functions.path!, name)), line: 1, column: 1 },
  what: en.program.link,
})

/** Names in other files of a function's folder count as put in the wrong place by that function. */
function withOtherFiles(facts: FunctionFacts, library: Library): FunctionFacts {
  const { folder } = facts.on
  const others = readdirSync(folder).filter(
    name => /\.json5?$/i.test(name) && !/^(config|package-lock)\.json$/.test(name),
  )
  const strays = others.flatMap(name => straysIn(join(folder, name), library))
  const permissions = { ...facts.permissions, strays: [...facts.permissions.strays, ...strays] }
  return strays.length === 0 ? facts : { ...facts, permissions }
}

function straysIn(path: string, library: Library): Stray[] {
  const real = realPathWithin(library.folder, path)
  if (!real || real === 'outside' || statSync(real.path).size > largestBytes) return []
  const file = readJsonFile(path, library.folder)
  return file.state === 'read' ? findStrays(file, library.isMethod, false) : []
}

/** Names in files of the project that belong to no function. */
function straysElsewhere({ folder, functions, miniprogram }: Project, library: Library): Stray[] {
  const folders = new Set([folder, ...(functions.path ? [functions.path] : [])])
  const files = [
    ...Array.from(folders, one => join(one, 'config.json')),
    join(folder, projectFile),
    join(folder, privateProjectFile),
    ...(miniprogram.path ? [join(miniprogram.path, 'app.json')] : []),
  ]
  return files.flatMap(path => straysIn(path, library))
}

/** What could not be followed in a program, and the files in it that are none. */
export function noteProgram(program: Program, library: Library, of?: string): Finding[] {
  const facts = of === undefined ? {} : { function: of }
  const notes: Finding[] = program.broken.map(({ place, problem }) => ({
    ...facts,
    severity: 'fault',
    kind: 'unreadable',
    place,
    what: en.program.unreadable(problem),
    why: en.program.unreadableWhy,
    fix: en.program.correct,
  }))
  const note = (kind: string, place: Place, what: string, fix?: string) =>
    notes.push({ ...facts, severity: 'note', kind, place, what, ...(fix !== undefined && { fix }) })
  for (const { from, specifier, why } of program.lostImports) {
    note('notFollowed', library.placeOfText(from, specifier), en.program.lostImport(why))
  }
  for (const place of program.lost) {
    note('notFollowed', place, en.program.dynamicImport)
  }
  for (const { below, place } of program.dynamics) {
    note('dynamic', place, en.program.dynamicCall(below), en.program.listByHand)
  }
  for (const { below, to, place } of program.handedOn) {
    note('handedOn', place, en.program.handedOn(below, to), en.program.listByHand)
  }
  for (const { name, place } of program.unsure) {
    note('unsure', place, en.program.unsure(name), en.program.listIfCloud)
  }
  for (const { from, specifier } of program.passedOver) {
    note('notFollowed', library.placeOfText(from, specifier), en.program.passedOver(specifier))
  }
  return notes
}
