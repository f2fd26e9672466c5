import protobuf from 'protobufjs/minimal'

const { Reader, Writer } = protobuf

/** One parameter: JSON text, or the bytes of a file. */
export interface Pair {
  readonly key: string
  readonly value: Buffer
  /** Only a file has a name. */
  readonly fileName?: string
  readonly contentType?: string
}

/** A call of wx-server-sdk. */
export interface ApiData {
  /** 0: a method of the server API; the others are services of WeChat's cloud itself. */
  readonly kind: number
  readonly pairs: readonly Pair[]
  /** What one of those services is asked; readService reads it. */
  readonly service?: Buffer
  /** The account to call for, where it is another. */
  readonly appid?: string
}

/** The response to it. */
export interface ApiAnswer {
  readonly body: Buffer
  readonly contentType: string
  /** A fault of the gateway; 0 where WeChat answered. */
  readonly errorCode: number
  readonly httpStatus: number
}

type Reading = InstanceType<typeof Reader>

// More than any call has; a message that claims more was not written by an SDK.
const mostPairs = 1_000

/**
 * Reads the message that goes with `wx.openApi`.
 * @throws Error when the bytes are not such a message
 */
export function readApiData(bytes: Buffer): ApiData {
  const data: { kind: number; pairs: Pair[]; service?: Buffer; appid?: string } = { kind: 0, pairs: [] }
  readFields(Reader.create(bytes), {
    1: reader => {
      data.kind = reader.int32()
    },
    2: reader => readFields(inner(reader), { 1: pair => data.pairs.push(readPair(inner(pair))) }),
    4: reader =>
      readFields(inner(reader), {
        2: service => {
          data.service = Buffer.from(service.bytes())
        },
      }),
    6: reader => {
      data.appid = reader.string()
    },
  })
  if (data.pairs.length > mostPairs) throw new Error(`there are more than ${mostPairs} parameters`)
  return data
}

/** Reads what `cloud.getOpenData` asks. @throws Error when the bytes are no such message */
export function readService(bytes: Buffer): { cloudIds: string[]; appid?: string } {
  const read: { cloudIds: string[]; appid?: string } = { cloudIds: [] }
  readFields(Reader.create(bytes), {
    2: reader => read.cloudIds.push(reader.string()),
    3: reader => {
      read.appid = reader.string()
    },
  })
  return read
}

function readPair(reader: Reading): Pair {
  const pair: { -readonly [K in keyof Pair]: Pair[K] } = { key: '', value: Buffer.alloc(0) }
  readFields(reader, {
    1: from => {
      pair.key = from.string()
    },
    2: from => {
      pair.value = Buffer.from(from.bytes())
    },
    3: from => {
      pair.contentType = from.string()
    },
    4: from => {
      pair.fileName = from.string()
    },
  })
  return pair
}

/** A message inside a message. */
const inner = (reader: Reading): Reading => Reader.create(reader.bytes())

/** Reads known fields, and passes over the others. */
function readFields(reader: Reading, fields: { readonly [id: number]: (reader: Reading) => void }): void {
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    const field = fields[tag >>> 3]
    if (field) field(reader)
    else reader.skipType(tag & 7)
  }
}

/** Writes the message that answers `wx.openApi`. */
export function writeApiAnswer({ body, contentType, errorCode, httpStatus }: ApiAnswer): Buffer {
  const writer = Writer.create()
  if (body.length > 0) writer.uint32(10).bytes(body)
  if (contentType) writer.uint32(18).string(contentType)
  if (errorCode) writer.uint32(24).int32(errorCode)
  if (httpStatus) writer.uint32(32).uint32(httpStatus)
  return Buffer.from(writer.finish())
}
