import { type CallError, isCallError, ours } from './call-error'

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

/** The title of an error, and how to fix it. */
export interface Saying {
  /** One line: what happened. */
  title: string
  /** What to do, for the user. */
  advice: string
}

const say = (title: string, advice: string): Saying => ({ title, advice })

const setKeys = '请管理员在云开发控制台核对云函数的环境变量 WX_APPID 和 WX_SECRET，保存后重试。'
const checkForm = '请核对填写的内容后再提交，已填的内容都还在。'
const renewFunction = '云函数可能是旧版本，请管理员重新上传并部署云函数。'
const tooLarge = say('返回的内容太大', '云函数一次最多返回 1 MB，请缩小查询范围后再试。')
const looked = '下拉刷新看看最新状态。'

/** WeChat's platform-wide errcodes, and the library's own. */
export const platformSayings: { readonly [errCode: number]: Saying } = {
  [-1]: say('微信系统繁忙', '请稍等一会儿再试。'),
  40001: say('微信不认可接口调用凭证', setKeys),
  40002: say('有参数不符合微信的要求', checkForm),
  40003: say('OPENID 不正确', '请在「我的」页面重新复制 OPENID，它只在本小程序里有效。'),
  40013: say('小程序的 AppID 不正确', setKeys),
  40014: say('微信不认可接口调用凭证', setKeys),
  40029: say('登录凭证已经用过或过期', '请重新打开小程序再试。'),
  40066: say('没有这个接口', renewFunction),
  40097: say('有参数不符合微信的要求', checkForm),
  40125: say('小程序的密钥不正确', `密钥重置后旧的会失效。${setKeys}`),
  40164: say(
    '云函数的 IP 不在白名单里',
    '请管理员在微信公众平台的「开发管理 › IP 白名单」里加上这个 IP，或给云函数开通固定出口 IP。',
  ),
  40199: say('找不到这张运单', '请核对运单号和快递公司。'),
  40243: say('小程序的密钥被冻结', '请管理员在微信公众平台解冻密钥，等十分钟后重试。'),
  41002: say('云函数没有配置 AppID', setKeys),
  41004: say('云函数没有配置密钥', setKeys),
  41001: say('请求里没有接口调用凭证', setKeys),
  41005: say('文件缺失或格式不对', '请重新选择文件后再提交。'),
  42001: say('接口调用凭证已过期', '请重试一次，会自动换新的凭证。'),
  42007: say('用户改过密码，授权已失效', '请让用户重新登录。'),
  43001: say('请求方式不对', renewFunction),
  43002: say('请求方式不对', renewFunction),
  43101: say('用户没有同意接收这条消息', '请在用户点按钮时再次请求订阅。'),
  44001: say('文件是空的', '请重新选择文件后再提交。'),
  44002: say('没有要提交的内容', checkForm),
  45002: say('内容太长', '请缩短后再提交，已填的内容都还在。'),
  45009: say('今天的调用次数用完了', '请明天再试；管理员也可以在微信公众平台清零次数。'),
  45011: say('操作太快了', '请过一分钟再试。'),
  45047: say('给这个用户的客服消息太多了', '请等用户再发来消息后再试。'),
  45065: say('这条消息已经发过', '不用再发。'),
  45066: say('这条消息正在发送', '请过一分钟，先看看有没有发出再试。'),
  47001: say('有字段缺失或类型不对', checkForm),
  48001: say('小程序没有这个接口的权限', '请管理员在微信公众平台开通「物流助手」，并确认小程序已认证。'),
  48004: say('这个接口已被微信停用', '请管理员查看微信公众平台的通知。'),
  48006: say('这个月清零次数的机会用完了', '请等下个月。'),
  50001: say('没有权限', '请核对用户的授权，或请管理员核对账号的权限。'),
  50002: say('用户或账号被限制', '请管理员查看微信公众平台的通知。'),
  61003: say('账号没有授权给第三方平台', '请管理员重新授权。'),
  61004: say('云函数的 IP 不被允许', '请管理员把云函数的出口 IP 加到白名单。'),
  61007: say('没有授权这个接口', '请管理员补上缺少的权限集后重试。'),
  85113: say('服务还在准备', '请过几分钟再试。'),
  89501: say('IP 需要管理员确认', '请管理员在微信里确认这个 IP 后重试。'),
  89503: say('IP 需要管理员确认', '请管理员在微信里确认这个 IP 后重试。'),
  89506: say('管理员拒绝了这个 IP', '请 24 小时后再试，并请管理员在微信里确认。'),
  89507: say('管理员拒绝了这个 IP', '请一小时后再试，并请管理员在微信里确认。'),
  [ours.invalidParams]: say('有内容无法发送', checkForm),
  [ours.unknownMethod]: say('云函数里没有这个功能', renewFunction),
  [ours.timeout]: say('等太久了，没有结果', '请重试；如果总是这样，请管理员把云函数的超时时间改为 20 秒。'),
  [ours.aborted]: say('已经中断', '如果不是有意的，请再试一次。'),
  [ours.answer]: say('看不懂返回的内容', '云函数可能是旧版本，请管理员重新上传并部署后重试。'),
  [ours.resultTooLarge]: tooLarge,
  [ours.callerRefused]: say(
    '你还不是操作员',
    '请到「我的」复制你的 OPENID，发给管理员加到云函数的环境变量 OPENAPI_OPERATORS。',
  ),
  [ours.network]: say('云函数没有连上微信', '请稍后重试；如果总是这样，请管理员检查云函数的网络。'),
  [ours.config]: say('云函数还没有配置好', setKeys),
  [ours.eventRefused]: say('要发送的内容太大', '请减少内容后再提交，已填的内容都还在。'),
  [ours.missingDependency]: say('云函数缺少依赖', '请管理员重新构建并上传云函数。'),
}

