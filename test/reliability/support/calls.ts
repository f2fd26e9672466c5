import { createOpenapi, type OpenapiOptions } from '../../../shared'

const account = { appid: 'wx1', secret: 'a-secret-of-32-letters-012345678' }

/** Parameters of a write. */
export const printer = { openid: 'o', updateType: 'bind' } as const

/**
 * A client of an account that WeChat would know. On a busy machine a call that must succeed takes its time: only a test
 * of deadlines sets a shorter one.
 */
export const client = (options: OpenapiOptions) =>
  createOpenapi({ ...account, timeoutMs: 60_000, ...options })

/** What a call fails with; `undefined` when it succeeds. */
export const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )

export type Kind = 'read' | 'keyed' | 'write'

/** Makes a call whose effect is of a kind. */
export function callOf(kind: Kind, options: OpenapiOptions): Promise<object> {
  const { logistics } = client(options)
  if (kind === 'read') return logistics.getAllDelivery()
  if (kind === 'keyed') return logistics.addOrder({ orderId: 'o1' } as never)
  return logistics.updatePrinter(printer)
}
