import { type CallError, isCallError, ours } from './call-error'
import { cloudSayings, logisticsSayings, phoneSayings, platformSayings, type Saying } from './sayings'

/** The action to offer the user after an error. */
export type NextStep = 'retry' | 'look' | 'me' | 'none'

/** An error in words for the user. */
export interface Words extends Saying {
  /** Whether a retry makes sense. */
  mayRetry: boolean
  /** What to offer first: try again, look what happened, or go to 我的. */
  next: NextStep
  /** For support: the code, the library's message and WeChat's request id. */
  detail: string
}

const needsChange = '请核对后再试；如果还是不行，请把错误详情发给管理员。'
const unclear: Saying = {
  title: '还不知道有没有成功',
  advice: '请求已经发出，但没有收到结果，可能已经办成。请先查看结果，再决定要不要重新提交。',
}

/** Turns a thrown value into words: what happened, what to do, whether to retry. */
export function wordsFor(thrown: unknown): Words {
  if (!isCallError(thrown)) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    return { title: '小程序出错了', advice: '请返回后再试一次。', mayRetry: true, next: 'retry', detail }
  }
  const detail = detailOf(thrown)
  if (isUnclear(thrown)) return { ...unclear, mayRetry: false, next: 'look', detail }
  const next = nextOf(thrown)
  return { ...sayingOf(thrown), mayRetry: next === 'retry', next, detail }
}

/** Whether the call may have been executed, although there was no valid response. */
export const isUnclear = (thrown: unknown): boolean =>
  isCallError(thrown) && (thrown.maybeExecuted || thrown.errCode === ours.ambiguous)

function sayingOf(error: CallError): Saying {
  if (error.cloudFault) return cloudSayings[error.cloudFault]
  if (error.origin === 'phone')
    return error.errCode === ours.timeout ? phoneSayings.slow : phoneSayings.offline
  if (error.errCode === ours.noPermission) return undeclared(error.method)
  if (error.errCode === 40164) return withAddress(error.errMsg)
  if (error.errCode === 9300501) return withCarrier(error.errMsg)
  const known = logisticsSayings[error.errCode] || platformSayings[error.errCode]
  return known || { title: `没有成功（${error.errCode}）`, advice: needsChange }
}

const undeclared = (method: string): Saying => ({
  title: '云函数没有声明这个权限',
  advice: `请管理员在云函数的 config.json 里，给 permissions.openapi 加上 "${method}"，重新上传，等十分钟再试。`,
})

function withAddress(errMsg: string): Saying {
  const { title, advice } = platformSayings[40164]!
  const address = (/\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(errMsg) ||
    /[0-9a-f]+(?::[0-9a-f]*){2,}/i.exec(errMsg))?.[0]
  return { title, advice: address ? advice.replace('这个 IP', ` ${address}`) : advice }
}

/** What the carrier itself said, if it is in Chinese: only it knows why. */
function withCarrier(errMsg: string): Saying {
  const { title, advice } = logisticsSayings[9300501]!
  const said = /[\u4e00-\u9fff].*/.exec(errMsg)?.[0].replace(/\s*rid:.*$/, '')
  return { title, advice: said ? `快递公司说：「${said}」。${advice}` : advice }
}

// After these the same call can succeed without any change to the input.
const passing = [-1, 42001, 45011, 9300502, 9300509, ours.timeout, ours.network]
const repairedElsewhere = [
  ours.noPermission,
  ours.config,
  ours.unknownMethod,
  ours.answer,
  40125,
  40164,
  40243,
]

function nextOf(error: CallError): NextStep {
  if (error.errCode === ours.callerRefused) return 'me'
  if (error.cloudFault === 'unsupported') return 'none'
  if (error.retryable || error.cloudFault || error.origin === 'phone') return 'retry'
  return passing.concat(repairedElsewhere).includes(error.errCode) ? 'retry' : 'none'
}

function detailOf({ errCode, errMsg, rid }: CallError): string {
  const parts = [`错误码 ${errCode}`, errMsg]
  if (rid && !errMsg.includes(rid)) parts.push(`rid: ${rid}`)
  return parts.filter(Boolean).join(' · ')
}