/** WeChat's codes of 物流助手. */
export const logisticsSayings: { readonly [errCode: number]: Saying } = {
  930559: say('收件用户的 OPENID 不正确', '请核对下单用户的 OPENID，它要来自本小程序。'),
  930561: say('有参数不符合要求', checkForm),
  930562: say('这个订单号已经用过', '请查询这笔订单的结果，不要换号重复下单。'),
  930563: say('微信没有这笔订单', '它没有下单成功，可以放心重新提交。'),
  930564: say('电子面单余额用完了', '请联系快递公司充值面单，或换一个物流账号。'),
  9300501: say('快递公司没有受理', '请核对地址、电话和所选服务，或联系快递公司网点。'),
  9300502: say('快递公司的系统出错了', '请稍后用同一个订单号再试，不会重复下单。'),
  9300503: say('没有这家快递公司', '请重新选择快递公司。'),
  9300506: say('快件已经有物流轨迹，不能取消', '请直接联系快递公司拦截或退回。'),
  9300507: say('运单凭证无效', '请重新获取后再试。'),
  9300508: say('这个订单号已经用过', '请查询这笔订单的结果，不要换号重复下单。'),
  9300509: say('操作太快了', '请等几秒再试。'),
  9300510: say('这个账号没有这项服务', '请重新选择服务类型。'),
  9300517: say('打印员操作类型不对', '请管理员更新小程序。'),
  9300521: say('运单正在生成', '请等几秒后查询结果，不用重新下单。'),
  9300522: say('这个订单号已经下过单', '请查询这笔订单的结果，不要换号重复下单。'),
  9300524: say('没有取消成功', `可能之前已经取消过，${looked}`),
  9300525: say('物流账号还没有绑定成功', '请到「物流账号」查看审核状态，通过后再下单。'),
  9300526: say('有内容太长', '请缩短姓名、地址、备注或商品名称后再提交。'),
  9300529: say('这个账号已经绑定', `不用重复绑定，${looked}`),
  9300530: say('这个账号没有绑定', `可能已经解绑，${looked}`),
  9300531: say('账号或密码不正确', '请核对快递公司给你的客户编码和密码。'),
  9300532: say('已经提交过，正在审核', '请等快递公司审核，可在「物流账号」下拉刷新查看。'),
  9300534: say('商品信息不正确', '请核对商品名称、数量、图片地址和订单页面路径。'),
  9300535: say('商品信息不正确', '请核对商品名称、数量、图片地址和订单页面路径。'),
  9300536: say('App 或网页的 AppID 不正确', '请核对绑定在同一主体下的 AppID。'),
  9909001: say('没有得到下单结果', '运单可能已经生成，请查询这笔订单的结果，不要换号重复下单。'),
}

const askAdmin = '请管理员'

/** Errors of the cloud function itself. */
export const cloudSayings = {
  missing: say(
    '云函数还没有部署',
    `${askAdmin}在开发者工具里右键云函数目录，选择「上传并部署」，再下拉刷新。`,
  ),
  incomplete: say('云函数缺少文件', `${askAdmin}先运行 npm run build:functions，再重新上传并部署。`),
  crashed: say('云函数运行出错', `请重试；如果总是这样，${askAdmin}在云开发控制台查看云函数日志。`),
  tooLarge,
  environment: say('云开发环境不对', `${askAdmin}核对 miniprogram/config.ts 里的环境 ID。`),
  closed: say('还没有开通云开发', `${askAdmin}在开发者工具里点「云开发」开通，再上传云函数。`),
  unsupported: say('微信版本太低', '请把微信更新到最新版本再打开。'),
  refused: say('云开发拒绝了这次调用', '请稍后重试；如果总是这样，请把错误详情发给管理员。'),
} as const

/** Errors of the phone and its network. */
export const phoneSayings = {
  offline: say('没有连上网络', '请检查手机的网络后重试，已填的内容都还在。'),
  slow: say('等太久了，没有结果', '请检查手机的网络后重试，已填的内容都还在。'),
} as const
