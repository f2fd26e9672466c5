import { listOf } from './assign'
import { apply, type Calling } from './calls'
import { idOf, nothing, only, union, unknown, type Value, type Values, value } from './values'

/** The methods that objects, lists, maps and functions have without anybody putting them there. */
export const byNature =
  /^(push|unshift|add|splice|fill|get|set|pop|shift|find|findLast|findIndex|at|filter|slice|concat|reverse|sort|toSorted|toReversed|flat|flatMap|values|with|forEach|map|some|every|reduce|has|delete|includes|indexOf|join|call|apply|bind)$/

const adds = /^(push|unshift|add|splice|fill)$/
const gives = /^(get|pop|shift|find|findLast|at)$/
const sameKind = /^(filter|slice|concat|reverse|sort|toSorted|toReversed|flat|values|with|splice|add|set)$/
const perElement = /^(forEach|map|filter|some|every|find|findLast|findIndex|flatMap|sort)$/

/** Calls a method that functions, lists, maps and sets have by nature. */
export function callCollection(
  { object, name }: Extract<Value, { kind: 'collectionMethod' }>,
  calling: Calling,
): Values {
  if (/^(function|class|api|bound)$/.test(object.kind)) {
    return callFunctionMethod(object, name, calling)
  }
  const { args, node, frame, machine } = calling
  const { store } = machine
  const id = idOf(object)
  if (id === undefined) return nothing
  const [first = nothing, second = nothing] = args
  if (adds.test(name)) store.addMember(id, '*', union(args))
  if (name === 'set') store.addMember(id, '*', second)
  if (name === 'concat') store.addMember(id, '*', union(args.flatMap(values => [...values].map(allOf))))
  const elements = store.readAll(id)
  const returned = perElement.test(name)
    ? union(
        Array.from(first, one =>
          apply(one, { ...calling, self: second, args: [elements, unknown, only(object)] }),
        ),
      )
    : nothing
  if (name === 'reduce') {
    const args = [union([second, elements]), elements, unknown]
    return union([second, ...Array.from(first, one => apply(one, { ...calling, self: nothing, args }))])
  }
  if (name === 'map' || name === 'flatMap') return new Set([listOf(returned, node, frame, machine)])
  if (gives.test(name)) return elements
  if (sameKind.test(name)) return only(object)
  return nothing

  function allOf(one: Value): Values {
    const other = idOf(one)
    return other === undefined ? new Set([one]) : store.readAll(other)
  }
}

/** `f.call(self, …)`, `f.apply(self, […])`, `f.bind(self, …)` */
function callFunctionMethod(target: Value, name: string, calling: Calling): Values {
  const { args, machine } = calling
  const [self = nothing, ...rest] = args
  if (name === 'call') return apply(target, { ...calling, self, args: rest })
  if (name === 'bind') {
    // Binding again and again in a loop has to end somewhere; what is called stays the same.
    return new Set([target.kind === 'bound' ? target : value({ kind: 'bound', target, self, args: rest })])
  }
  if (name !== 'apply') return nothing
  const [list = nothing] = rest
  const places = [0, 1, 2, 3].map(at =>
    union(
      Array.from(list, one => {
        const id = idOf(one)
        if (id === undefined) return unknown
        return union([machine.store.readMember(id, String(at)), machine.store.readMember(id, '*')])
      }),
    ),
  )
  return apply(target, { ...calling, self, args: places })
}
