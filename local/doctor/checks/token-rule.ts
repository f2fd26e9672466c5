import { readFileSync } from 'node:fs'
import { type Finding, lineAndColumn } from '../finding'
import { JsonFault, memberOf } from '../json/json-tree'
import { readJson } from '../json/read-json'
import { pathFrom } from '../project/inside'
import type { Check } from './check'

/** Whether users of the mini program are kept from the collection that holds tokens, where its rule is given. */
export const checkTokenRule: Check = ({ project, options }) => {
  if (options.tokenRule === undefined) return []
  const text = readFileSync(options.tokenRule, 'utf8').replace(/^\uFEFF/, '')
  const file = pathFrom(project.folder, options.tokenRule)
  const fault = (at: number, what: string): Finding[] => [
    {
      severity: 'fault',
      kind: 'tokenRule',
      place: { file, ...lineAndColumn(text, at) },
      what,
      why: 'whoever reads a token can do everything that your account can do, for two hours',
      fix: 'choose ADMINONLY, or { "read": false, "write": false }',
    },
  ]
  const preset = /^\s*"?([A-Z]+)"?\s*$/.exec(text)?.[1]
  if (preset !== undefined) {
    return preset === 'ADMINONLY'
      ? []
      : fault(0, `${preset} lets users of the mini program at the collection of tokens`)
  }
  try {
    const rule = readJson(text)
    if (rule.kind !== 'object') return fault(0, 'this is no rule: it must be an object with read and write')
    return ['read', 'write'].flatMap(right => {
      const value = memberOf(rule, right)?.value
      const isClosed = value?.kind === 'plain' && (value.value === false || value.value === 'false')
      return isClosed
        ? []
        : fault((value ?? rule).start, `${right} is not closed for the collection of tokens`)
    })
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    return fault(error.at, `this is no rule: ${error.message}`)
  }
}
