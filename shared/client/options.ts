import type { Agent as HttpAgent } from 'node:http'
import type { PayAppKey, SessionKey } from '../auth/keys'
import type { TokenStore } from '../auth/stores/store'

/** What one call may say about itself, beside its parameters. */
export interface CallOptions {
  /** Ends the call at once when it is aborted. */
  signal?: AbortSignal
  /** The longest the call may take, token and waiting included, in milliseconds. */
  timeoutMs?: number
  /** The user's session_key, for methods that are signed in the name of a user. */
  sessionKey?: string
}

/** How a client is set up. What is left out comes from the environment. */
export interface OpenapiOptions {
  /** Appid of the account; else `WX_APPID`. */
  appid?: string
  /** Secret of the account; else `WX_SECRET`. */
  secret?: string
  /** Further accounts, by appid, for `openapi({ appid })`. */
  accounts?: { readonly [appid: string]: { secret: string } }
  /** Where WeChat is; else `WX_OPENAPI_BASE_URL`, else `https://api.weixin.qq.com`. Plain http only to loopback. */
  baseUrl?: string
  /** The longest a call may take, in milliseconds; 10000 by default. */
  timeoutMs?: number
  /** Where tokens come from: `stable` (default) or `classic` (`cgi-bin/token`). */
  auth?: 'stable' | 'classic'
  /** Where tokens are kept; memory of this process by default. */
  store?: TokenStore
  /** The app key that payment methods (`xpay`, `b2b`, `midas`) are signed with. */
  payAppKey?: PayAppKey
  /** The session_key of a user, for methods that are signed in the name of one. */
  sessionKey?: SessionKey
  /** Checks parameters in full before anything is sent. */
  strict?: boolean
  /** An agent of your own, for a proxy. */
  agent?: HttpAgent
  /** The largest answer that is read, in bytes after decompression; 10 MB by default. */
  maxAnswerBytes?: number
}
