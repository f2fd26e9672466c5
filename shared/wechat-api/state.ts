import type { TokenKeeper } from '../auth/token-keeper'
import { type Deadline, deadlineIn, openWire, type Wire } from '../client/wire'
import type { Instance, Options } from './instance'
import { openSharing, type SharedTokens, type Sharing, shareTokens } from './share-tokens'
import { keepTokens, type Tokens } from './tokens'

const weChat = 'https://api.weixin.qq.com'
const callMs = 10_000
const slowMs = 60_000
/** A video may be larger than what other calls give. */
const maxAnswerBytes = 64 * 1024 * 1024

interface State {
  readonly tokens: Tokens
  readonly sharing?: Sharing
  readonly wires: Map<string, Wire>
}

// Not on the instance: users print it, copy it and compare its members.
const states = new WeakMap<object, State>()
// Seen through a Proxy, and by what inherits from an instance, which have states of their own.
const sharedWith = Symbol('shared tokens')

/** What an instance keeps besides its members. */
export function stateOf(api: Instance): State {
  let state = states.get(api)
  if (!state) {
    const { [sharedWith]: sharing } = api as { [sharedWith]?: Sharing }
    const tokens = sharing ? shareTokens(api, sharing, () => wireOf(api).keeper()) : keepTokens(api)
    state = { tokens, sharing, wires: new Map() }
    states.set(api, state)
  }
  return state
}

/**
 * From now on the tokens of an instance are those of a store, shared with all who use it.
 * @throws WeChatAPIError when there is no store
 */
export function share(api: Instance, given: SharedTokens): void {
  Object.defineProperty(api, sharedWith, { value: openSharing(given) })
}

/** Where calls go when the instance names no place of its own: WeChat, or what the environment says. */
const baseUrlOf = (api: Instance, origin: string | undefined): string | undefined => {
  const wanted = origin ?? api.endpoint
  return wanted === weChat ? undefined : wanted
}

/**
 * The way to WeChat with the instance's present members; opened once for each set of them.
 * @param origin another place than the instance's own
 */
export function wireOf(api: Instance, origin?: string): Wire {
  const { wires, tokens, sharing } = stateOf(api)
  const agent = api.defaults?.agent ?? api.defaults?.httpsAgent
  const baseUrl = baseUrlOf(api, origin)
  const key = JSON.stringify([
    api.appid,
    api.appsecret,
    baseUrl ?? process.env.WX_OPENAPI_BASE_URL,
    agentNumber(agent),
  ])
  let wire = wires.get(key)
  if (!wire) {
    // Without a secret the user's own tokens still serve; fetching one says what is missing.
    const credentials = { appid: String(api.appid || '-'), secret: String(api.appsecret || '-') }
    const options = { ...credentials, baseUrl, agent, maxAnswerBytes, ...sharing?.options }
    wire = openWire(options, tokens as TokenKeeper)
    wires.set(key, wire)
  }
  return wire
}

const agents = new WeakMap<object, number>()
let agentCount = 0

function agentNumber(agent: object | undefined): number {
  if (!agent) return 0
  if (!agents.has(agent)) {
    agentCount += 1
    agents.set(agent, agentCount)
  }
  return agents.get(agent)!
}

/** How long a call may take, in milliseconds. */
export function timeoutOf(options: Options | undefined, isSlow = false): number {
  const { timeout } = options ?? {}
  const given = Array.isArray(timeout) ? timeout.reduce((sum, part) => sum + part, 0) : timeout
  const wanted = typeof given === 'number' && given > 0 ? given : callMs
  return isSlow ? Math.max(wanted, slowMs) : wanted
}

let current: Deadline | undefined

/** Runs something within a deadline that began earlier: what it starts at once takes the deadline over. */
export function during<T>(deadline: Deadline, run: () => T): T {
  const before = current
  current = deadline
  try {
    return run()
  } finally {
    current = before
  }
}

/** The deadline that is being taken over, or a new one. */
export const deadlineFor = (api: Instance, isSlow = false): Deadline =>
  current ?? deadlineIn(timeoutOf(api.defaults, isSlow))
