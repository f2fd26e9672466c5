import { formatTime } from '../../services/dates'
import type { Made } from './history'
import type { MethodLine } from './rows'

/** A line of a list, as it is shown. */
export interface Line {
  /** What it opens: a namespace, a method, or a past call. */
  key: string
  name: string
  title: string
  tag: string
  tone: 'good' | 'wait' | 'bad' | 'mute'
}

const effects: { readonly [effect in MethodLine['effect']]: Pick<Line, 'tag' | 'tone'> } = {
  read: { tag: '只读', tone: 'good' },
  keyed: { tag: '可重复提交', tone: 'wait' },
  write: { tag: '会改数据', tone: 'wait' },
}

/** The effect of a second send of the same call, in a word. */
export const effectTag = (effect: MethodLine['effect']): Pick<Line, 'tag' | 'tone'> => effects[effect]

/** A method in a list. */
export const methodLine = ({ name, title, effect, isDeprecated }: MethodLine): Line => ({
  key: name,
  name,
  title,
  ...(isDeprecated ? { tag: '已停用', tone: 'mute' } : effects[effect]),
})

/** A past call, in a list. */
export const madeLine = ({ id, method, at, isOk, errCode }: Made): Line => ({
  key: id,
  name: method,
  title: formatTime(at / 1000),
  tag: isOk ? '成功' : String(errCode || '失败'),
  tone: isOk ? 'good' : 'bad',
})

/** Whether the console may be shown: never in the released version. */
export const mayShowConsole = (): boolean => wx.getAccountInfoSync().miniProgram.envVersion !== 'release'
