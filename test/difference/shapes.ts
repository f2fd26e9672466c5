import type { Endpoint } from '../../shared/schema/endpoint'
import type { Field, Shape } from '../../shared/schema/fields'

/** The mechanical rule of wx-server-sdk, written once more: this proof shares no code with what it proves. */
export const mechanical = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? '' : '_') + letter.toLowerCase())

export const wireOf = (name: string, field: Field<unknown>): string => field.wire ?? mechanical(name)

/** Whether the mechanical rule makes every name of a shape, there and back. */
export const isRegular = (shape: Shape): boolean =>
  Object.entries(shape).every(([name, field]) => {
    const wire = wireOf(name, field)
    const back = wire.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    return wire === mechanical(name) && back === name && isRegularField(field)
  })

const isRegularField = (field: Field<unknown>): boolean =>
  (field.fields === undefined || isRegular(field.fields)) &&
  (field.item === undefined || isRegularField(field.item))

/** The shape of a result; none where it is bytes. */
export const resultShape = ({ result }: Endpoint): Shape | undefined =>
  typeof (result as Field<unknown>).kind === 'string' ? undefined : (result as Shape)
