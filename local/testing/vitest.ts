// @ts-expect-error: it is there when vitest runs.
import { afterAll, afterEach } from 'vitest'
import type { Project } from './project'
import { type UseOptions, useProject as useProjectWith } from './use-project'

/** Starts a project for a file of tests, resets it after each test, and closes it after the last one. Tests find it as `we`. */
export const useProject = (options?: UseOptions): Promise<Project> =>
  useProjectWith(options, { afterAll, afterEach })

export { FunctionCallError } from '../emulator'
export type { Project } from './project'
export { type UseOptions, we } from './use-project'
