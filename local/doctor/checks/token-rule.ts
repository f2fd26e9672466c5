import { readFileSync } from 'node:fs'
import { usualCollection } from '../../../shared/auth/stores/cloudbase-store'
import { type Finding, lineAndColumn, type Place } from '../finding'
import { JsonFault, type JsonNode, memberOf } from '../json/json-tree'
import { readJson } from '../json/read-json'
import { pathFrom } from '../project/inside'
import type { Access } from '../project/read-deployment'
import type { Check, Setup } from './check'

const kind = 'tokenRule'
const why = 'whoever reads a token can do everything that your account can do, for two hours'
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
  fix: `choose ${closed}, or { "read": false, "write": false }`,
})

/** The rights of a rule that are not closed, each with where it is written. */
const openRights = (rule: JsonNode): { right: string; at: number }[] =>
  ['read', 'write'].flatMap(right => {
    const value = memberOf(rule, right)?.value
    const isClosed = value?.kind === 'plain' && (value.value === false || value.value === 'false')
    return isClosed ? [] : [{ right, at: (value ?? rule).start }]
  })

const notClosed = (right: string): string => `${right} is not closed for the collection of tokens`
const letsIn = (preset: string): string =>
  `${preset} lets users of the mini program at the collection of tokens`

/** The rule as the console shows it: a preset's name, or an object. */
function checkFile(path: string, { project }: Setup): Finding[] {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  const file = pathFrom(project.folder, path)
  const fault = (at: number, what: string) => faultAt({ file, ...lineAndColumn(text, at) }, what)
  const preset = /^\s*"?([A-Z]+)"?\s*$/.exec(text)?.[1]
  if (preset !== undefined) return preset === closed ? [] : [fault(0, letsIn(preset))]
  try {
    const rule = readJson(text)
    if (rule.kind !== 'object') return [fault(0, 'this is no rule: it must be an object with read and write')]
    return openRights(rule).map(({ right, at }) => fault(at, notClosed(right)))
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    return [fault(error.at, `this is no rule: ${error.message}`)]
  }
}

/** The collections that functions keep tokens in, by what cloudbaserc.json says of them. */
function checkCollections({ functions, deployment, options }: Setup): Finding[] {
  const used = functions.flatMap(({ program }) => program?.tokenCollections ?? [])
  // Servers that are no functions may keep theirs in the usual one too.
  const names = new Set([usualCollection, ...used.map(({ name }) => name)])
  const findings = [...names].flatMap(name => checkAccess(name && deployment.collections.get(name)))
  const unseen = used.find(({ name }) => !(name && deployment.collections.get(name)?.preset))
  if (!unseen || options.tokenRule !== undefined) return findings
  const { name, place } = unseen
  const note: Finding = {
    severity: 'note',
    kind,
    place,
    what: `who may read ${name ?? 'the collection of tokens'} cannot be seen from here`,
    why,
    fix: `choose ${closed} for it in the cloud console, or give its rule with --token-rule`,
  }
  return [...findings, note]
}

function checkAccess(access: Access | '' | undefined): Finding[] {
  if (!access || access.preset === undefined || access.preset === closed) return []
  const { preset, rule, place } = access
  if (preset !== 'CUSTOM') return [faultAt(place, letsIn(preset))]
  if (rule?.kind !== 'object')
    return [faultAt(place, 'CUSTOM comes without a rule for the collection of tokens')]
  return openRights(rule).map(({ right }) => faultAt(place, notClosed(right)))
}
