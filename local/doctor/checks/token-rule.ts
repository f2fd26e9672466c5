import { readFileSync } from 'node:fs'
import { usualCollection } from '../../../shared/auth/stores/cloudbase-store'
import { pathFrom } from '../../project/files'
import { type Finding, lineAndColumn, type Place } from '../../project/finding'
import { JsonFault, type JsonNode, memberOf, readJson } from '../../project/json/read-json'
import type { Access } from '../../project/read-deployment'
import { en } from '../texts/en'
import type { Check, Setup } from './check'

const kind = 'tokenRule'
const texts = en.tokenRule
const why = texts.why
const closed = 'ADMINONLY'

/** Whether users of the mini program are kept from the collections that hold tokens, as far as that is told. */
export const checkTokenRule: Check = setup => [
  ...(setup.options.tokenRule === undefined ? [] : checkFile(setup.options.tokenRule, setup)),
  ...checkCollections(setup),
]

const faultAt = (place: Place, what: string): Finding => ({
  severity: 'fault',
  kind,
  place,
  what,
  why,
  fix: texts.close(closed),
})

/** The rights of a rule that are not closed, each with where it is written. */
const openRights = (rule: JsonNode): { right: string; at: number }[] =>
  ['read', 'write'].flatMap(right => {
    const value = memberOf(rule, right)?.value
    const isClosed = value?.kind === 'plain' && (value.value === false || value.value === 'false')
    return isClosed ? [] : [{ right, at: (value ?? rule).start }]
  })

/** The rule as the console shows it: a preset's name, or an object. */
function checkFile(path: string, { project }: Setup): Finding[] {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  const file = pathFrom(project.folder, path)
  const fault = (at: number, what: string) => faultAt({ file, ...lineAndColumn(text, at) }, what)
  const preset = /^\s*"?([A-Z]+)"?\s*$/.exec(text)?.[1]
  if (preset !== undefined) return preset === closed ? [] : [fault(0, texts.letsIn(preset))]
  try {
    const rule = readJson(text)
    if (rule.kind !== 'object') return [fault(0, texts.notRule)]
    return openRights(rule).map(({ right, at }) => fault(at, texts.open(right)))
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    return [fault(error.at, texts.notRuleBecause(error.message))]
  }
}

/** The collections that functions keep tokens in, by what cloudbaserc.json says of them. */
function checkCollections({ functions, deployment, options }: Setup): Finding[] {
  const used = new Map<string | undefined, Place>()
  for (const { program } of functions) {
    for (const { name, place } of program?.tokenCollections ?? []) {
      if (!used.has(name)) used.set(name, place)
    }
  }
  const accessTo = (name: string | undefined) => (name ? deployment.collections.get(name) : undefined)
  // Servers outside the cloud may keep theirs in the usual one too.
  const findings = [...new Set([usualCollection, ...used.keys()])].flatMap(name =>
    checkAccess(accessTo(name)),
  )
  const unseen = [...used].filter(([name]) => !accessTo(name)?.preset && !accessTo(name)?.rule)
  // The given rule is that of the only one; of several it is not known which.
  if (unseen.length === 1 && options.tokenRule !== undefined) return findings
  return [...findings, ...unseen.map(([name, place]) => cannotSee(name, place))]
}

const cannotSee = (name: string | undefined, place: Place): Finding => ({
  severity: 'note',
  kind,
  place,
  what: texts.unseen(name ?? texts.collection),
  why,
  fix: texts.closeInConsole(closed),
})

function checkAccess(access: Access | undefined): Finding[] {
  if (!access || access.preset === closed) return []
  const { preset, rule, place } = access
  if (preset !== undefined && preset !== 'CUSTOM') return [faultAt(place, texts.letsIn(preset))]
  if (rule?.kind === 'object') return openRights(rule).map(({ right }) => faultAt(place, texts.open(right)))
  return preset ? [faultAt(place, texts.noRule)] : []
}
