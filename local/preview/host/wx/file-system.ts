import { host } from '../host'
import { ApiFailure, asyncApi, failLoudly, requireParam, syncApi } from './call-style'
import { type Bytes, type Data, decoded, encoded, joined } from './encodings'
import {
  addressOf,
  below,
  fileAt,
  hasFile,
  hasFolder,
  keepFile,
  keptAt,
  makeFolder,
  putFile,
  removeFolder,
  savedFiles,
  unlink,
  userFolder,
  withoutSlash,
} from './files'

/** One function of the file system: its parameters in order, what it does, and the name of what it gives. */
interface Operation {
  params: string[]
  // Each knows the types of its own parameters.
  run(...params: never[]): unknown
  gives?: string
}

const operations: Record<string, Operation> = {
  access: { params: ['path'], run: requirePath },
  appendFile: {
    params: ['filePath', 'data', 'encoding'],
    run(path: string, data: Data, encoding?: string) {
      write(path, joined(bytesAt(path), encoded(data, encoding)))
    },
  },
  copyFile: { params: ['srcPath', 'destPath'], run: copy },
  mkdir: {
    params: ['dirPath', 'recursive'],
    run: (path: string, recursive = false) => makeFolder(withoutSlash(path), recursive),
  },
  readdir: { params: ['dirPath'], run: namesIn, gives: 'files' },
  rename: {
    params: ['oldPath', 'newPath'],
    run: rename,
  },
  rmdir: {
    params: ['dirPath', 'recursive'],
    run: (path: string, recursive = false) => removeFolder(withoutSlash(path), recursive),
  },
  saveFile: { params: ['tempFilePath', 'filePath'], run: save, gives: 'savedFilePath' },
  stat: { params: ['path', 'recursive'], run: stat, gives: 'stats' },
  unlink: { params: ['filePath'], run: unlink },
  writeFile: {
    params: ['filePath', 'data', 'encoding'],
    run: (path: string, data: Data = '', encoding?: string) => write(path, encoded(data, encoding)),
  },
}

interface ReadOptions {
  filePath: string
  encoding?: string
  position?: number
  length?: number
}

/** `wx.getFileSystemManager`, the older functions of `wx` for saved files, and the folder for both. */
export function fileApis() {
  const manager = createManager()
  return {
    env: { USER_DATA_PATH: userFolder },
    getFileSystemManager: () => manager,
    saveFile: asyncOf('saveFile', operations.saveFile!),
    ...savedFileApis(),
  }
}

function createManager(): object {
  const members: Record<string, unknown> = {
    ...savedFileApis(),
    readFile: asyncApi<ReadOptions>('readFile', async options => {
      requireParam(options, 'filePath', 'String')
      const { filePath } = options
      const bytes = isOfPackage(filePath)
        ? await fetchPackaged(filePath)
        : new Uint8Array(await fileAt(filePath).arrayBuffer())
      return { data: decoded(part(bytes, options), options.encoding) }
    }),
    readFileSync: syncApi(
      'readFileSync',
      (filePath: string, encoding?: string, position?: number, length?: number) =>
        decoded(part(bytesAt(filePath), { position, length }), encoding),
    ),
  }
  for (const [name, operation] of Object.entries(operations)) {
    members[name] = asyncOf(name, operation)
    members[`${name}Sync`] = syncApi(`${name}Sync`, operation.run as (...params: unknown[]) => unknown)
  }
  return failLoudly('FileSystemManager', members, { isPlain: name => name.endsWith('Sync') })
}

function asyncOf(name: string, { params, run, gives }: Operation) {
  return asyncApi(name, options => {
    requireParam(options, params[0]!, 'String')
    const result = (run as (...given: unknown[]) => unknown)(...params.map(param => options[param]))
    return gives ? { [gives]: result } : undefined
  })
}

