import type { Fault } from '../errors/invalid-params-error'
import { nearest } from '../errors/nearest'
import { countProblem, got, isObject, plainProblem } from './check-plain'
import { wireName } from './encode-value'
import type { Endpoint } from './endpoint'
import type { Field, Shape } from './fields'

/** What is known while one call is checked. */
interface Checking {
  readonly faults: Fault[]
  readonly convertCase: boolean
}

/**
 * The full check of `strict: true`: every value against the row, down to the last member.
 * @param convertCase `false` when the names are given as WeChat spells them
 * @returns all faults, in the order of the fields, unknown names last; empty when all is well
 */
export function check(row: Endpoint, params: unknown, convertCase = true): Fault[] {
  const faults: Fault[] = []
  const given = params === undefined || params === null ? {} : params
  if (!isObject(given)) return [{ path: '', problem: `must be an object, got ${got('', given)}` }]
  checkMembers(given, row.params, '', { faults, convertCase })
  return faults
}

function checkMembers(given: Record<string, unknown>, shape: Shape, path: string, checking: Checking): void {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  const own = new Map(Object.entries(given).filter(([, value]) => value !== undefined))
  const absent: string[] = []
  for (const ours of Object.keys(shape)) {
    const field = shape[ours]!
    const name = checking.convertCase ? ours : wireName(ours, field)
    if (own.has(name)) checkValue(own.get(name), field, at(name), checking)
    else {
      if (!field.optional) checking.faults.push({ path: at(name), problem: 'is missing' })
      // A credential is the client's to fill: nobody means it.
      if (field.kind !== 'credential') absent.push(name)
    }
    own.delete(name)
  }
  for (const name of own.keys()) {
    const meant = nearest(name, absent)
    checking.faults.push({
      path: at(name),
      problem: meant ? `is unknown; did you mean ${meant}?` : 'is unknown',
    })
  }
}

/** One value against its field; `undefined` never comes here. */
function checkValue(given: unknown, field: Field<unknown>, path: string, checking: Checking): void {
  const value = asJson(given)
  const problem = plainProblem(value, field, path)
  if (problem) {
    checking.faults.push({ path, problem })
    return
  }
  if (field.kind === 'object') checkMembers(value as Record<string, unknown>, field.fields!, path, checking)
  else if (field.kind === 'array') checkItems(value as unknown[], field, path, checking)
  else if (field.kind === 'record') {
    for (const [key, member] of Object.entries(value as object)) {
      if (member !== undefined) checkValue(member, field.item!, `${path}.${key}`, checking)
    }
    // Text is sent as it is, so what it holds is the caller's own.
  } else if (field.kind === 'jsonString' && typeof value !== 'string') {
    checkValue(value, field.item!, path, checking)
  }
}

function checkItems(items: unknown[], field: Field<unknown>, path: string, checking: Checking): void {
  const problem = countProblem(items.length, field.rules, 'item')
  if (problem) checking.faults.push({ path, problem })
  for (let index = 0; index < items.length; index += 1) {
    const at = `${path}[${index}]`
    if (items[index] === undefined) checking.faults.push({ path: at, problem: 'is missing' })
    else checkValue(items[index], field.item!, at, checking)
  }
}

/** What JSON will make of a value; a Date stays one, because it cannot be sent. */
function asJson(value: unknown): unknown {
  if (!isObject(value)) return value
  const { toJSON } = value
  return typeof toJSON === 'function' ? toJSON.call(value) : value
}
