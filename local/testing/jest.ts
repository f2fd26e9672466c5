export { FunctionCallError } from '../emulator'
export type * from './index'
export { useProject, we } from './use-project'
