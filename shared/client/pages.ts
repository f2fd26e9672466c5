import { ConfigError } from '../errors/config-error'
import type { Endpoint, Pages, PagesOptions } from '../schema/endpoint'
import type { Shape } from '../schema/fields'
import { toWire } from '../schema/names'
import { isObject, ownProperty } from '../schema/objects'
import type { CallOptions } from './options'

/** A list has fewer pages; whatever has more does not end. */
const usualPages = 10_000

type Values = Readonly<Record<string, unknown>>
type Method = (params: object, options?: CallOptions) => Promise<Values>
type ReadPages = (params?: Values, options?: PagesOptions & CallOptions) => AsyncIterableIterator<unknown>

/**
 * Makes the function `pages` of a method: the items of all pages, one by one. A page is asked for when its first item is
 * wanted, so that a `break` sends nothing more. Each page is a call with the options given.
 */
export function readPages(name: string, row: Endpoint, method: Method, convertCase: boolean): ReadPages {
  const mark = row.pages!
  return async function* (params = {}, { maxPages = usualPages, maxItems = Infinity, ...options } = {}) {
    checkBound('maxPages', maxPages, name)
    checkBound('maxItems', maxItems, name)
    const spell = (key: string | undefined, fields: Shape) =>
      key === undefined || convertCase ? key : fields[key]?.wire || toWire(key)
    const [items, next, more, total] = resultNames(mark, row.result as Shape, spell)
    const cursor = spell(mark.from || mark.next, row.params)
    const offset = spell(mark.offset, row.params)
    const size = spell(mark.size, row.params)
    const asked: Record<string, unknown> = { ...params }
    if (offset && asked[offset] === undefined) asked[offset] = 0
    if (size && asked[size] === undefined) asked[size] = mark.most
    const seen = new Set<unknown>(cursor ? [asked[cursor]] : [])
    let left = maxItems
    for (let page = 1; ; page += 1) {
      if (page > maxPages) throw tooMany(name, maxPages)
      const result = await method({ ...asked }, options)
      const found = items!.split('.').reduce<unknown>(member, result)
      if (!Array.isArray(found) || found.length === 0) return
      for (const item of found) {
        yield item
        left -= 1
        if (left <= 0) return
      }
      if (more && member(result, more) === false) return
      if (cursor) {
        const value = member(result, next!)
        if (value === undefined || value === null || value === '' || seen.has(value)) return
        seen.add(value)
        asked[cursor] = value
      }
      if (offset) {
        const behind = Number(asked[offset]) + found.length
        if (total && behind >= Number(member(result, total))) return
        asked[offset] = behind
      }
    }
  }
}

type Spell = (key: string | undefined, fields: Shape) => string | undefined

/** The members of a result that are read, by the names that this client gives them. */
function resultNames({ items, next, more, total }: Pages, fields: Shape, spell: Spell) {
  let inside: Shape = fields
  const path = items.split('.').map(key => {
    const name = spell(key, inside)
    inside = inside[key]?.fields || {}
    return name
  })
  return [path.join('.'), spell(next, fields), spell(more, fields), spell(total, fields)] as const
}

const member = (value: unknown, name: string): unknown =>
  isObject(value) ? ownProperty(value, name) : undefined

function checkBound(option: string, value: unknown, method: string): void {
  if (value === Infinity || (Number.isInteger(value) && (value as number) > 0)) return
  throw new ConfigError({ what: `the option ${option} must be a whole number above 0`, method })
}

const tooMany = (method: string, maxPages: number): ConfigError =>
  new ConfigError({
    what: `the list has more than ${maxPages} pages`,
    fix: 'pass a larger maxPages, or maxItems to read only the first items',
    method,
  })
