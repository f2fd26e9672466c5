import { wordsFor } from './error-words'
import type { Outcome } from './order-sending'

/** How sending an order ended, as the form says it. */
export interface OutcomeView {
  tone: 'good' | 'wait' | 'bad'
  title: string
  text: string
  detail: string
  /** Whether to offer a look at WeChat before anything else. */
  look: boolean
}

const onlyOne = '同一个订单号不会重复下单，可以先查询结果，也可以直接重新提交。'

/** An order that was not made, or of which it is not known. */
export function viewOutcome(outcome: Exclude<Outcome, { kind: 'made' }>): OutcomeView {
  const { title, advice, detail, next } = wordsFor(outcome.error)
  if (outcome.kind === 'refused') return { tone: 'bad', title, text: advice, detail, look: false }
  return { tone: 'wait', title, text: next === 'look' ? onlyOne : `${advice}${onlyOne}`, detail, look: true }
}

/** WeChat does not know the order: it can be sent again. */
export const notMade: OutcomeView = {
  tone: 'good',
  title: '微信没有这笔订单',
  text: '上次没有下单成功，填的内容都还在，可以放心重新提交。',
  detail: '',
  look: false,
}

/** The order was sent in an earlier visit to the form, and nothing is known of it. */
export const leftUnsure: OutcomeView = {
  tone: 'wait',
  title: '这一单上次提交后没有收到结果',
  text: onlyOne,
  detail: '',
  look: true,
}

/** The look at WeChat failed as well. */
export function lookFailed(error: unknown): OutcomeView {
  const { title, advice, detail } = wordsFor(error)
  return { tone: 'wait', title: `没有查到结果：${title}`, text: advice, detail, look: true }
}
