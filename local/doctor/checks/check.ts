import type { Finding } from '../../project/finding'
import type { Project } from '../../project/open-project'
import type { Deployment } from '../../project/read-deployment'
import type { FunctionFacts } from '../permissions/function-facts'
import type { Library } from '../project/library'
import type { Program } from '../project/program'

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
export function listNames(names: readonly string[], most = 6): string {
  if (names.length > most) return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}
