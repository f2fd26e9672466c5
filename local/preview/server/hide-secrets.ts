import { isSecret, secretName } from '../../../shared/errors/secrets'

/** One HTTP request that WeChat, or its stand-in, saw during a call. */
export interface SeenRequest {
  verb: string
  path: string
  body?: unknown
  status: number
  answer?: unknown
}

/** A value as it may be shown: what opens an account to others is left out, at every depth. */
export function hideSecrets<Value>(value: Value): Value {
  const text = JSON.stringify(value, (name, inner) => (isSecret(name, inner) ? '…' : inner))
  return text === undefined ? value : (JSON.parse(text) as Value)
}

/** A request as it may be shown: also its address is cleaned, and JSON that travels as text is read. */
export function cleanRequest(seen: SeenRequest): SeenRequest {
  const path = seen.path.replace(/([?&]([^=&]+)=)[^&]*/g, (pair, start: string, name: string) =>
    secretName.test(name) ? `${start}…` : pair,
  )
  return hideSecrets({ ...seen, path, body: readText(seen.body), answer: readText(seen.answer) })
}

function readText(body: unknown): unknown {
  if (typeof body !== 'string') return body
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
