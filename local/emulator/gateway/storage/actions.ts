import { isMembers, type Members, readParts } from '../../platform/members'
import type { Reply } from '../../server/reply'
import type { World } from '../../state/world'
import { GatewayFault } from '../fields'
import type { GatewayCall, GatewayRequest } from '../gateway-call'
import { idOf, StorageRefusal } from './cloud-files'

const uploadPath = '/__upload/'

/** Whether a path is one to which the SDKs send the bytes of a file. */
export const isUploadPath = (path: string): boolean => path.startsWith(uploadPath)

const mostFiles = 50
/** How long an address lives that nobody gave a time for: two hours, in seconds. */
const usualMaxAge = 7200

type Action = (call: GatewayCall) => object | Promise<object>

/** What the storage does, in the words of all SDKs; the oldest alone uploads by `uploadFile`. */
const actions: { readonly [name: string]: Action } = {
  'storage.uploadFile': ({ fields, world }) => {
    const path = textOf(fields.values, 'path')
    if (!fields.bytes) throw new GatewayFault('INVALID_PARAM', 'the request carries no file')
    const fileID = idOf(envOf(fields.values), path)
    try {
      world.files.put({ fileId: fileID, path }, fields.bytes)
    } catch (error) {
      if (error instanceof StorageRefusal) throw new GatewayFault('STORAGE_REQUEST_FAIL', error.message)
      throw error
    }
    return { fileID }
  },

  'storage.getUploadMetadata': ({ fields, world, url, user }) => {
    const { key, fileId } = world.files.openUpload(envOf(fields.values), textOf(fields.values, 'path'), user)
    return {
      url: `${url}${uploadPath}${key}`,
      token: key,
      authorization: 'q-sign-algorithm=sha1&q-ak=local',
      fileId,
      cosFileId: key,
      download_url: '',
    }
  },

  'storage.batchGetDownloadUrl': async ({ fields, world, fileServer }) => {
    const asked = listOf(fields.values.file_list, 'file_list').map(one => {
      const { fileid, max_age } = isMembers(one) ? one : { fileid: one, max_age: undefined }
      if (typeof fileid !== 'string') throw new GatewayFault('INVALID_PARAM', 'fileid must be a text')
      const maxAge = max_age ?? usualMaxAge
      if (typeof maxAge !== 'number' || !(maxAge > 0)) {
        throw new GatewayFault('INVALID_PARAM', 'max_age must be a number of seconds above 0')
      }
      return { fileid, maxAge }
    })
    const addresses = asked.map(async ({ fileid, maxAge }) => {
      if (!world.files.has(fileid)) return { ...absent(fileid), download_url: '', tempFileURL: '' }
      const address = await fileServer.addressOf(fileid, maxAge * 1000)
      return { ...found(fileid), download_url: address, tempFileURL: address, maxAge }
    })
    return { download_list: await Promise.all(addresses) }
  },

  'storage.batchDeleteFile': ({ fields, world, user }) => ({
    delete_list: listOf(fields.values.fileid_list, 'fileid_list').map(id => {
      const fileid = String(id)
      if (!world.files.mayWrite(fileid, user)) return { ...found(fileid), code: 'STORAGE_EXCEED_AUTHORITY' }
      return world.files.remove(fileid) ? found(fileid) : absent(fileid)
    }),
  }),
}

export const isStorageAction = (action: string): boolean => Object.hasOwn(actions, action)

/** Does what an SDK asks of the storage. @throws GatewayFault when it cannot be done */
export const runStorageAction = async (action: string, call: GatewayCall): Promise<object> => ({
  data: await actions[action]!(call),
})

/**
 * Takes the bytes of a file, put as they are or in a form, and answers as the cloud's object storage does: with
 * nothing, or with a page of XML that names the error.
 */
export function takeUpload(request: GatewayRequest, world: World): Reply {
  try {
    world.files.upload(request.path.slice(uploadPath.length), fileOf(request))
    return { status: 204, contentType: null, body: '' }
  } catch (error) {
    const { code, message } =
      error instanceof StorageRefusal ? error : { code: 'InvalidRequest', message: (error as Error).message }
    // RequestId and TraceId are read by the newer SDKs, which fail without them.
    const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${escaped(message)}</Message><RequestId>local</RequestId><TraceId>local</TraceId></Error>`
    return { status: 403, contentType: 'application/xml', body }
  }
}

/** The bytes of an upload: the part `file` of a form, else the whole body. */
function fileOf({ contentType, body }: GatewayRequest): Buffer {
  if (!/^multipart\/form-data/i.test(contentType)) return body
  const file = readParts(contentType, body).find(({ name }) => name === 'file')
  if (!file) throw new Error('the form has no part named file')
  return file.bytes
}

const found = (fileid: string) => ({ code: 'SUCCESS', fileid, fileID: fileid })
const absent = (fileid: string) => ({ code: 'STORAGE_FILE_NONEXIST', fileid, fileID: fileid })

function textOf(values: Members, name: string): string {
  const value = values[name]
  if (typeof value !== 'string') throw new GatewayFault('INVALID_PARAM', `${name} must be a text`)
  return value
}

const envOf = ({ envName }: Members): string =>
  typeof envName === 'string' && /^[\w-]{1,64}$/.test(envName) ? envName : 'local'

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new GatewayFault('INVALID_PARAM', `${name} must be a list`)
  if (value.length > mostFiles) {
    throw new GatewayFault('INVALID_PARAM', `${name} can have ${mostFiles} files, got ${value.length}`)
  }
  return value
}

const escaped = (text: string): string => text.replace(/[<>&]/g, mark => `&#${mark.charCodeAt(0)};`)
