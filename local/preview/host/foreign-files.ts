import { host } from './host'

/** Whether the browser loads this file; what is of this page, or in the address itself, it always does. */
export function mayLoad(address: string, kind: 'picture' | 'font'): boolean {
  if (!/^(?:https?:)?\/\//i.test(address)) return true
  const url = URL.canParse(address, location.href) ? new URL(address, location.href).href : undefined
  return url !== undefined && (host().surroundings.mayLoad?.(url, kind) ?? true)
}

const foreignUrl =
  /url\(\s*(?:"((?:https?:)?\/\/[^"]*)"|'((?:https?:)?\/\/[^']*)'|((?:https?:)?\/\/[^\s"')]*))\s*\)/gi

const foreignFont = new RegExp(`${foreignUrl.source}(?:\\s*(?:format|tech)\\([^)]*\\))*`, 'gi')

/** CSS without the pictures and fonts that the browser would not load: it would complain of each. */
export function withoutForeignFiles(css: string): string {
  if (!/url\(\s*["']?(?:https?:)?\/\//i.test(css)) return css
  const without = (text: string, kind: 'picture' | 'font', pattern: RegExp, instead: string) =>
    text.replace(pattern, (whole, ...groups: (string | undefined)[]) =>
      mayLoad((groups[0] ?? groups[1] ?? groups[2])!, kind) ? whole : instead,
    )
  return without(
    // A font that nobody has: the list stays one, and the browser goes on to the next of it.
    css.replace(/@font-face\s*\{[^}]*\}/gi, face => without(face, 'font', foreignFont, 'local("")')),
    'picture',
    foreignUrl,
    'none',
  )
}
