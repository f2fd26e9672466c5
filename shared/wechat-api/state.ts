import type { TokenKeeper } from '../auth/token-keeper'
import { createWireClient, openTransport, type Transport, type WireClient } from '../client/wire-client'
import type { Instance, Options } from './instance'
import { openSharing, type SharedTokens, type Sharing, shareTokens } from './share-tokens'
import { keepTokens, type Tokens } from './tokens'

const weChat = 'https://api.weixin.qq.com'
/** A video may be larger than what other calls give. */
const maxAnswerBytes = 64 * 1024 * 1024

interface State {
  readonly tokens: Tokens
  readonly sharing?: Sharing
  readonly wires: Map<string, WireClient>
  /** To the hosts of the user's own. */
  readonly transports: Map<string, Transport>
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
    const wire = () => wireOf(api)
    const tokens = sharing ? shareTokens(api, sharing, () => wire().keeper()) : keepTokens(api, wire)
    state = { tokens, sharing, wires: new Map(), transports: new Map() }
    states.set(api, state)
  }
  return state
}

/**
 * From now on the tokens of an instance are those of a store, shared with all who use it.
 * @throws WeChatAPIError when there is no store
 */
export function share(api: Instance, given: SharedTokens): void {
  // Enumerable, so that a copy of the instance's members shares them too.
  Object.assign(api, { [sharedWith]: openSharing(given) })
}

const mostTransports = 20

/**
 * The way for one request of a URL; opened once for each place.
 * @param origin another place than the instance's own
 */
export function transportOf(api: Instance, origin: string | undefined, options: Options): Transport {
  if (origin === undefined) return wireOf(api).transport()
  const { transports } = stateOf(api)
  const { agent, httpsAgent } = options
  const used = (/^https:/.test(origin) ? (httpsAgent ?? agent) : agent) || undefined
  const key = `${origin} ${agentNumber(used)}`
  let transport = transports.get(key)
  if (!transport) {
    if (transports.size >= mostTransports) transports.clear()
    transport = openTransport(origin, used, maxAnswerBytes)
    transports.set(key, transport)
  }
  return transport
}

/** The way to WeChat with the instance's present members; opened once for each set of them. */
export function wireOf(api: Instance): WireClient {
  const { wires, tokens, sharing } = stateOf(api)
  const agent = api.defaults?.agent ?? api.defaults?.httpsAgent
  // Where the instance names no place of its own: WeChat, or what the environment says.
  const baseUrl = api.endpoint === weChat ? undefined : api.endpoint
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
    wire = createWireClient(options, tokens as TokenKeeper)
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
