export type { Caller } from '../functions/event-variables'
export type { Fence } from '../functions/fence/fence'
export {
  type Functions,
  type FunctionsOptions,
  type Invocation,
  startFunctions,
} from '../functions/start-functions'
export { callErrcodes, FunctionCallError } from '../project/call-error'
export { demoAccount, demoOpenids, type EmulatorAccount } from './accounts/account'
export type { OnUnhandled } from './create-world'
export type { ListedFault } from './faults/fault-book'
export type { FaultAction, FaultMatch, FaultRule } from './faults/fault-rule'
export { type Access, accesses } from './gateway/database/access'
export type { CollectionSeed } from './gateway/database/backing'
export type { EmulatorOptions, FunctionCaller, TlsKind } from './options'
export type { SeedCall } from './play-calls'
export { type ProfileName, profileNames } from './profiles/open-profile'
export type { Limits, QuotaOptions } from './quotas/quota-book'
export { type Emulator, startEmulator } from './start-emulator'
export type { Effect, LogEntry } from './state/world'
export type { TlsListener } from './tls/listeners'
export { type TokenPolicy, tokenPolicies } from './tokens/token-book'
