import { templateOf } from './easel'
import { host } from './host'

/** What two builds differ in whose scripts and configuration are the same. */
export interface LooksChange {
  /** CSS by path, of what has changed. */
  styles: Record<string, string>
  /** The pages and components whose WXML has changed, or something that it includes. */
  units: string[]
  /** Puts the templates that have changed among the others. */
  templates(all: Record<string, unknown>): void
}

/** Draws the mini program that runs with other templates and styles; its pages keep their data. */
export function changeLooks({ styles, units, templates }: LooksChange): void {
  const { program, pages, runtime } = host()
  Object.assign(program.styles, styles)
  templates(program.templates)
  const space = runtime.space.getComponentSpace()
  for (const path of units) {
    const definition = space.getComponentByUrlWithoutDefault(path, '')
    // One that has not been used yet reads its template when it is.
    if (definition?.isPrepared()) definition.updateTemplate(templateOf(program.templates, path))
  }
  pages.redraw(new Set(units))
}
