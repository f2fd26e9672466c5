import { posix } from 'node:path'
import { en } from '../texts/en'
import { type AppConfig, customTabBar, type ExtConfig, type ThemeConfig, type UnitConfig } from './app-config'
import { extendedLibraries, packageName } from './packages'
import type { SourceFolder } from './source-folder'

/** A page or a component: four files with one name. */
export interface Unit {
  /** Path inside the mini program without an extension. */
  path: string
  isPage: boolean
  /** Its JSON, with every component reference made absolute. */
  config: UnitConfig
  script: string | undefined
  /** Tags that its JSON names and that lead nowhere. */
  missing: Set<string>
  /** The prefix of its own class names; undefined when its styles are shared with the page. */
  styleScope: string | undefined
}

/** What app.json leads to. */
export interface AppTree {
  config: AppConfig
  theme: ThemeConfig | undefined
  /** What `wx.getExtConfig` gives. */
  ext: object | undefined
  pages: string[]
  /** Components that app.json offers to every page, by tag. */
  globalComponents: Record<string, string>
  /** Tags that app.json names and that lead nowhere. */
  missing: Set<string>
  units: Map<string, Unit>
}

/** Follows app.json to every page, and from there to every component that is used. */
export function walkApp(folder: SourceFolder): AppTree {
  const config = folder.readJson<AppConfig>('app.json', 'report')
  folder.aliases = Object.entries(config.resolveAlias ?? {}).map(([from, to]) => [
    from.replace(/\*$/, ''),
    to.replace(/\*$/, ''),
  ])
  const pages = listPages(config)
  if (pages.length === 0) folder.report('app.json', en.build.noPages)
  const themeFile = config.themeLocation?.replace(/^\.?\//, '')
  const { extEnable, ext } = folder.readJson<ExtConfig>('ext.json', 'optional')
  const tree: AppTree = {
    config,
    ext: extEnable ? ext : undefined,
    theme: themeFile ? folder.readJson<ThemeConfig>(themeFile, 'warn') : undefined,
    pages,
    globalComponents: {},
    missing: new Set(),
    units: new Map(),
  }
  tree.globalComponents = resolveComponents(folder, tree, config.usingComponents, 'app', tree.missing)
  for (const page of pages) addUnit(folder, tree, page, true)
  if (config.tabBar) addTabBar(folder, tree, config.tabBar)
  return tree
}

/** The pages of app.json and of its subpackages, the one that opens first in front. */
function listPages(config: AppConfig): string[] {
  const entry = withoutSlash(config.entryPagePath ?? '')
  const parts = config.subPackages ?? config.subpackages ?? []
  const pages = [
    ...(config.pages ?? []),
    ...parts.flatMap(part => (part.pages ?? []).map(page => posix.join(part.root, page))),
  ].map(withoutSlash)
  return [...new Set(pages.includes(entry) ? [entry, ...pages] : pages)]
}

const withoutSlash = (path: string) => path.replace(/^\//, '')

function addTabBar(folder: SourceFolder, tree: AppTree, tabBar: NonNullable<AppConfig['tabBar']>): void {
  tabBar.list = (tabBar.list ?? []).map(tab => ({ ...tab, pagePath: withoutSlash(tab.pagePath) }))
  for (const { pagePath } of tabBar.list) {
    if (!tree.pages.includes(pagePath)) folder.warn('app.json', en.build.tabNotInPages(pagePath))
  }
  if (!tabBar.custom) return
  if (folder.has(`${customTabBar}.wxml`)) addUnit(folder, tree, customTabBar, false)
  else {
    folder.warn('app.json', en.build.noCustomTabBar(`${customTabBar}.wxml`))
    tabBar.custom = false
  }
}

function addUnit(folder: SourceFolder, tree: AppTree, path: string, isPage: boolean): void {
  if (tree.units.has(path)) return
  const config = folder.readJson<UnitConfig>(`${path}.json`, isPage ? 'optional' : 'warn')
  const script = folder.findScript(path)
  if (!script) folder.warn(`${path}.js`, en.build.missingScript)
  config.component = !isPage
  const source = script ? folder.readFile(script) : ''
  readStaticOptions(config, source)
  const missing = new Set<string>()
  const styleScope = styleScopeOf(path, config)
  const unit: Unit = { path, isPage, config, script, missing, styleScope }
  tree.units.set(path, unit)
  config.usingComponents = resolveComponents(folder, tree, config.usingComponents, path, missing)
  for (const [name, generic] of Object.entries(config.componentGenerics ?? {})) {
    if (typeof generic !== 'object' || !generic.default) continue
    const target = resolveComponents(folder, tree, { [name]: generic.default }, path, missing)[name]
    config.componentGenerics![name] = target ? { default: target } : true
  }
}

/** References by tag, made absolute. What is missing is left out: its tag is then drawn as a box. */
function resolveComponents(
  folder: SourceFolder,
  tree: AppTree,
  references: Record<string, string> | undefined,
  from: string,
  missing: Set<string>,
): Record<string, string> {
  const resolved: Record<string, string> = {}
  for (const [tag, reference] of Object.entries(references ?? {})) {
    if (/^(plugin|plugin-private|dynamicLib|ext):\/\//.test(reference)) {
      folder.warn(`${from}.json`, en.build.pluginComponent(tag, reference))
      missing.add(tag)
      continue
    }
    const found = folder
      .candidatesOf(reference, from)
      .flatMap(path => [path, `${path}/index`])
      .find(path => folder.has(`${path}.json`) || folder.has(`${path}.wxml`))
    if (!found) {
      warnMissing(folder, tree, from, tag, reference)
      missing.add(tag)
      continue
    }
    resolved[tag] = `/${found}`
    addUnit(folder, tree, found, false)
  }
  return resolved
}

/** A package is told once, whatever of it is used. */
function warnMissing(
  folder: SourceFolder,
  tree: AppTree,
  from: string,
  tag: string,
  reference: string,
): void {
  const name = packageName(folder.unalias(reference).replace(/^.*\bminiprogram_npm\//, ''))
  const library = Object.keys(tree.config.useExtendedLib ?? {}).find(
    key => name !== undefined && extendedLibraries[key]?.includes(name),
  )
  const isPackage = library || (name && (/^@|-/.test(name) || reference.includes('miniprogram_npm/')))
  if (!isPackage || name === undefined) {
    folder.warn(`${from}.json`, en.build.missingComponent(tag, reference))
    return
  }
  const message = library ? en.build.missingLibrary(library, name) : en.build.missingPackage(name)
  folder.warnOnce(library ? 'app.json' : `${from}.json`, message)
}

/** WeChat also takes style isolation from `options` in the script, the runtime only from JSON. */
function readStaticOptions(config: UnitConfig, script: string): void {
  const isolation = /styleIsolation:\s*['"]([\w-]+)['"]/.exec(script)?.[1]
  if (isolation) config.styleIsolation ??= isolation
  else if (/addGlobalClass:\s*true/.test(script)) config.addGlobalClass ??= true
}

function styleScopeOf(path: string, config: UnitConfig): string | undefined {
  const isolation =
    config.styleIsolation ??
    (config.component ? (config.addGlobalClass ? 'apply-shared' : 'isolated') : 'shared')
  if (isolation === 'shared' || isolation === 'page-shared') return undefined
  return path.replace(/[^\w-]+/g, '_')
}
