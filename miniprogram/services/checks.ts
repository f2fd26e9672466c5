/** The message of a check: empty if the value is valid. */
export type Message = string

/** The most tag ids that a printer can have. */
export const mostTags = 10

/** Tag ids as typed: separated by commas, full-width commas, spaces or new lines; duplicates removed. */
export function readTags(typed: string): string[] {
  const tags = typed.split(/[\s,，、;；]+/).filter(Boolean)
  return tags.filter((tag, place) => tags.indexOf(tag) === place)
}

/** What is wrong with the tag ids. */
export function checkTags(tags: string[]): Message {
  const wrong = tags.filter(tag => !/^\d{1,18}$/.test(tag))
  if (wrong.length) return `标签 ID 只能是数字：${wrong.join('、')}`
  return tags.length > mostTags
    ? `最多 ${mostTags} 个标签，现在有 ${tags.length} 个，请删掉 ${tags.length - mostTags} 个`
    : ''
}

/** Whether a text cannot be an OPENID. */
export const checkOpenid = (openid: string): Message =>
  openid && !/^[\w-]+$/.test(openid)
    ? 'OPENID 只有字母、数字、下划线和减号，请检查有没有多复制空格或汉字'
    : ''

/** Whether a text is unusual for an OPENID, although WeChat may accept it. */
export const doubtOpenid = (openid: string): Message =>
  openid && !/^o[\w-]{27}$/.test(openid) ? 'OPENID 通常以 o 开头、共 28 位，请再核对一次' : ''

/** What is wrong with a mobile number of the mainland. */
export function checkMobile(mobile: string): Message {
  if (!mobile || /^1[3-9]\d{9}$/.test(mobile)) return ''
  if (/[^\d+]/.test(mobile)) return '手机号只能是数字'
  const count = mobile.replace(/\D/g, '').length
  return `手机号应是 1 开头的 11 位数字${count === 11 ? '' : `，现在是 ${count} 位`}`
}

/** What is wrong with a landline number. An extension may follow: 020-83333333转8001. */
export function checkTel(tel: string): Message {
  if (!tel) return ''
  if (!/^\+?[\d() -]+((转|#|,|x)\d+)?$/i.test(tel)) return '座机号只能有数字、横线和括号，例如 020-83333333'
  const count = tel.replace(/\D/g, '').length
  return count < 5 || count > 24 ? `座机号有 ${count} 位数字，请核对，例如 020-83333333` : ''
}

/** What is wrong with the length of a text, in bytes as WeChat counts them: three for each Chinese character. */
export function checkLength(text: string, mostBytes: number): Message {
  const over = byteLength(text.trim()) - mostBytes
  return over > 0 ? `太长了，快递公司收不下，请删掉大约 ${Math.ceil(over / 3)} 个字` : ''
}

function byteLength(text: string): number {
  let bytes = 0
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** What is wrong with a whole number of at least 1. */
export const checkCount = (count: string): Message =>
  count && !/^[1-9]\d{0,5}$/.test(count) ? '请填 1 到 999999 的整数' : ''

/** What is wrong with a measure above 0. */
export const checkMeasure = (measure: string): Message =>
  measure && !(/^\d{1,6}(\.\d{1,3})?$/.test(measure) && Number(measure) > 0)
    ? '请填大于 0 的数字，最多三位小数'
    : ''

/** What is wrong with an amount in yuan. */
export const checkYuan = (yuan: string): Message =>
  yuan && !(/^\d{1,8}(\.\d{1,2})?$/.test(yuan) && Number(yuan) > 0) ? '请填大于 0 的金额，最多两位小数' : ''
