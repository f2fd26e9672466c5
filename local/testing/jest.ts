export { FunctionCallError } from '../emulator'
export type { Project } from './project'
export { type UseOptions, useProject, we } from './use-project'
