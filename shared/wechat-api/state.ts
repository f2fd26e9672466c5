import type { TokenKeeper } from '../auth/token-keeper'
import { createWireClient, openTransport, type Transport, type WireClient } from '../client/wire-client'
import type { Instance, Options } from './instance'
import { openSharing, type SharedTokens, type Sharing, shareTokens } from './share-tokens'
import { keepTokens, type Tokens } from './tokens'

const weChat = 'https://api.weixin.qq.com'
/** A video may be larger than other responses. */
const maxAnswerBytes = 64 * 1024 * 1024

interface State {
  readonly tokens: Tokens
  readonly sharing?: Sharing
  readonly wires: Map<string, WireClient>
  /** To the user's own hosts. */
  readonly transports: Map<string, Transport>
}

// Not on the instance, because users print it, copy it and compare its members.
const states = new WeakMap<object, State>()
// Visible through a Proxy, and to objects that inherit from an instance, which have their own state.
const sharedWith = Symbol('shared tokens')

/** The state of an instance besides its members. */
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
 * Makes an instance use the tokens of a shared store.
 * @throws WeChatAPIError if there is no store
 */
export function share(api: Instance, given: SharedTokens): void {
  // Enumerable, so that a copy of the instance's members shares them too.
  Object.assign(api, { [sharedWith]: openSharing(given) })
}

const mostTransports = 20

/**
 * The transport for a request of a URL; opened once per host.
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

/** The connection to WeChat for the instance's current members; opened once for each set of them. */
export function wireOf(api: Instance): WireClient {
  const { wires, tokens, sharing } = stateOf(api)
  const agent = api.defaults?.agent ?? api.defaults?.httpsAgent
  // If the instance sets no host: WeChat, or the base URL from the environment.
  const baseUrl = api.endpoint === weChat ? undefined : api.endpoint
  const key = JSON.stringify([
    api.appid,
    api.appsecret,
    baseUrl ?? process.env.WX_OPENAPI_BASE_URL,
    agentNumber(agent),
  ])
  let wire = wires.get(key)
  if (!wire) {
    // Without a secret the user's own tokens still work; fetching one reports what is missing.
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
