import { fileAddress } from '../builtins/file-address'
import { host } from '../host'
import { ApiFailure } from './call-style'
import { addressOf, fileAt, hasFile, keepFile } from './files'

/**
 * The bytes of a file, wherever it is; its path may be relative to the page or component `owner`.
 * @throws ApiFailure when it is nowhere
 */
export async function bytesOf(source: string, owner?: string): Promise<Blob> {
  if (hasFile(source)) return fileAt(source)
  const data = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(source)
  if (data) return decode(data)
  const { cloud } = host().surroundings
  if (source.startsWith('cloud://') && cloud) return cloud.download(source, () => undefined).result
  const address = new URL(await fileAddress(source, owner), location.href)
  // A browser gives no page the bytes of another origin.
  const response =
    address.origin === location.origin ? await fetch(address).catch(() => undefined) : undefined
  if (!response?.ok) throw new ApiFailure(`file not found ${source}`)
  return response.blob()
}

function decode([, type = '', base64, body = '']: RegExpExecArray): Blob {
  const text = decodeURIComponent(body)
  return new Blob([base64 ? Uint8Array.from(atob(text), letter => letter.charCodeAt(0)) : text], { type })
}

/** Pictures from elsewhere that were brought here to be drawn, by where they are from. */
const brought = new Map<string, Promise<string>>()

/**
 * Where the browser finds a picture that is to be drawn on a canvas. One of another origin would spoil the canvas for
 * whoever makes a file of it, so it is brought here first, if it can be.
 */
export function drawableAddress(source: string, owner?: string): string | Promise<string> {
  if (!/^(cloud|https?):/.test(source)) return fileAddress(source, owner)
  const bring = () => bytesOf(source, owner).then(file => addressOf(keepFile(file)))
  const known = brought.get(source) ?? bring()
  brought.set(source, known)
  return known.catch(() => {
    brought.delete(source)
    return fileAddress(source, owner)
  })
}
