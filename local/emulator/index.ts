export {
  type Caller,
  callErrcodes,
  FunctionCallError,
  type Functions,
  type FunctionsOptions,
  type Invocation,
  startFunctions,
} from '../functions/index'
export { demoAccount, type EmulatorAccount } from './accounts/account'
export type { ListedFault } from './faults/fault-book'
export type { FaultAction, FaultMatch, FaultRule } from './faults/rule'
export type { FunctionCaller } from './function-caller'
export { type Access, accesses } from './gateway/database/access'
export type { CollectionSeed } from './gateway/database/database'
export { demoOpenids } from './namespaces/logistics/openids'
export type { EmulatorOptions } from './options'
export type { SeedCall } from './play-calls'
export { type ProfileName, profileNames } from './profiles/open-profile'
export type { Limits, QuotaOptions } from './quotas/limits'
export { type Emulator, startEmulator } from './start-emulator'
export type { Effect, LogEntry } from './state/records'
export type { TlsKind } from './tls/kinds'
export type { TlsListener } from './tls/listeners'
export { type TokenPolicy, tokenPolicies } from './tokens/policy'
