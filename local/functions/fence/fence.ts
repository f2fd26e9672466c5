/** What the fence around a function's process needs to know. */
export interface Fence {
  /** The port on 127.0.0.1 at which the emulator plays WeChat's hosts, with TLS and without. */
  readonly port: number
  /** The certificate of that listener, in PEM. */
  readonly certificate: string
  /** The emulator's cloud gateway, which is told what was refused. */
  readonly gatewayUrl: string
}

/** The fence of one function, as its process reads it. */
export interface FenceOfFunction extends Fence {
  readonly functionName: string
  /** Whether hosts that have nothing to do with WeChat are refused too. */
  readonly isOffline: boolean
}

/** The action by which the gateway is told that a connection was refused: `{ function_name, host, offline }`. */
export const refusedAction = 'fence.refused'

/** Where the server API answers, and its sisters; of mp.weixin.qq.com the emulator has the pictures of QR codes. */
const wechatHosts = [
  'api.weixin.qq.com',
  'api2.weixin.qq.com',
  'sh.api.weixin.qq.com',
  'sz.api.weixin.qq.com',
  'hk.api.weixin.qq.com',
  'file.api.weixin.qq.com',
  'mp.weixin.qq.com',
] as const

/** Where wx-server-sdk below 2.4 and tcb-admin-node look for the cloud. */
export const cloudHosts = [
  'tcb-admin.tencentyun.com',
  'tcb-open.tencentyun.com',
  'tcb-admin.tencentcloudapi.com',
  'tcb-open.tencentcloudapi.com',
] as const

/** The hosts that the emulator plays. */
export const playedHosts: readonly string[] = [...wechatHosts, ...cloudHosts]

/** Hosts of WeChat and of its cloud that it does not play, with everything below them. */
const refusedHosts = [
  'weixin.qq.com',
  'servicewechat.com',
  'tencentcloudapi.com',
  'tencentyun.com',
  'tencentcs.com',
  'qcloud.la',
  'myqcloud.com',
  'tcloudbase.com',
  'tcloudbaseapp.com',
]

/** What becomes of a connection to a host. */
export type Verdict =
  /** It stays on this machine. */
  | 'local'
  /** It is led to the emulator. */
  | 'played'
  /** It fails, because the emulator does not play the host. */
  | 'refused'
  /** It fails, because nothing may leave this machine. */
  | 'offline'
  /** It goes where it wants to. */
  | 'let'

/** A host as DNS sees it: in small letters, without the dot at its end. */
export const plainHost = (host: string): string => host.toLowerCase().replace(/\.$/, '')

/** @param isOffline whether hosts that nobody knows are refused too */
export function judge(given: string, isOffline: boolean): Verdict {
  const host = plainHost(given)
  if (playedHosts.includes(host) || hostAt(host) !== undefined) return 'played'
  if (isLoopback(host)) return 'local'
  if (refusedHosts.some(refused => host === refused || host.endsWith(`.${refused}`))) return 'refused'
  return isOffline ? 'offline' : 'let'
}

/** Whether a host is WeChat's, or of its cloud, played here or not. */
export const isWeChat = (host: string): boolean => ['played', 'refused'].includes(judge(host, false))

const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(host) ||
  ['', '::1', '::', '0.0.0.0'].includes(host)

// Addresses of this machine that nothing else uses: a client that asks for the address of a played host connects to it.
const addressStart = '127.66.71.'

/** The address that a played host has for those who look it up. */
export const addressOf = (host: string): string =>
  `${addressStart}${playedHosts.indexOf(plainHost(host)) + 1}`

/** The played host of such an address. */
export function hostAt(address: string): string | undefined {
  const plain = address.replace(/^::ffff:/, '')
  return plain.startsWith(addressStart)
    ? playedHosts[Number(plain.slice(addressStart.length)) - 1]
    : undefined
}
