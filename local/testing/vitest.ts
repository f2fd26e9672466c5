import type { Project } from './project'
import { type Hooks, type UseOptions, useProject as useProjectWith } from './use-project'

/** Starts a project for a file of tests, resets it after each test, and closes it after the last one. Tests find it as `we`. */
export async function useProject(options?: UseOptions): Promise<Project> {
  // @ts-expect-error: it is there when vitest runs.
  const hooks: Hooks = await import('vitest')
  return useProjectWith(options, hooks)
}

export { FunctionCallError } from '../emulator'
export type { Project } from './project'
export { type UseOptions, we } from './use-project'
