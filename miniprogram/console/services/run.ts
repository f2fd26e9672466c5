import { config } from '../../config'
import { methods } from '../../generated/methods'
import type { CallError } from '../../services/call-error'
import { isCallError, ours } from '../../services/call-error'
import { wordsFor } from '../../services/error-words'
import { call } from '../../services/openapi'
import { type Method, meaningOf } from './rows'

/** How a call ended, as it is shown. */
export interface Outcome {
  isOk: boolean
  /** How long it took, in milliseconds. */
  milliseconds: number
  /** 0, or the errcode. */
  errCode: number
  title: string
  /** A note on the response, or what to do about the error. */
  text: string
  /** For support: what the catalogue says of the code, and the error as it came. */
  detail: string
  /** The response as JSON text, truncated if it is very long. */
  json: string
  /** The whole response as JSON text. */
  whole: string
  /** The URL of the picture, if the response is one. */
  picture: string
}

/**
 * The namespace whose function is called: its own, or else the one function that serves all, because namespaces
 * without cloud calls have no function.
 */
export function namespaceFor({ namespace }: Pick<Method, 'namespace'>): string {
  let node: unknown = methods
  for (const part of namespace.split('.')) {
    node = typeof node === 'object' && node !== null ? (node as { [part: string]: unknown })[part] : undefined
  }
  return node === undefined ? config.singleFunction : namespace
}

/** Calls a method with these parameters; never throws. */
export async function run(method: Method, params: object): Promise<Outcome> {
  const start = Date.now()
  const milliseconds = () => Date.now() - start
  try {
    const answer = (await call(method.name, method.effect, params, {}, namespaceFor(method))) as object
    return succeeded(answer, milliseconds())
  } catch (error) {
    return failed(method, error, milliseconds())
  }
}

const mostShown = 20_000

function succeeded(answer: object, milliseconds: number): Outcome {
  const { contentType, base64 } = answer as { contentType?: string; base64?: string }
  const isFile = typeof base64 === 'string' && typeof contentType === 'string'
  const shown = isFile
    ? { ...answer, base64: `…（${Math.ceil((base64.length * 3) / 4 / 1024)} KB）` }
    : answer
  const json = JSON.stringify(shown, null, 2)
  return {
    isOk: true,
    milliseconds,
    errCode: 0,
    title: `成功，用时 ${milliseconds} 毫秒`,
    text: json.length > mostShown ? '内容很长，下面只显示开头；复制的是全部。' : '',
    detail: '',
    json: json.slice(0, mostShown),
    whole: JSON.stringify(answer, null, 2),
    picture: isFile && /^image\//.test(contentType) ? `data:${contentType};base64,${base64}` : '',
  }
}

function failed(method: Method, error: unknown, milliseconds: number): Outcome {
  const { title, advice, detail } = wordsFor(error)
  const errCode = isCallError(error) ? error.errCode : 0
  const whole = [isCallError(error) ? explain(method, error) : '', detail].filter(Boolean).join('\n')
  return {
    isOk: false,
    milliseconds,
    errCode,
    title: errCode ? `${errCode} ${title.replace(/（-?\d+）$/, '')}` : title,
    text: isCallError(error) && isNotServed(method, error) ? notServed(method) : advice,
    detail: whole,
    json: '',
    whole,
    picture: '',
  }
}

const isNotServed = ({ isCloudCallable }: Method, { origin, errCode }: CallError): boolean =>
  origin === 'function' && errCode === ours.noPermission && !isCloudCallable

const notServed = ({ method }: Method): string =>
  `这个接口没有云调用权限名，请在云函数 serve 的 httpsOnly 选项里加上 '${method}'，重新上传。`

/** What the catalogue says of a code, in its own words. */
function explain(method: Method, error: CallError): string {
  if (error.origin !== 'function') return ''
  const { means, fix } = meaningOf(method.name, error.errCode)
  return [means, fix].filter(Boolean).join('; ')
}
