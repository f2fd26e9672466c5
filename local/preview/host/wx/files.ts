import { ApiFailure, asyncApi } from './call-style'

const files = new Map<string, Blob>()
const addresses = new Map<string, string>()

/** Where `getFileSystemManager` may write. */
const userFolder = 'wxfile://usr'

/** Gives a file a path with its ending, as on a phone; the file is there as long as the page stays open. */
export function keepFile(file: Blob, name = ''): string {
  const ending = /\.\w+$/.exec(name)?.[0] ?? endings[file.type] ?? ''
  const path = `wxfile://tmp_${crypto.getRandomValues(new Uint32Array(4)).join('').slice(0, 32)}${ending}`
  files.set(path, file)
  return path
}

const endings: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
}

/** Puts a file at a path of the user's folder. @throws ApiFailure for any other path */
export function putFile(path: string, file: Blob): void {
  if (!path.startsWith(`${userFolder}/`)) throw new ApiFailure(`permission denied, open "${path}"`)
  removeFile(path)
  files.set(path, file)
}

/** Only what was chosen or made on this page. @throws ApiFailure for any other path */
export function fileAt(path: string): Blob {
  const file = files.get(path)
  if (!file) throw new ApiFailure(`no such file or directory ${path}`)
  return file
}

export const hasFile = (path: string): boolean => files.has(path)

function removeFile(path: string): void {
  URL.revokeObjectURL(addresses.get(path) ?? '')
  addresses.delete(path)
  files.delete(path)
}

/** Where the browser finds such a file, to show it. */
export function addressOf(path: string): string {
  const known = addresses.get(path) ?? URL.createObjectURL(fileAt(path))
  addresses.set(path, known)
  return known
}

interface FileOptions {
  filePath?: string
  path?: string
  encoding?: string
  data?: string | ArrayBuffer
}

function unlink(path: string): void {
  fileAt(path)
  removeFile(path)
}

/** The files of this page, as `wx.getFileSystemManager()` reads and writes them. */
const manager = {
  readFile: asyncApi<FileOptions>('readFile', async ({ filePath = '', encoding }) => ({
    data: decoded(await fileAt(filePath).arrayBuffer(), encoding),
  })),
  writeFile: asyncApi<FileOptions>('writeFile', ({ filePath = '', data = '', encoding }) =>
    putFile(filePath, encoded(data, encoding)),
  ),
  writeFileSync(filePath: string, data: string | ArrayBuffer, encoding?: string) {
    putFile(filePath, encoded(data, encoding))
  },
  unlink: asyncApi<FileOptions>('unlink', ({ filePath = '' }) => unlink(filePath)),
  unlinkSync: unlink,
  access: asyncApi<FileOptions>('access', ({ path = '' }) => void fileAt(path)),
  accessSync(path: string) {
    fileAt(path)
  },
}

/** `wx.getFileSystemManager`, and the folder in which it writes. */
export const fileApis = () => ({
  env: { USER_DATA_PATH: userFolder },
  getFileSystemManager: () => manager,
})

function decoded(bytes: ArrayBuffer, encoding: string | undefined): string | ArrayBuffer {
  if (encoding === undefined) return bytes
  if (/^utf-?8$/.test(encoding)) return new TextDecoder().decode(bytes)
  const text = [...new Uint8Array(bytes)].map(byte => String.fromCharCode(byte)).join('')
  if (encoding === 'base64') return btoa(text)
  if (/^(binary|latin1|ascii)$/.test(encoding)) return text
  throw new ApiFailure(`the preview does not read files as ${encoding}`)
}

function encoded(data: string | ArrayBuffer, encoding = 'utf8'): Blob {
  if (typeof data !== 'string' || /^utf-?8$/.test(encoding)) return new Blob([data])
  if (!/^(base64|binary|latin1|ascii)$/.test(encoding))
    throw new ApiFailure(`the preview does not write files as ${encoding}`)
  const text = encoding === 'base64' ? atob(data) : data
  return new Blob([Uint8Array.from(text, letter => letter.charCodeAt(0))])
}
