import type { AuthKind, EndpointInfo } from '../../../shared/catalog'
import { ConfigError } from '../../../shared/index'

/** The keys of the client that signed methods need. */
export interface SigningKeys {
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

// Keys come from the environment alone: a command line can be read by everybody on the machine.
const variables: { readonly [K in Key]: string } = {
  payAppKey: 'WX_PAY_APP_KEY',
  sessionKey: 'WX_SESSION_KEY',
}

/**
 * The keys for a live call of a method, from the environment; none for a method that is not signed.
 * @throws ConfigError naming the variable that is missing
 */
export function liveKeys({ name, auth }: EndpointInfo, environment: NodeJS.ProcessEnv): SigningKeys {
  const keys: { [K in Key]?: string } = {}
  for (const [key, need] of Object.entries(needs[auth] ?? {}) as [Key, Need][]) {
    const value = environment[variables[key]]
    if (value) keys[key] = value
    else if (need === 'needed') {
      throw new ConfigError({
        method: name,
        what: `this method is signed: --live needs ${variables[key]} in the environment`,
        fix: `set ${variables[key]}`,
      })
    }
  }
  return keys
}

/** Keys with which an emulator is called; they open nothing else. */
export const demoKeys: SigningKeys = { payAppKey: 'demo-pay-app-key', sessionKey: 'ZGVtby1zZXNzaW9uLWtleQ==' }
