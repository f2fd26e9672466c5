export { callErrcodes } from '../project/call-errcodes'
export { FunctionCallError } from './call-error'
export type { Caller } from './event-variables'
export { type Functions, type FunctionsOptions, type Invocation, startFunctions } from './start-functions'
