import postcss, { type AtRule, CssSyntaxError, type Root, type Rule } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { en } from '../texts/en'
import { builtinTemplates, framedLengths } from './host-markup'
import type { SourceFolder } from './source-folder'
import { canRead, readStyle, styleCompilers } from './style-compilers'

const colourScheme = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/

const endings = ['.wxss', ...Object.keys(styleCompilers)]

/**
 * Compiles the styles of a page or component, with what they import, to CSS: its WXSS, or what a compiler makes it of.
 * `scope` is the prefix of its class names.
 */
export function compileStyles(folder: SourceFolder, path: string, scope: string | undefined): string {
  const ending = endings.find(candidate => folder.has(path + candidate))
  return ending ? withImports(folder, path + ending, scope, new Set()) : ''
}

function withImports(
  folder: SourceFolder,
  file: string,
  scope: string | undefined,
  seen: Set<string>,
): string {
  if (seen.has(file) || !canRead(folder, file)) return ''
  seen.add(file)
  const what = scope === undefined ? file : `${file} (${scope})`
  const { css, imports } = folder.keep(what, () => compileFile(folder, file, scope))
  return imports.map(imported => withImports(folder, imported, scope, seen)).join('') + css
}

/** One file, and what it imports. */
function compileFile(folder: SourceFolder, file: string, scope: string | undefined) {
  const root = parseForgivingly(folder, file)
  const imports: string[] = []
  root.walkAtRules('import', rule => {
    const target = importTarget(folder, file, rule.params)
    if (target) imports.push(target)
    else folder.warn(file, en.build.missingImport(rule.params), rule.source?.start)
    rule.remove()
  })
  root.walkDecls(declaration => {
    declaration.value = framedLengths(declaration.value)
  })
  root.walkRules(rule => {
    if (!isKeyframe(rule)) rule.selector = hostSelector(rule.selector, scope)
  })
  root.walkAtRules('media', followThemeClass)
  return { imports, css: `${root}\n` }
}

/** A mistake stops no more than its own line, as in a browser; so often the rest is tried. */
const mostMistakes = 40

/** Parses WXSS; lines that cannot be parsed are left out, and told. */
function parseForgivingly(folder: SourceFolder, file: string): Root {
  let text = readStyle(folder, file).replace(unfinishedImport, '$1;')
  for (let mistake = 0; mistake < mostMistakes; mistake += 1) {
    try {
      return postcss.parse(text, { from: file })
    } catch (error) {
      if (!(error instanceof CssSyntaxError)) throw error
      const { reason, line = 1, column } = error
      folder.warn(file, en.build.skippedStyle(reason), { line, column })
      text = withoutMistake(text, reason, line)
    }
  }
  return postcss.parse('')
}

/** An `@import` at the end of a line, whose semicolon is missing. */
const unfinishedImport = /(@import\s+(?:url\(\s*)?(['"])[^'"\n;{]+\2\s*\)?)(?=[ \t]*(?:\r?\n|$))/g

function withoutMistake(text: string, reason: string, line: number): string {
  if (reason === 'Unclosed block') return `${text}\n}`
  if (reason === 'Unclosed comment') return `${text}*/`
  const lines = text.split('\n')
  // What stands on the line may open or close a block; that part must stay.
  lines[line - 1] = lines[line - 1]!.replace(/[^{}]/g, ' ')
  if (reason === 'Unexpected }') lines[line - 1] = ''
  return lines.join('\n')
}

function importTarget(folder: SourceFolder, file: string, params: string): string | undefined {
  const reference = params
    .replace(/^url\(|\)$/g, '')
    .replace(/['"]/g, '')
    .trim()
  const path = reference.replace(/\.wxss$/, '')
  return folder
    .candidatesOf(path, file)
    .flatMap(candidate => endings.map(ending => candidate + ending))
    .find(candidate => folder.has(candidate))
}

function isKeyframe(rule: Rule): boolean {
  return rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as AtRule).name)
}

/** Built-ins are `wx-…` elements in the page, and each component's classes carry its prefix. */
function hostSelector(selector: string, scope: string | undefined): string {
  try {
    return rewriteSelector(selector, scope)
  } catch {
    // The browser drops the rule, as WeChat does.
    return selector
  }
}

function rewriteSelector(selector: string, scope: string | undefined): string {
  return selectorParser(root => {
    root.walkTags(tag => {
      if (tag.value === 'page' || tag.value in builtinTemplates) tag.value = `wx-${tag.value}`
    })
    if (!scope) return
    root.walkClasses(name => {
      name.value = `${scope}--${name.value}`
    })
    root.walkPseudos(pseudo => {
      if (pseudo.value !== ':host') return
      const attribute = {
        attribute: 'wx-host',
        operator: '=' as const,
        value: scope,
        quoteMark: '"' as const,
      }
      pseudo.replaceWith(selectorParser.attribute({ ...attribute, raws: {} }))
    })
  }).processSync(selector)
}

/** The theme is a switch in the preview, so a media query about it becomes a class of the phone frame. */
function followThemeClass(media: AtRule): void {
  const theme = colourScheme.exec(media.params)?.[1]
  if (!theme) return
  media.walkRules(rule => {
    // :where() adds no weight, so the order of the rules decides as it does in a media query.
    rule.selectors = rule.selectors.map(selector => `:where(.theme-${theme}) ${selector}`)
  })
  const rest = media.params
    .replace(colourScheme, '')
    .replace(/^\s*and\s+|\s+and\s*$/g, '')
    .trim()
  if (rest) media.params = rest.replace(/\band\s+and\b/, 'and')
  else media.replaceWith(media.nodes ?? [])
}
