import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A project of a user's, in a folder of its own, that has the built package in its node_modules. */
export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), 'wx-openapi-consumer-'))

  /** @param installed whether the package is there at once, as a link to what was built, or is put there by the test */
  constructor(files: Record<string, string>, installed: 'link' | 'nothing' = 'link') {
    mkdirSync(join(this.folder, 'node_modules'))
    if (installed === 'link') {
      symlinkSync(process.cwd(), join(this.folder, 'node_modules/wx-openapi-shim'))
    }
    for (const [name, text] of Object.entries(files)) this.write(name, text)
  }

  /** Writes a file of the project; what is not text is JSON. */
  write(name: string, content: string | object): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true })
    writeFileSync(join(this.folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }

  /** What a script prints; its file type decides the module system. */
  async node(...args: string[]): Promise<string> {
    const { stdout } = await run(process.execPath, args, {
      cwd: this.folder,
      env: { PATH: process.env.PATH },
    })
    return stdout.trim()
  }

  /** What a compiler has to say about the project: nothing, when all is well. */
  async tsc(installedAs = 'typescript'): Promise<string> {
    const compiler = join(process.cwd(), 'node_modules', installedAs, 'bin/tsc')
    const done = await run(process.execPath, [compiler, '-p', '.'], { cwd: this.folder }).catch(
      error => error,
    )
    return String(done.stdout).trim()
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
