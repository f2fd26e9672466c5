import type { Members } from '../../platform/members'
import { type Callback, type OrderName, PayRefusal } from './payment-book'

/** @throws PayRefusal naming the first that is missing, as WeChat Pay does */
export function requireAll(given: Members, ...names: string[]): void {
  const missing = names.find(name => given[name] === undefined || given[name] === null || given[name] === '')
  if (missing !== undefined) throw new PayRefusal(undefined, `缺少参数${missing}`)
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

/** An amount in fen. @throws PayRefusal when it is none */
export function feeOf(given: Members, name: string): number {
  const fee = Number(given[name])
  if (Number.isInteger(fee) && fee > 0) return fee
  throw new PayRefusal(undefined, `${name}参数格式错误：须为大于0的整数，单位为分`)
}

export function numberOf(given: Members, name: string, longest: number): string {
  const text = String(given[name])
  if (text.length <= longest && /^[\w\-|*@]+$/.test(text)) return text
  throw new PayRefusal(undefined, `${name}参数格式错误：须为${longest}个字符内的数字、字母或_-|*@`)
}

/** @throws PayRefusal when no number names an order */
export function orderOf(
  given: Members,
  names: readonly string[] = ['transaction_id', 'out_trade_no'],
): OrderName {
  requireAll(given, 'sub_mch_id')
  if (!names.some(name => textOf(given[name]))) requireAll(given, names.at(-1)!)
  return {
    subMchId: String(given.sub_mch_id),
    outTradeNo: textOf(given.out_trade_no),
    transactionId: names.includes('transaction_id') ? textOf(given.transaction_id) : undefined,
  }
}

/** The function that shall be told, as the cloud itself wants it named. */
export function callbackOf(given: Members): Callback | undefined {
  const functionName = textOf(given.function_name)
  return functionName ? { functionName, envId: textOf(given.env_id) } : undefined
}
