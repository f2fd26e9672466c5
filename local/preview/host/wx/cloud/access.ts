/** What the cloud refuses, by the name that its gateway has for it. */
export interface CloudFault {
  code: string
  message: string
}

/** What is on its way: how far it is, and a way to end it. */
export interface Transfer<Result> {
  result: Promise<Result>
  /** Ends it; `result` then rejects. */
  abort(): void
}

/** So many bytes are sent or received of so many. */
export type Progress = (done: number, all: number) => void

/** What a watch is told: all of its documents, and what became of them, as they travel. */
export interface Snapshot {
  id: number
  docs: unknown[]
  docChanges: object[]
  type?: 'init'
}

/** The database and the storage of the cloud, for the person whose phone it is. */
export interface CloudAccess {
  /**
   * One action of the database or the storage, as `database.queryDocument`; resolves to the `data` of the gateway's answer.
   * Rejects with a CloudFailure, as all of these do. `isOwn` says that the phone asks, not the mini program.
   */
  ask(action: string, values: object, isOwn?: boolean): Promise<Record<string, unknown>>
  /** Watches documents; `fail` is told once why it ended by itself. Gives what ends it. */
  watch(
    values: object,
    hear: (snapshot: Snapshot) => void,
    fail: (failure: { reason: string }) => void,
  ): () => Promise<void>
  /** Keeps a file; resolves to its `cloud://` id. */
  upload(file: Blob, target: { path: string; env: string }, progress: Progress): Transfer<{ fileID: string }>
  /** Gets a file by its id. */
  download(fileID: string, progress: Progress): Transfer<Blob>
}
