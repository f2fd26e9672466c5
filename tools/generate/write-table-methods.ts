import { table } from '../../shared/wechat-api/methods'
import type { Output } from './write-functions'

/**
 * The methods of the wechat-api class as methods of an interface: a subclass may override those, which it may not with
 * members of a mapped type.
 */
export function writeTableMethods(): Output {
  const methods = Object.keys(table).flatMap(name =>
    [name, `_${name}`].flatMap(spelled => [
      `  ${spelled}(...args: Back<'${name}'>): void\n`,
      `  ${spelled}(...args: Args<'${name}'>): Promise<Given<'${name}'>>\n`,
    ]),
  )
  return {
    path: 'shared/wechat-api/generated/table-methods.ts',
    text: `// DO NOT EDIT. Made from shared/wechat-api/methods by \`npm run generate\`.
import type { ArgsOf, CallbackArgsOf, GivenBy } from '../entry'
import type { Table } from '../methods'

type Args<Name extends keyof Table> = ArgsOf<Table[Name]>
type Back<Name extends keyof Table> = CallbackArgsOf<Table[Name]>
type Given<Name extends keyof Table> = GivenBy<Table[Name]>

/** Every method of the table in both styles, and its twin that takes the token as it is. */
export interface TableMethods {
${methods.join('')}}
`,
  }
}
