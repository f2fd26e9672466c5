import type { Field } from '../../../shared/schema/fields'

/**
 * What a text of a query or of a multipart body stands for. Text that cannot stand for the kind is given back as it
 * is: the check says what is wrong with it.
 */
export function readText(value: unknown, field: Field<unknown>): unknown {
  if (typeof value !== 'string') return value
  switch (field.kind) {
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : value
    case 'boolean':
      return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value
    case 'oneOf':
    case 'fixed':
      return field.values!.find(one => String(one) === value) ?? value
    case 'object':
    case 'array':
    case 'record':
    case 'json':
      return parsed(value)
    default:
      return value
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
