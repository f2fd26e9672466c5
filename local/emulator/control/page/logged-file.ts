import { isMembers } from '../../platform/members'

/** A file as the log describes it; its bytes are not kept. */
export interface LoggedFile {
  /** As it was sent; absent for a body that is the file alone. */
  readonly fileName?: string
  readonly contentType: string
  readonly bytes: number
}

/** Whether a logged value stands for a file. */
export const isFile = (value: unknown): value is LoggedFile =>
  isMembers(value) && typeof value.contentType === 'string' && typeof value.bytes === 'number'

/**
 * The file in the present folder that stands for a logged one. What was sent may be a path, and `-` means the standard
 * input to curl: nothing of this machine is read but a file beside.
 */
export function fileBeside({ fileName = '' }: LoggedFile): string {
  const name = fileName.split(/[\\/]/).pop()!
  return /^[-.]*$/.test(name) ? 'file' : name
}
