import { BuildError } from './build-error'
import { compileStyles } from './compile-styles'
import { compileTemplates } from './compile-templates'
import { SourceFolder } from './source-folder'
import { type AppTree, walkApp } from './walk-app'

/** A mini program whose WXML, WXS and WXSS are compiled; the scripts are still files. */
export interface CompiledMiniProgram {
  root: string
  tree: AppTree
  appScript: string | undefined
  /** CSS of app.wxss, and of each page and component by its path. */
  appStyle: string
  styles: Record<string, string>
  /** A JavaScript expression: the template functions by path. */
  templates: string
}

/**
 * Compiles the mini program in `root` (the folder with app.json). The source is only read.
 *
 * @throws BuildError with every problem that was found, each with its file and line
 */
export function compileMiniProgram(root: string): CompiledMiniProgram {
  const folder = new SourceFolder(root)
  const tree = walkApp(folder)
  const templates = compileTemplates(folder, tree)
  const styles: Record<string, string> = {}
  for (const unit of tree.units.values()) {
    styles[unit.path] = compileStyles(folder, `${unit.path}.wxss`, unit.styleScope)
  }
  const appStyle = compileStyles(folder, 'app.wxss', undefined)
  if (folder.problems.length > 0) throw new BuildError(folder.problems)
  return { root: folder.root, tree, appScript: folder.findScript('app'), appStyle, styles, templates }
}
