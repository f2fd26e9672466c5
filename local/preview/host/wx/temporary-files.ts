const files = new Map<string, Blob>()

/** Gives a file the path under which the mini program finds it, as long as the page stays open. */
export function keepFile(file: Blob): string {
  const path = URL.createObjectURL(file)
  files.set(path, file)
  return path
}

/** The file of such a path. The page's policy does not let it be fetched. */
export const fileAt = (path: string): Blob | undefined => files.get(path)
