import { secretName } from '../../generated/secret-name'
import { keep, readKept } from '../../services/storage'

/** A call that was made on this phone. */
export interface Made {
  /** Its id. */
  id: string
  /** `wxacode.getUnlimited` */
  method: string
  /** In milliseconds since 1970. */
  at: number
  /** 0, or the errcode. */
  errCode: number
  isOk: boolean
  /** What was sent, without files and secrets. */
  params: { [name: string]: unknown }
  /** Names of parameters omitted from `params`. */
  leftOut: string[]
}

const key = 'console-history'
const mostKept = 50
// Storage on a phone is small: longer parameters are not kept.
const longestKept = 10_000

/** The calls that were made on this phone, the newest first. */
export const listMade = (): Made[] => readKept<Made[]>(key, [])

/** One of them. */
export const findMade = (id: string): Made | undefined => listMade().find(made => made.id === id)

/** Deletes all of them. */
export const forgetMade = (): boolean => keep(key, [])

/** Records a call, without files and anything that looks like a secret. */
export function remember(made: Pick<Made, 'method' | 'errCode' | 'isOk'>, given: Made['params']): void {
  const leftOut: string[] = []
  let params = withoutSecrets(given, '', leftOut) as Made['params']
  if (JSON.stringify(params).length > longestKept) {
    params = {}
    leftOut.push('参数太长')
  }
  const at = Date.now()
  const id = `${at}-${Math.floor(Math.random() * 1e6)}`
  const before = listMade().slice(0, mostKept - 1)
  keep(key, [{ ...made, id, at, params, leftOut }, ...before])
}

function withoutSecrets(value: unknown, path: string, leftOut: string[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item, at) => withoutSecrets(item, `${path}[${at}]`, leftOut))
  const kept: { [name: string]: unknown } = {}
  for (const name of Object.keys(value)) {
    const member = (value as { [name: string]: unknown })[name]
    const own = path ? `${path}.${name}` : name
    const isFile = typeof member === 'object' && member !== null && 'base64' in member
    if (secretName.test(name) || isFile) leftOut.push(own)
    else kept[name] = withoutSecrets(member, own, leftOut)
  }
  return kept
}
