import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { en } from '../texts/en'
import type { SourceFolder } from './source-folder'

/** What a compiler makes of a style: CSS, and the files that it read. */
interface CompiledStyle {
  css: string
  files: string[]
}

type Compile = (compiler: unknown, text: string, file: string) => CompiledStyle

/** The members of `sass` that are used. */
interface Sass {
  compileString(
    text: string,
    options: { url: URL; syntax: 'scss' | 'indented'; loadPaths: string[]; logger: object },
  ): { css: string; loadedUrls: URL[] }
}

/** The members of `less` that are used. */
interface Less {
  render(
    text: string,
    options: { filename: string; syncImport: boolean },
    done: (error: unknown, output?: { css: string; imports: string[] }) => void,
  ): void
}

const bySass: Compile = (compiler, text, file) => {
  // What stays WXSS is imported by the mini program, not by Sass.
  const source = text.replace(/@import\s+(['"])([^'"]+\.wxss)\1/g, '@import url("$2")')
  const { css, loadedUrls } = (compiler as Sass).compileString(source, {
    url: new URL(`file://${encodeURI(file)}`),
    syntax: extname(file) === '.sass' ? 'indented' : 'scss',
    loadPaths: [dirname(file)],
    logger: { warn() {}, debug() {} },
  })
  return { css, files: loadedUrls.map(url => fileURLToPath(url)) }
}

const byLess: Compile = (compiler, text, file) => {
  let result: CompiledStyle | undefined
  let failure: unknown
  const source = text.replace(/@import\s+(?=['"][^'"]+\.wxss['"])/g, '@import (css) ')
  // With imports that are read at once, the answer comes at once.
  ;(compiler as Less).render(source, { filename: file, syncImport: true }, (error, output) => {
    failure = error
    if (output) result = { css: output.css, files: output.imports }
  })
  if (!result) throw failure ?? new Error('less did not answer')
  return result
}

/** Languages of styles by the ending of their files: the package that compiles it, and how. */
export const styleCompilers: Readonly<Record<string, { name: string; compile: Compile }>> = {
  '.scss': { name: 'sass', compile: bySass },
  '.sass': { name: 'sass', compile: bySass },
  '.less': { name: 'less', compile: byLess },
}

/** Whether what compiles a style is here; what is lacking is told once. */
export function canRead(folder: SourceFolder, path: string): boolean {
  const language = styleCompilers[extname(path)]
  if (!language || findCompiler(folder, language.name)) return true
  folder.warnOnce(path, en.build.missingCompiler(language.name, extname(path)))
  return false
}

/** The CSS or WXSS in a file, compiled if it is in another language. */
export function readStyle(folder: SourceFolder, path: string): string {
  const language = styleCompilers[extname(path)]
  const text = folder.read(path)
  if (!language) return text
  const compiler = findCompiler(folder, language.name)
  try {
    const { css, files } = language.compile(compiler, text, folder.locate(path)!)
    // From now on a change of them concerns this file.
    for (const file of files) folder.readFile(file)
    return css
  } catch (error) {
    const { message, line, span } = error as {
      message: string
      line?: number
      span?: { start: { line: number } }
    }
    folder.warn(path, en.build.skippedStyle(message.split('\n')[0]!), {
      line: line ?? (span && span.start.line + 1),
    })
    return ''
  }
}

/** The compiler of the project, or one beside this package. */
function findCompiler({ packageRoots }: SourceFolder, name: string): unknown {
  for (const from of [...packageRoots.map(root => join(root, 'app.json')), __filename]) {
    try {
      return createRequire(from)(name)
    } catch {
      // Another place may have it.
    }
  }
  return undefined
}
