import type { Description } from '../../shared/schema/endpoint'

/** The file by which the comments of the catalogue reach the command line. One line for each method. */
export function writeDescriptions(descriptions: ReadonlyMap<string, Description>): string {
  const lines = [...descriptions].map(
    ([name, description]) => `  ${JSON.stringify(name)}: ${JSON.stringify(description)},`,
  )
  return `// DO NOT EDIT. Made from the comments of shared/catalogue by \`npm run generate\`.
import type { Description } from '../../../shared/schema/endpoint'

export const descriptions: { readonly [method: string]: Description | undefined } = {
${lines.join('\n')}
}
`
}
