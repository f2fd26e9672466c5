import type { Node } from '../syntax/nodes'
import type { Frame } from './frame'
import type { Machine } from './machine'
import type { Values } from './values'

/** Notes that a name below one of these values is made while the program runs. */
export function noteDynamic(values: Values, at: Node, frame: Frame, machine: Machine): void {
  for (const one of values) {
    if (one.kind === 'api' && one.way === 'cloudCall' && !machine.world.isMethod(one.path.join('.'))) {
      machine.records.dynamic({ below: one.path.join('.'), place: machine.place(at, frame) })
    }
  }
}
