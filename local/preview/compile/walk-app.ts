import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { en } from '../texts/en'
import type { AppConfig, ThemeConfig, UnitConfig } from './app-config'
import type { SourceFolder } from './source-folder'

/** A page or a component: four files with one name. */
export interface Unit {
  /** Path inside the mini program without an extension. */
  path: string
  isPage: boolean
  /** Its JSON, with every component reference made absolute. */
  config: UnitConfig
  script: string | undefined
  /** The prefix of its own class names; undefined when its styles are shared with the page. */
  styleScope: string | undefined
}

/** What app.json leads to. */
export interface AppTree {
  config: AppConfig
  theme: ThemeConfig | undefined
  pages: string[]
  /** Components that app.json offers to every page, by tag. */
  globalComponents: Record<string, string>
  units: Map<string, Unit>
}

/** Follows app.json to every page, and from there to every component that is used. */
export function walkApp(folder: SourceFolder): AppTree {
  const config = folder.readJson<AppConfig>('app.json', true)
  const packages = config.subPackages ?? config.subpackages ?? []
  const pages = [
    ...(config.pages ?? []),
    ...packages.flatMap(part => part.pages.map(page => posix.join(part.root, page))),
  ]
  if (pages.length === 0) folder.report('app.json', en.build.noPages)
  if (config.tabBar?.custom) folder.report('app.json', en.build.customTabBar)
  const themeFile = config.themeLocation?.replace(/^\.?\//, '')
  const tree: AppTree = {
    config,
    theme: themeFile ? folder.readJson<ThemeConfig>(themeFile, true) : undefined,
    pages,
    globalComponents: {},
    units: new Map(),
  }
  tree.globalComponents = resolveComponents(folder, tree, config.usingComponents, 'app')
  for (const page of pages) addUnit(folder, tree, page, true)
  for (const tab of config.tabBar?.list ?? []) {
    if (!pages.includes(tab.pagePath)) folder.report('app.json', en.build.tabNotInPages(tab.pagePath))
  }
  return tree
}

function addUnit(folder: SourceFolder, tree: AppTree, path: string, isPage: boolean): void {
  if (tree.units.has(path)) return
  const config = folder.readJson<UnitConfig>(`${path}.json`, !isPage)
  const script = folder.findScript(path)
  if (!script) folder.report(`${path}.ts`, en.build.missingScript)
  config.component = !isPage
  if (script) readStaticOptions(config, readFileSync(script, 'utf8'))
  const unit: Unit = { path, isPage, config, script, styleScope: styleScopeOf(path, config) }
  tree.units.set(path, unit)
  config.usingComponents = resolveComponents(folder, tree, config.usingComponents, path)
  for (const [name, generic] of Object.entries(config.componentGenerics ?? {})) {
    if (typeof generic !== 'object' || !generic.default) continue
    const target = resolveComponents(folder, tree, { [name]: generic.default }, path)[name]
    config.componentGenerics![name] = target ? { default: target } : true
  }
}

function resolveComponents(
  folder: SourceFolder,
  tree: AppTree,
  references: Record<string, string> | undefined,
  from: string,
): Record<string, string> {
  const resolved: Record<string, string> = {}
  for (const [tag, reference] of Object.entries(references ?? {})) {
    const path = folder.resolveReference(reference, from)
    const found = [path, `${path}/index`].find(candidate => folder.has(`${candidate}.json`))
    if (!found) {
      folder.report(`${from}.json`, en.build.missingComponent(tag, path))
      continue
    }
    resolved[tag] = `/${found}`
    addUnit(folder, tree, found, false)
  }
  return resolved
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
