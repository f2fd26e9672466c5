import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const fixture = join(__dirname, 'fixtures/app')

/** The four files of a page or component with these contents. */
export function unit(path: string, wxml: string, rest: { json?: object; ts?: string; wxss?: string } = {}) {
  return {
    [`${path}.wxml`]: wxml,
    [`${path}.json`]: JSON.stringify(rest.json ?? {}),
    [`${path}.ts`]: rest.ts ?? 'Page({})',
    [`${path}.wxss`]: rest.wxss ?? '',
  }
}

const folders: string[] = []

/** Writes files to a new folder; `removeFolders` takes it away. */
export function writeFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'preview-'))
  folders.push(folder)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** A copy of the fixture that a test may change. */
export function copyFixture(): string {
  const folder = writeFolder({})
  cpSync(fixture, folder, { recursive: true })
  return folder
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
