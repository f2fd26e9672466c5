import type { AuthKind, EndpointInfo } from '../../../shared/catalog'
import { ConfigError } from '../../../shared/index'
import { demoAccount, startEmulator } from '../../emulator/index'
import { findProject } from '../start/find-project'
import { findRunning } from '../start/running-record'
import { en } from '../texts/en'

/** Where a call goes, and as whom. */
export interface Target {
  readonly url: string
  /** The client's options; no base URL where the environment says it, so that its rules hold. */
  readonly client: SigningKeys & {
    readonly appid: string
    readonly secret: string
    readonly baseUrl?: string
  }
  /** Where that is, for a person. */
  readonly description: string
  close(): Promise<void>
}

/** What the options of `call` say about where it goes. */
export interface TargetOptions {
  readonly live?: boolean
  readonly yes?: boolean
  readonly baseUrl?: string
  readonly project?: string
}

const weChat = 'https://api.weixin.qq.com'

/**
 * WeChat itself with `live`, else an emulator: the one that was named, the one that runs for the project, or one for
 * this call alone. Only `live` reads WX_APPID, WX_SECRET and the keys for signatures.
 * @throws ConfigError when something for it is missing
 */
export async function chooseTarget(
  endpoint: EndpointInfo,
  options: TargetOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Target> {
  if (options.live) return liveTarget(endpoint, options, environment)
  const named = options.baseUrl ?? loopbackOf(environment.WX_OPENAPI_BASE_URL)
  if (named !== undefined) return namedEmulator(named)
  const running = await findRunning(findProject(options.project, process.cwd()).folder)
  if (running) return emulatorTarget(running.url, running)
  const { url, close } = await startEmulator({ accounts: [demoAccount] })
  return { ...emulatorTarget(url, demoAccount), description: en.target.callAlone, close }
}

function liveTarget(
  endpoint: EndpointInfo,
  { yes, baseUrl }: TargetOptions,
  environment: NodeJS.ProcessEnv,
): Target {
  const { name, effect } = endpoint
  const { WX_APPID: appid, WX_SECRET: secret, WX_OPENAPI_BASE_URL: fromEnvironment } = environment
  if (!appid || !secret) {
    const missing = [!appid && 'WX_APPID', !secret && 'WX_SECRET'].filter(Boolean).join(en.target.and)
    throw new ConfigError({ method: name, what: en.target.liveNeeds(missing) })
  }
  if (baseUrl === undefined && loopbackOf(fromEnvironment) !== undefined) {
    throw new ConfigError({
      method: name,
      what: en.target.liveButLocal,
      fix: en.target.unsetBaseUrl,
    })
  }
  if (effect !== 'read' && !yes) {
    throw new ConfigError({
      method: name,
      what: en.target.liveWrite,
      fix: en.target.addYes,
    })
  }
  const url = baseUrl ?? (fromEnvironment || weChat)
  return {
    url,
    client: { appid, secret, baseUrl, ...liveKeys(endpoint, environment) },
    description: en.target.live(hostOf(url), appid),
    close: async () => {},
  }
}

function namedEmulator(baseUrl: string): Target {
  if (loopbackOf(baseUrl) === undefined) {
    throw new ConfigError({
      what: en.target.notLocal(hostOf(baseUrl)),
      fix: en.target.addLive,
    })
  }
  return emulatorTarget(baseUrl, demoAccount)
}

const emulatorTarget = (url: string, { appid, secret }: { appid: string; secret: string }): Target => ({
  url,
  client: { appid, secret, baseUrl: url, ...demoKeys },
  description: en.target.emulator(hostOf(url)),
  close: async () => {},
})

/** The URL, if it names this machine. */
function loopbackOf(url: string | undefined): string | undefined {
  const host = url ? parse(url)?.hostname : undefined
  return host !== undefined && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host) ? url : undefined
}

/** Host and port alone: a URL may hold a password. */
const hostOf = (url: string): string => parse(url)?.host || en.target.unnamedHost

function parse(url: string): URL | undefined {
  try {
    return new URL(url)
  } catch {
    return undefined
  }
}

/** The keys of the client that signed methods need. */
interface SigningKeys {
  readonly payAppKey?: string
  readonly sessionKey?: string
}

type Key = keyof SigningKeys
type Need = 'needed' | 'if given'

const needs: { readonly [A in AuthKind]?: { readonly [K in Key]?: Need } } = {
  paySignature: { payAppKey: 'needed' },
  userSignature: { sessionKey: 'needed' },
  payAndUserSignature: { payAppKey: 'needed', sessionKey: 'needed' },
  midasSignature: { payAppKey: 'needed', sessionKey: 'if given' },
}

// Keys come from the environment alone: every user of the machine can read a command line.
const variables: { readonly [K in Key]: string } = {
  payAppKey: 'WX_PAY_APP_KEY',
  sessionKey: 'WX_SESSION_KEY',
}

/**
 * The keys for a live call of a method, from the environment; none for a method that is not signed.
 * @throws ConfigError naming the variable that is missing
 */
function liveKeys({ name, auth }: EndpointInfo, environment: NodeJS.ProcessEnv): SigningKeys {
  const keys: { [K in Key]?: string } = {}
  for (const [key, need] of Object.entries(needs[auth] ?? {}) as [Key, Need][]) {
    const value = environment[variables[key]]
    if (value) keys[key] = value
    else if (need === 'needed') {
      throw new ConfigError({
        method: name,
        what: en.target.signed(variables[key]),
        fix: en.target.set(variables[key]),
      })
    }
  }
  return keys
}

/** Keys with which an emulator is called; they open nothing else. */
const demoKeys: SigningKeys = { payAppKey: 'demo-pay-app-key', sessionKey: 'ZGVtby1zZXNzaW9uLWtleQ==' }
