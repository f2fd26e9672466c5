export { type CloudFunction, type FunctionConfig, type Reply, type ServeOptions, serve } from './gateway'
