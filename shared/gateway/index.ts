export type { ServeOptions } from './offer'
export type { FunctionConfig } from './permission'
export type { Reply } from './reply'
export { type CloudFunction, serve } from './serve'
