import type { Finding } from '../../project/finding'
import { pathFrom } from '../../project/inside'
import { readJsonFile } from '../../project/json/json-file'
import { memberOf } from '../../project/json/json-tree'
import type { Check } from './check'

const fields = 'second minute hour day month weekday year'

/** Whether the timers of the functions have a time that WeChat takes. */
export const checkTriggers: Check = ({ project, functions }) =>
  functions.flatMap(({ name, on }): Finding[] => {
    const file = readJsonFile(on.config, project.folder)
    const list = file.state === 'read' ? memberOf(file.tree, 'triggers')?.value : undefined
    if (file.state !== 'read' || list?.kind !== 'list') return []
    return list.items.flatMap((trigger): Finding[] => {
      const type = memberOf(trigger, 'type')?.value
      const cron = memberOf(trigger, 'config')?.value
      if (type?.kind !== 'plain' || type.value !== 'timer') return []
      const written = cron?.kind === 'plain' && typeof cron.value === 'string' ? cron.value.trim() : ''
      const count = written === '' ? 0 : written.split(/\s+/).length
      if (count === 7) return []
      return [
        {
          severity: 'fault',
          kind: 'trigger',
          function: name,
          place: file.place((cron ?? trigger).start),
          what: `the time of this timer has ${count} fields, not seven`,
          why: `DevTools refuses to upload the trigger of ${pathFrom(project.folder, on.config)}`,
          fix: `write "${fields}", such as "0 0 2 * * * *" for two in the night`,
        },
      ]
    })
  })
