export type { MakeTokenStore, RegisterTest, StoredToken, TokenStore } from '../../shared/testing'
export { testTokenStore } from '../../shared/testing'
export { FunctionCallError } from '../emulator'
export type {
  Documents,
  Fault,
  FaultHandle,
  Handle,
  InvokeOptions,
  Project,
  ProjectDatabase,
  ProjectStorage,
  Quota,
  RevokedTokens,
} from './project'
export { type ProjectOptions, startProject } from './start-project'
export type { AnswerOf, CallOf, MethodName } from './typed-calls'
export { type Hooks, type UseOptions, useProject, we } from './use-project'
