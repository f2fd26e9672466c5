import { randomBytes } from 'node:crypto'
import { Refusal } from '../platform/refusal'
import { type Handlers, handle } from './handler'

/** The texts with which WeChat's page tries the check out. */
const riskyTexts = ['特3456书yuuo莞6543李zxcz蒜7782法fgnv级', '完2347全dfji试3726测asad感3847知qwez到']

/** Text is fine unless it holds one of WeChat's own texts for trials. */
export const security = (): Handlers => ({
  'security.msgSecCheck': handle<{ content: string; version?: number }>(({ content, version }) => {
    const isRisky = riskyTexts.some(text => content.includes(text))
    if (version !== 2) {
      if (isRisky) throw new Refusal(87014, undefined, 'risky content')
      return {}
    }
    const result = isRisky ? { suggest: 'risky', label: 20001 } : { suggest: 'pass', label: 100 }
    const detail = [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }]
    return { result, detail, trace_id: randomBytes(12).toString('hex') }
  }),
})
