import { host } from '../host'
import type { ProgramUnit } from '../program'

/** In WeChat each page has a document of its own; here only the CSS that the page in front uses is installed. */
export function installStyles(path: string): void {
  const { phone, program } = host()
  const css = [program.style, ...usedStyles(path)].join('\n')
  if (phone.style.textContent !== css) phone.style.textContent = css
}

/** The CSS of a page or component and of every component inside it, inner ones first. */
function usedStyles(path: string): string[] {
  const { program } = host()
  const units = new Map(program.units.map(unit => [unit.path, unit]))
  const seen = new Set<ProgramUnit>()
  const styles: string[] = []
  const visit = (reference: string) => {
    const unit = units.get(reference.replace(/^\//, ''))
    if (!unit || seen.has(unit)) return
    seen.add(unit)
    for (const inner of Object.values(program.globalComponents)) visit(inner)
    for (const inner of Object.values(unit.config.usingComponents ?? {})) visit(inner)
    for (const generic of Object.values(unit.config.componentGenerics ?? {})) {
      if (typeof generic === 'object' && generic.default) visit(generic.default)
    }
    styles.push(unit.style)
  }
  visit(path)
  return styles
}
