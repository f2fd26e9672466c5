import type { EndpointInfo, Field, Shape } from '../../../shared/catalog'
import { sample } from '../../../shared/schema/sample'

/** A call of a method that can be pasted, with plausible values for what is required. */
export interface Example {
  /** For a shell. */
  readonly command: string
  /** For a program. */
  readonly code: string
}

/** Makes the example of a method; what is a file in it is `@picture.png` in the command. */
export function exampleOf({ name, params: shape }: EndpointInfo): Example {
  const params = sample(shape, { names: 'camel', requiredOnly: true })
  const json = JSON.stringify(withFileNames(shape, params, '@picture.png'))
  return {
    command: `npx wx-openapi call ${name} ${quoteForShell(json)}`,
    code: `await openapi.${name}(${codeOf(withFileNames(shape, params, fileMark))})`,
  }
}

const fileMark = '__FILE__'

function withFileNames(shape: Shape, params: Record<string, unknown>, file: string): Record<string, unknown> {
  const changed = { ...params }
  const isFile = (field: Field<unknown> | undefined) => field?.kind === 'media'
  for (const name of Object.keys(changed)) if (isFile(shape[name])) changed[name] = file
  return changed
}

/** Inside single quotes a shell takes everything as it is, but not the single quote. */
const quoteForShell = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`

/** JSON as a program writes it: names without quotes, and a file read from the disk. */
const codeOf = (params: Record<string, unknown>): string =>
  Object.keys(params).length === 0
    ? ''
    : JSON.stringify(params, null, 2)
        .replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, '$1$2:')
        .replace(
          new RegExp(`"${fileMark}"`, 'g'),
          "{ contentType: 'image/png', value: fs.readFileSync('picture.png') }",
        )
