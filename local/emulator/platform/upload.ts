/** A file as it arrived. */
export class Upload {
  constructor(
    readonly contentType: string,
    readonly fileName: string | undefined,
    readonly bytes: Buffer,
  ) {}
}

export const isUpload = (value: unknown): value is Upload => value instanceof Upload
