import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

/** The library as a file for processes of their own, bundled once for a test file: `require(library.file)`. */
export function useLibrary(contents = "export * from './shared/index'"): { readonly file: string } {
  const library = { file: '' }
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wx-openapi-library-'))
    library.file = join(folder, 'library.js')
    await build({
      stdin: { contents, resolveDir: join(__dirname, '../..'), loader: 'ts' },
      outfile: library.file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['wx-server-sdk'],
      logLevel: 'error',
      logOverride: { 'empty-import-meta': 'silent' },
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return library
}
