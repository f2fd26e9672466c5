import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  type Functions,
  type FunctionsOptions,
  startFunctions,
} from '../../../local/functions/start-functions'

/** A folder of cloud functions, made for one test. */
export class Project {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'wx-openapi-functions-')))
  readonly lines: string[] = []
  private started: Functions[] = []

  /** Writes files, by their paths in the folder. */
  write(files: Record<string, string>): this {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true })
      writeFileSync(join(this.root, path), text)
    }
    return this
  }

  /** Says in cloudbaserc.json, which `start` reads as the project's own, how many seconds these functions may take from now on. */
  limit(seconds: Record<string, number>): this {
    const functions = Object.entries(seconds).map(([name, timeout]) => ({ name, timeout }))
    return this.write({ 'cloudbaserc.json': JSON.stringify({ functions }) })
  }

  /** Dates files as if they had been saved so many seconds ago. */
  age(seconds: number, ...paths: string[]): this {
    const then = Date.now() / 1000 - seconds
    for (const path of paths) utimesSync(this.path(path), then, then)
    return this
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts)
  }

  start(options: Partial<FunctionsOptions> = {}): Functions {
    const functions = startFunctions({
      root: this.root,
      settings: this.path('cloudbaserc.json'),
      onLog: line => this.lines.push(line),
      ...options,
    })
    this.started.push(functions)
    return functions
  }

  async remove(): Promise<void> {
    await Promise.all(this.started.map(functions => functions.close()))
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** What a call is rejected with. */
export const rejection = (
  call: Promise<unknown>,
): Promise<{ errCode: number; errMsg: string; message: string }> =>
  call.then(
    result => Promise.reject(new Error(`it was not rejected, but gave ${JSON.stringify(result)}`)),
    error => error,
  )
