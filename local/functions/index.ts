export { callErrcodes, FunctionCallError } from '../project/call-error'
export type { Caller } from './event-variables'
export type { Fence } from './fence/fence'
export { type Functions, type FunctionsOptions, type Invocation, startFunctions } from './start-functions'