function savedFileApis() {
  const info = (filePath: string) => {
    const { file, changedAt } = keptAt(filePath)
    return { filePath, size: file.size, createTime: Math.floor(changedAt / 1000) }
  }
  return {
    getFileInfo: asyncApi<{ filePath: string }>('getFileInfo', options => {
      requireParam(options, 'filePath', 'String')
      return { size: fileAt(options.filePath).size }
    }),
    getSavedFileInfo: asyncApi<{ filePath: string }>('getSavedFileInfo', ({ filePath }) => {
      const { size, createTime } = info(filePath)
      return { size, createTime }
    }),
    getSavedFileList: asyncApi('getSavedFileList', () => ({ fileList: savedFiles().map(info) })),
    removeSavedFile: asyncApi<{ filePath: string }>('removeSavedFile', ({ filePath }) => unlink(filePath)),
  }
}

function requirePath(path: string): void {
  if (!hasFolder(withoutSlash(path)) && !isOfPackage(path)) fileAt(path)
}

function write(path: string, bytes: Bytes): void {
  putFile(path, new Blob([bytes]), bytes)
}

function copy(from: string, to: string): void {
  const { file, bytes } = keptAt(from)
  putFile(to, file, bytes)
}

function rename(from: string, to: string): void {
  if (from === to) return
  copy(from, to)
  unlink(from)
}

/** As on a phone the temporary file is gone then. */
function save(temporary: string, path?: string): string {
  const { file } = keptAt(temporary)
  if (path) putFile(path, file)
  unlink(temporary)
  return path ?? keepFile(file, temporary, 'store')
}

function namesIn(path: string): string[] {
  const folder = withoutSlash(path)
  if (!hasFolder(folder)) throw new ApiFailure(`no such file or directory ${path}`)
  return below(folder)
    .map(one => one.slice(folder.length + 1))
    .filter(name => !name.includes('/'))
}

const modes = { file: 0o100666, folder: 0o040666 }

function statOf(path: string): object {
  const isFile = hasFile(path)
  const { file, changedAt } = isFile ? keptAt(path) : { file: undefined, changedAt: Date.now() }
  const seconds = Math.floor(changedAt / 1000)
  return {
    mode: isFile ? modes.file : modes.folder,
    size: file?.size ?? 0,
    lastAccessedTime: seconds,
    lastModifiedTime: seconds,
    isFile: () => isFile,
    isDirectory: () => !isFile,
  }
}

function stat(path: string, recursive = false): unknown {
  const place = withoutSlash(path)
  requirePath(place)
  if (!recursive || hasFile(place)) return statOf(place)
  const inside = below(place).map(one => ({ path: one.slice(place.length), stats: statOf(one) }))
  return [{ path: '/', stats: statOf(place) }, ...inside]
}

/** Whether a path leads to a file of the mini program itself. */
const isOfPackage = (path: string) => !/^\w+:/.test(path)
const packaged = (path: string) => host().surroundings.assetUrl(path.replace(/^(?:\.?\/)+/, ''))

async function fetchPackaged(path: string): Promise<Bytes> {
  const response = await fetch(packaged(path))
  if (!response.ok) throw new ApiFailure(`no such file or directory ${path}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** The bytes of a file, at once. */
function bytesAt(path: string): Bytes {
  const address = isOfPackage(path) ? packaged(path) : undefined
  const kept = address ? undefined : keptAt(path)
  if (kept?.bytes) return kept.bytes
  // The one way in which a browser gives them without a promise.
  const request = new XMLHttpRequest()
  request.open('GET', address ?? addressOf(path), false)
  request.overrideMimeType('text/plain; charset=x-user-defined')
  request.send()
  if (request.status !== 200) throw new ApiFailure(`no such file or directory ${path}`)
  const bytes = encoded(request.responseText, 'binary')
  if (kept) kept.bytes = bytes
  return bytes
}

function part(bytes: Bytes, { position = 0, length }: { position?: number; length?: number }): Bytes {
  return bytes.slice(position, length === undefined ? undefined : position + length)
}
