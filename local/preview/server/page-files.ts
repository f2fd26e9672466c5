import { readFileSync, realpathSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { en } from '../texts/en'

/**
 * The HTML of the preview page. `state` is what page/main.ts starts from, `ownVersion` that of the files that are the
 * same for each mini program.
 */
export function writePage(
  title: string,
  state: { scripts: string[]; problems: unknown[] },
  ownVersion: string,
): string {
  const json = JSON.stringify(state).replace(/</g, '\\u003c')
  const shown = title.replace(/[<&]/g, '')
  const early = state.scripts.map(address => `<link rel="preload" as="script" href="${address}">`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${en.server.title(shown)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/preview.css?version=${ownVersion}">
${state.problems.length > 0 ? '' : early.join('\n')}
</head>
<body>
<script type="application/json" id="preview-state">${json}</script>
<script src="/preview-host.js?version=${ownVersion}"></script>
<script src="/preview.js?version=${ownVersion}"></script>
</body>
</html>
`
}

const types: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** A picture, a sound, a film or a font in the mini program's folder; nothing else of it is served, and nothing outside of it. */
export function readPicture(root: string, path: string): { type: string; body: Buffer } | undefined {
  const type = types[extname(path).toLowerCase()]
  if (!type) return undefined
  try {
    const folder = realpathSync(root) + sep
    // Links and ".." are resolved before the check.
    const file = realpathSync(join(folder, decodeURIComponent(path)))
    return file.startsWith(folder) ? { type, body: readFileSync(file) } : undefined
  } catch {
    return undefined
  }
}
