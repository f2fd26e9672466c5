import { ApiFailure } from './call-style'

/** A file of this page; `bytes` where they are at hand. */
interface Kept {
  file: Blob
  bytes?: Uint8Array<ArrayBuffer>
  /** In milliseconds. */
  changedAt: number
}

const files = new Map<string, Kept>()
const addresses = new Map<string, string>()

/** Where `getFileSystemManager` may write. */
export const userFolder = 'wxfile://usr'
/** The folders in it, and itself. */
const folders = new Set([userFolder])

/** Gives a file a path with its ending, as on a phone; the file is there as long as the page stays open. */
export function keepFile(file: Blob, name = '', place = 'tmp'): string {
  const ending = /\.\w+$/.exec(name)?.[0] ?? endings[file.type] ?? ''
  const path = `wxfile://${place}_${crypto.getRandomValues(new Uint32Array(4)).join('').slice(0, 32)}${ending}`
  files.set(path, { file, changedAt: Date.now() })
  return path
}

const endings: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
export const withoutSlash = (path: string): string => path.replace(/(?<=[^:/])\/+$/, '')

/** Puts a file at a path of the user's folder. @throws ApiFailure for any other path, or where no folder is */
export function putFile(path: string, file: Blob, bytes?: Uint8Array<ArrayBuffer>): void {
  refuseOutside(path)
  if (folders.has(path)) throw new ApiFailure(`illegal operation on a directory, open "${path}"`)
  if (!folders.has(folderOf(path))) throw new ApiFailure(`no such file or directory, open "${path}"`)
  removeFile(path)
  files.set(path, { file, bytes, changedAt: Date.now() })
}

function refuseOutside(path: string): void {
  if (!path.startsWith(`${userFolder}/`)) throw new ApiFailure(`permission denied, open "${path}"`)
}

/** Only what was chosen or made on this page. @throws ApiFailure for any other path */
export function fileAt(path: string): Blob {
  return keptAt(path).file
}

/** @throws ApiFailure when there is none */
export function keptAt(path: string): Kept {
  const kept = files.get(path)
  if (!kept) throw new ApiFailure(`no such file or directory ${path}`)
  return kept
}

export const hasFile = (path: string): boolean => files.has(path)
export const hasFolder = (path: string): boolean => folders.has(path)

/** @throws ApiFailure when there is none */
export function unlink(path: string): void {
  if (folders.has(path)) throw new ApiFailure(`operation not permitted, unlink "${path}"`)
  keptAt(path)
  removeFile(path)
}

function removeFile(path: string): void {
  URL.revokeObjectURL?.(addresses.get(path) ?? '')
  addresses.delete(path)
  files.delete(path)
}

/** @throws ApiFailure when something is there, or the folder around it is not */
export function makeFolder(path: string, withParents: boolean): void {
  refuseOutside(path)
  if (folders.has(path) || files.has(path)) {
    if (withParents && folders.has(path)) return
    throw new ApiFailure(`file already exists ${path}`)
  }
  const parent = folderOf(path)
  if (!folders.has(parent)) {
    if (!withParents) throw new ApiFailure(`no such file or directory ${path}`)
    makeFolder(parent, true)
  }
  folders.add(path)
}

/** @throws ApiFailure when there is none, or it is not empty */
export function removeFolder(path: string, withContent: boolean): void {
  refuseOutside(path)
  if (!folders.has(path)) throw new ApiFailure(`no such file or directory ${path}`)
  const inside = [...below(path)]
  if (inside.length > 0 && !withContent) throw new ApiFailure('directory not empty')
  for (const one of inside) {
    folders.delete(one)
    removeFile(one)
  }
  folders.delete(path)
}

/** Files and folders in a folder, those further down too. */
export function below(path: string): string[] {
  return [...folders, ...files.keys()].filter(one => one.startsWith(`${path}/`))
}

/** What `wx.saveFile` kept outside of the user's folder. */
export const savedFiles = (): string[] => [...files.keys()].filter(path => path.startsWith('wxfile://store_'))

/** Where the browser finds such a file, to show it. */
export function addressOf(path: string): string {
  const known = addresses.get(path) ?? URL.createObjectURL(fileAt(path))
  addresses.set(path, known)
  return known
}
