import { builtinOf } from '../builtins/register'
import { isAsync } from './call-style'

type Apis = Record<string, unknown>

/**
 * Whether the preview has what WeChat's schema names: `request`, `getSystemInfoSync.return.theme`, `cloud.database`,
 * `CameraContext.takePhoto`, `text.selectable`, `button.open-type.share`. All is read off what is registered here; of
 * parameters and callbacks nothing is known, so a function that is here has them.
 */
export function canIUse(schema: unknown, apis: Apis): boolean {
  if (typeof schema !== 'string' || schema === '') return false
  const [name = '', ...path] = schema.replace(/^wx\./, '').split('.')
  if (Object.hasOwn(apis, name)) return hasPart(name, path, apis)
  const builtin = builtinOf(name)
  if (builtin) return hasAttribute(builtin, path)
  if (name === 'console') return has(console, path)
  return hasClass(name, path, apis)
}

function hasPart(name: string, path: string[], apis: Apis): boolean {
  const api = apis[name]
  if (typeof api === 'object') return has(api, path)
  const [way, ...members] = path
  if (way !== 'return' && way !== 'success') return true
  const answer = answerOf(way === 'return' || apis[`${name}Sync`] === undefined ? name : `${name}Sync`, apis)
  return answer === undefined || has(answer, members)
}

/** What a function that only looks gives; undefined when that is not known. */
function answerOf(name: string, apis: Apis): unknown {
  const api = apis[name]
  if (!/^get[A-Z]/.test(name) || typeof api !== 'function' || api.length > 0 || isAsync(api)) return undefined
  try {
    return api()
  } catch {
    return undefined
  }
}

function has(value: unknown, [member, ...path]: string[]): boolean {
  if (member === undefined) return true
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
  return member in value && has((value as Record<string, unknown>)[member], path)
}

/** `FileSystemManager` is what `getFileSystemManager` gives, and `CameraContext` what `createCameraContext` does. */
function hasClass(name: string, path: string[], apis: Apis): boolean {
  if (!/^[A-Z]/.test(name)) return false
  if (Object.hasOwn(apis, `create${name}`)) return true
  if (!Object.hasOwn(apis, `get${name}`)) return false
  const answer = answerOf(`get${name}`, apis)
  return answer === undefined || has(answer, path)
}

function hasAttribute(
  { properties, values = {} }: { properties: object; values?: Record<string, readonly string[]> },
  [attribute, option]: string[],
): boolean {
  if (attribute === undefined || /^(?:bind|catch|data-|id$|class$|style$)/.test(attribute)) return true
  const property = attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  if (!(property in properties)) return false
  return option === undefined || (values[property]?.includes(option) ?? true)
}
