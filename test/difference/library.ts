import { bundleScript } from '../support/bundle'

/** The library as a file for processes of their own, bundled once for a test file: `require(library.file)`. */
export function useLibrary(contents = "export * from './shared/index'"): { readonly file: string } {
  const library = { file: '' }
  let remove = () => {}
  beforeAll(async () => {
    const bundle = await bundleScript(contents)
    library.file = bundle.file
    remove = bundle.remove
  })
  afterAll(() => remove())
  return library
}
