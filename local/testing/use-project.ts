import type { Project } from './project'
import { type ProjectOptions, startProject } from './start-project'
import { en } from './texts/en'

/** The hooks of a test runner. */
export interface Hooks {
  afterEach(run: () => Promise<void>): void
  afterAll(run: () => Promise<void>): void
}

/** How a project is used by a file of tests. */
export interface UseOptions extends ProjectOptions {
  /**
   * Whether the variables that lead to the emulator are set in the test's own process too, as `process.env` has them;
   * by default they are.
   */
  readonly setsEnv?: boolean
}

// A runner that forgets modules between tests must find the same project.
const key = Symbol.for('wx-openapi-shim.project')
const shared = globalThis as { [key]?: Project }

/**
 * Starts a project for a file of tests, resets it after each test, and closes it after the last one. Tests find it as `we`.
 * @param hooks by default the global ones of jest and its like
 */
export async function useProject(
  { setsEnv = true, ...options }: UseOptions = {},
  hooks: Hooks = globalThis as unknown as Hooks,
): Promise<Project> {
  if (typeof hooks.afterEach !== 'function' || typeof hooks.afterAll !== 'function')
    throw new Error(en.noHooks)
  const project = await startProject(options)
  const restore = setsEnv ? setEnv(project.env) : () => undefined
  shared[key] = project
  hooks.afterEach(() => project.reset())
  hooks.afterAll(async () => {
    restore()
    if (shared[key] === project) delete shared[key]
    await project.close()
  })
  return project
}

/** Sets variables; gives what puts back what was there. */
function setEnv(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map(name => [name, process.env[name]] as const)
  Object.assign(process.env, variables)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

const members: { readonly [Name in Exclude<keyof Project, symbol>]: true } = {
  url: true,
  appid: true,
  secret: true,
  options: true,
  env: true,
  database: true,
  storage: true,
  emulator: true,
  invoke: true,
  called: true,
  log: true,
  effects: true,
  fault: true,
  answer: true,
  advance: true,
  revoke: true,
  quota: true,
  check: true,
  reset: true,
  close: true,
}

/** The project that `useProject` started for this file of tests. */
export const we: Project = new Proxy({} as Project, {
  get(_, name) {
    const project = shared[key]
    if (project) return Reflect.get(project, name)
    // Runners and consoles ask every object for names that no project has.
    if (Object.hasOwn(members, name)) throw new Error(en.notStarted)
    return undefined
  },
  has: (_, name) => name in (shared[key] ?? {}),
  ownKeys: () => Reflect.ownKeys(shared[key] ?? {}),
  getOwnPropertyDescriptor: (_, name) =>
    shared[key] && { ...Object.getOwnPropertyDescriptor(shared[key], name), configurable: true },
})
