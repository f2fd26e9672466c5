import type { Agent as HttpAgent } from 'node:http'
import type { PayAppKey, SessionKey } from '../auth/keys'
import type { TokenStore } from '../auth/stores/store'
import type { MakeTokenSource } from '../auth/token-source'
import type { FindProxy } from '../transport/environment-proxy'
import type { FailOver } from '../transport/fail-over'
import type { Hooks } from './hooks'

/** What one call may say about itself, beside its parameters. */
export interface CallOptions {
  /** Ends the call at once when it is aborted. */
  signal?: AbortSignal
  /** The longest the call may take, token and waiting included, in milliseconds; 24 days at most. */
  timeoutMs?: number
  /** The user's session_key, for methods that are signed in the name of a user. */
  sessionKey?: string
  /**
   * Sends a write again after an answer that was lost and after WeChat said that it is busy, although either may have
   * done it: then it is done twice. For writes that may be.
   */
  retryWrites?: boolean
  /** How often the call is sent again at most, in place of the client's own number; never a write that may be done. */
  retries?: number
}

/** What `openapi({ … })` may change, as in wx-server-sdk. */
export interface CallingOptions {
  /** Another account, one of the option `accounts`. */
  appid?: string
  /** `false` sends and gives keys as they are. */
  convertCase?: boolean
}

/** Takes lines of text; `console` is one, and so are the loggers of pino and winston. */
export interface Logger {
  error(line: string): void
  info(line: string): void
  debug(line: string): void
}

/** How a client is set up. What is left out comes from the environment. */
export interface OpenapiOptions extends Hooks {
  /** Appid of the account; else `WX_APPID`. */
  appid?: string
  /** Secret of the account; else `WX_SECRET`. */
  secret?: string
  /** Further accounts, by appid, for `openapi({ appid })`. */
  accounts?: { readonly [appid: string]: { secret: string } }
  /** Where WeChat is; else `WX_OPENAPI_BASE_URL`, else `https://api.weixin.qq.com`. Plain http only to loopback. */
  baseUrl?: string
  /** The longest a call may take, in milliseconds; 10000 by default, 24 days at most. */
  timeoutMs?: number
  /**
   * `cloud` calls through the installed wx-server-sdk, inside WeChat's cloud: it needs neither appid nor secret nor a
   * fixed address, but a name in `permissions.openapi` for each method. Without it, calls go over HTTPS.
   */
  transport?: 'cloud'
  /**
   * Where tokens come from: `stable` (default), `classic` (`cgi-bin/token`), or a source such as
   * `cloudbaseAccessToken`, `fixedToken('…')` or `tokenFrom(async () => …)`.
   */
  auth?: 'stable' | 'classic' | MakeTokenSource
  /** Where tokens are kept for all who share it; the memory of this client by default. */
  store?: TokenStore
  /** How often a call is sent again at most, after a failure that allows it; 2 by default, 0 for never. */
  retries?: number
  /**
   * The function `failOver` of this package: then calls go to WeChat's other hosts (api2, sh.api, sz.api, hk.api)
   * while `api.weixin.qq.com` cannot be reached. Only calls that did not leave this machine, and only without a
   * `baseUrl`.
   */
  failOver?: FailOver
  /** The app key that payment methods (`xpay`, `b2b`, `midas`) are signed with. */
  payAppKey?: PayAppKey
  /** The session_key of a user, for methods that are signed in the name of one. */
  sessionKey?: SessionKey
  /** Checks parameters in full before anything is sent. */
  strict?: boolean
  /**
   * Writes a line for each call: method, errcode, milliseconds, attempts and rid. `error`: for those that fail; `info`:
   * for all; `debug`: also when one begins. `off` by default. No line holds a parameter, a result or a secret.
   */
  log?: 'off' | 'error' | 'info' | 'debug'
  /** What takes these lines; `console` by default. */
  logger?: Logger
  /** An agent of your own, for a proxy. */
  agent?: HttpAgent
  /**
   * The function `environmentProxy` of this package: then calls go through the proxy that `HTTPS_PROXY` names, except to
   * the hosts of `NO_PROXY`. Not together with `agent`.
   */
  proxy?: FindProxy
  /** The largest answer that is read, in bytes after decompression; 10 MB by default. */
  maxAnswerBytes?: number
}
