import { resolve } from 'node:path'
import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment'
import { TestEnvironment as JsdomEnvironment } from 'jest-environment-jsdom'
import { BuildError } from '../../local/preview/compile/build-error'
import { bundleMiniProgram } from '../../local/preview/compile/bundle'
import { readOwnFiles } from '../../local/preview/compile/own-files'

const bundles = new Map<string, Promise<string>>()

/** Our own mini programs are drawn whole: a warning fails their tests. */
async function bundleStrictly(root: string): Promise<string> {
  const [{ host }, { script, warnings }] = await Promise.all([readOwnFiles(), bundleMiniProgram(root)])
  if (warnings.length > 0) throw new BuildError(warnings)
  return `${host}${script}`
}

/** jsdom with a mini program compiled into it: compiling needs Node's own globals, so it happens out here. */
export default class HarnessEnvironment extends JsdomEnvironment {
  readonly #root: string

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context)
    const folder = String(context.docblockPragmas['mini-program'] ?? 'miniprogram')
    this.#root = resolve(config.projectConfig.rootDir, folder)
  }

  override async setup(): Promise<void> {
    await super.setup()
    const bundle = bundles.get(this.#root) ?? bundleStrictly(this.#root)
    bundles.set(this.#root, bundle)
    Object.assign(this.global, { miniProgramBundle: await bundle })
  }
}
