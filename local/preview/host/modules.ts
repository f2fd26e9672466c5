/** A module of the mini program: its body, and where the modules are that it requires. */
export type ModuleSource = [
  run: (require: unknown, module: object, exports: object, global: object) => void,
  references: Record<string, string>,
]

interface Module {
  exports: unknown
}

/** What a name of a module may lack; WeChat tries them in this order. */
export const moduleEndings = ['', '.js', '.ts', '.json', '/index.js', '/index.ts']

/** Runs the modules of a mini program, each once. */
export class Modules {
  readonly #sources: Record<string, ModuleSource>
  readonly #loaded = new Map<string, Module>()

  constructor(sources: Record<string, ModuleSource>) {
    this.#sources = sources
  }

  /** @throws what the module throws when it runs */
  load(id: string): unknown {
    const known = this.#loaded.get(id)
    if (known) return known.exports
    const [run, references] = this.#sources[id]!
    const module = { exports: {} }
    this.#loaded.set(id, module)
    try {
      run.call(module.exports, this.#requireOf(id, references), module, module.exports, globalThis)
    } catch (error) {
      this.#loaded.delete(id)
      throw error
    }
    return module.exports
  }

  /** `require` as a module sees it: also with callbacks, or as `require.async`. */
  #requireOf(id: string, references: Record<string, string>): object {
    const load = (reference: string) => {
      const found = references[reference] ?? this.#find(reference, id)
      if (found === undefined) throw new Error(`module '${reference}' is not defined`)
      return this.load(found)
    }
    const withCallbacks = (
      reference: string,
      done?: (module: unknown) => void,
      failed?: (error: unknown) => void,
    ) => {
      if (!done) return load(reference)
      Promise.resolve(reference).then(load).then(done, failed)
      return undefined
    }
    return Object.assign(withCallbacks, { async: async (reference: string) => load(reference) })
  }

  /** A name that is computed is only known now. */
  #find(reference: string, from: string): string | undefined {
    const path = new URL(reference, `http://mini-program/${from}`).pathname.slice(1)
    const ending = moduleEndings.find(end => this.#sources[path + end])
    return ending === undefined ? undefined : path + ending
  }
}
