import type { Finding } from '../../project/finding'
import type { Project } from '../../project/open-project'
import type { Deployment } from '../../project/read-deployment'
import type { FunctionFacts } from '../permissions/function-facts'
import type { Library } from '../project/library'
import type { Program } from '../project/program'
import { en } from '../texts/en'

/** What a check looks at. */
export interface Setup {
  readonly project: Project
  readonly library: Library
  readonly functions: readonly FunctionFacts[]
  /** The mini program; undefined where there is none. */
  readonly miniprogram?: Program
  /** What cloudbaserc.json says about the functions. */
  readonly deployment: Deployment
  readonly options: SetupOptions
}

/** What the user says beside the folder; paths are absolute. */
export interface SetupOptions {
  /** A file of `NAME=value` lines with the variables of the functions. */
  readonly variables?: string
  /** A file with the access rule of the collection that holds tokens, as the console shows it. */
  readonly tokenRule?: string
  /** Methods that WeChat has and this version does not know. */
  readonly also?: readonly string[]
}

/** Looks at one thing. */
export type Check = (setup: Setup) => Finding[]

/** `a, b and c`, or the first few of many. */
export const listNames = (names: readonly string[], most = 6): string => en.names(names, most)
