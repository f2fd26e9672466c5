import { asyncApi } from '../call-style'
import { fileAt, hasFile, keepFile } from '../files'
import { TransferTask } from '../transfer-task'
import type { CloudAccess } from './access'
import { CloudFailure, failureOf, requireType, statusOf } from './failure'

interface Options {
  cloudPath?: string
  filePath?: string
  fileID?: string
  fileList?: (string | { fileID?: string; maxAge?: number })[]
  config?: { env?: string }
}

const aborted = () => new CloudFailure(-1, 'abort')

/** As the cloud has it: 50 MB. */
const largestFile = 50 * 1024 * 1024

/** The storage of `wx.cloud`. `envOf` gives the environment that a call means. */
export function storageApis(access: () => CloudAccess, envOf: (config?: { env?: string }) => string) {
  return {
    uploadFile(options: Options = {}) {
      const task = new TransferTask(['totalBytesSent', 'totalBytesExpectedToSend'], aborted)
      const upload = async ({ cloudPath, filePath, config }: Options) => {
        requireType('cloudPath', cloudPath, 'string')
        requireType('filePath', filePath, 'string')
        if (!hasFile(filePath!)) throw new CloudFailure(-1, `file not found: ${filePath}`)
        const file = fileAt(filePath!)
        if (file.size > largestFile) throw new CloudFailure(-403001, '-403001 the file is larger than 50 MB')
        const target = { path: cloudPath!, env: envOf(config) }
        const { fileID } = await task.run(() => access().upload(file, target, task.progress))
        return { fileID, statusCode: 200 }
      }
      return asyncApi('cloud.uploadFile', upload)(options) ?? task.face
    },

    downloadFile(options: Options = {}) {
      const task = new TransferTask(['totalBytesWritten', 'totalBytesExpectedToWrite'], aborted)
      const download = async ({ fileID }: Options) => {
        requireType('fileID', fileID, 'string')
        const file = await task.run(() => access().download(fileID!, task.progress))
        return { tempFilePath: keepFile(file, fileID), statusCode: 200 }
      }
      return asyncApi('cloud.downloadFile', download)(options) ?? task.face
    },

    getTempFileURL: asyncApi<Options>('cloud.getTempFileURL', async ({ fileList }) => {
      requireType('fileList', fileList, 'array')
      const file_list = fileList!.map(one =>
        typeof one === 'string' ? { fileid: one } : { fileid: one.fileID, max_age: one.maxAge },
      )
      const { download_list } = await access().ask('storage.batchGetDownloadUrl', { file_list })
      return {
        fileList: (download_list as Found[]).map(({ fileid, tempFileURL = '', maxAge = 0, code }) => ({
          fileID: fileid,
          tempFileURL,
          maxAge,
          ...stateOf(code),
        })),
      }
    }),

    deleteFile: asyncApi<Options>('cloud.deleteFile', async ({ fileList }) => {
      requireType('fileList', fileList, 'array')
      const { delete_list } = await access().ask('storage.batchDeleteFile', { fileid_list: fileList })
      return {
        fileList: (delete_list as Found[]).map(({ fileid, code }) => ({ fileID: fileid, ...stateOf(code) })),
      }
    }),
  }
}

interface Found {
  fileid: string
  code: string
  tempFileURL?: string
  maxAge?: number
}

/** A file that is absent, or somebody else's, does not fail the call. */
function stateOf(code: string): { status: number; errMsg: string } {
  if (code === 'SUCCESS') return { status: 0, errMsg: 'ok' }
  const [status, errMsg] = statusOf(code)
  return { status, errMsg }
}

/** The storage gives so many addresses at once. */
const mostFiles = 50
let batch: { readonly ids: Set<string>; readonly found: Promise<Record<string, unknown>> } | undefined

/** Where the browser finds a file of the storage, to show it; those that are drawn together are asked for together. */
export async function temporaryUrl(access: CloudAccess, fileID: string): Promise<string> {
  if (!batch || batch.ids.size >= mostFiles) {
    const ids = new Set<string>()
    const found = Promise.resolve().then(() => {
      if (batch?.ids === ids) batch = undefined
      return access.ask('storage.batchGetDownloadUrl', { file_list: [...ids] }, true)
    })
    batch = { ids, found }
  }
  batch.ids.add(fileID)
  const { download_list } = await batch.found
  const address = (download_list as Found[]).find(({ fileid }) => fileid === fileID)?.tempFileURL
  if (!address) throw failureOf({ code: 'STORAGE_FILE_NONEXIST', message: fileID })
  return address
}
