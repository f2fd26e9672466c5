import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isWithin } from '../../project/files'
import type { Finding, Place } from '../../project/finding'
import { readJsonFile } from '../../project/json/json-file'
import { type JsonNode, memberOf } from '../../project/json/read-json'
import { type Root, saidIn } from '../../project/open-project'
import { privateProjectFile, projectFile } from '../../project/project-config'
import { deploymentFile, deploymentProgram } from '../../project/read-deployment'
import type { Check } from './check'

const kind = 'projectConfig'
const start: Place = { file: projectFile, line: 1, column: 1 }

/** Whether project.config.json can be read and says where things are. */
export const checkProjectConfig: Check = ({ project, deployment }) => {
  const findings: Finding[] = []
  const fault = (place: Place, what: string, why: string, fix: string) =>
    findings.push({ severity: 'fault', kind, place, what, why, fix })
  if (deployment.fault) {
    const { place, problem } = deployment.fault
    fault(
      place,
      `${deploymentFile} is no JSON: ${problem}`,
      'time-outs and variables cannot be read from it',
      'mend it there',
    )
  }
  const { config, privateConfig } = project
  if (existsSync(join(project.folder, deploymentProgram))) {
    const place = { file: deploymentProgram, line: 1, column: 1 }
    const what = `${deploymentProgram} is a program, which is not run: time-outs and variables in it are not known`
    findings.push({ severity: 'note', kind, place, what })
  }
  if (privateConfig.state === 'broken') {
    fault(
      privateConfig.place,
      `${privateProjectFile} is not JSON: ${privateConfig.problem}`,
      'WeChat DevTools does not open the project',
      'correct it there',
    )
  }
  if (config.state === 'broken') {
    fault(
      config.place,
      `${projectFile} is no JSON: ${config.problem}`,
      'WeChat DevTools does not open the project',
      'mend it there',
    )
    return findings
  }
  if (config.state === 'absent') {
    const what = `there is no ${projectFile} in ${project.folder}`
    findings.push({
      severity: 'note',
      kind,
      place: start,
      what,
      fix: 'open the folder in WeChat DevTools, which writes it',
    })
  } else {
    const whole = config.place(config.tree.start)
    const appid = saidIn(project, 'appid')
    findings.push(...checkAppid(appid?.value, appid?.place ?? whole))
    for (const [key, root] of [
      ['cloudfunctionRoot', project.functions],
      ['miniprogramRoot', project.miniprogram],
    ] as const) {
      const said = saidIn(project, key)
      const [value, place] = [said?.value, said?.place ?? whole]
      if (value && (value.kind !== 'plain' || typeof value.value !== 'string')) {
        fault(
          place,
          `${key} must be a text, such as "${root.written}"`,
          'DevTools does not find the folder',
          'write the path of the folder',
        )
      } else findings.push(...checkRoot(key, root, place, hasBuild(project.folder, root)))
    }
  }
  const { path, written } = project.miniprogram
  const isApp = kindOf(project) === 'miniprogram'
  if (path && isApp && !existsSync(join(path, 'app.json'))) {
    fault(
      start,
      `there is no app.json in ${written}`,
      'DevTools does not find the mini program',
      'set miniprogramRoot to the folder that holds app.json',
    )
  }
  return findings
}

function kindOf({ config }: Parameters<Check>[0]['project']): unknown {
  const value = config.state === 'read' ? memberOf(config.tree, 'compileType')?.value : undefined
  return value?.kind === 'plain' ? value.value : 'miniprogram'
}

/** Whether a package.json at or above a folder has a script that builds: the folder is what it makes. */
function hasBuild(folder: string, { written }: Root): boolean {
  for (let at = join(folder, written); isWithin(folder, at); at = dirname(at)) {
    const file = readJsonFile(join(at, 'package.json'), folder)
    const scripts = file.state === 'read' ? memberOf(file.tree, 'scripts')?.value : undefined
    if (scripts?.kind === 'object' && scripts.members.some(({ name }) => /^(build|dev)\b/.test(name)))
      return true
  }
  return false
}

function checkAppid(appid: JsonNode | undefined, place: Place): Finding[] {
  const value = appid?.kind === 'plain' ? appid.value : undefined
  if (typeof value === 'string' && /^wx[0-9a-f]{16}$/.test(value)) return []
  if (value === 'touristappid') {
    const what = 'the appid is that of a visitor, who has no cloud'
    return [{ severity: 'note', kind, place, what, fix: 'enter your own before you upload' }]
  }
  const isThere = typeof value === 'string' && value !== ''
  if (value === '') {
    const what = 'the appid is empty'
    return [{ severity: 'note', kind, place, what, fix: 'enter your own before you upload' }]
  }
  const what = isThere
    ? 'the appid is none: it must be wx and 16 digits or letters a to f'
    : 'there is no appid'
  return [
    {
      severity: 'fault',
      kind,
      place,
      what,
      why: 'without it there is no cloud and no upload',
      fix: 'copy it from the MP console, development settings',
    },
  ]
}

function checkRoot(
  key: string,
  { state, written, isSaid }: Root,
  place: Place,
  hasBuild: boolean,
): Finding[] {
  const fault = (what: string, why: string, fix: string): Finding[] => [
    { severity: 'fault', kind, place, what, why, fix },
  ]
  if (state === 'outside')
    return fault(
      `${key} leads out of the project: ${written}`,
      'it is not followed',
      'move the folder into the project',
    )
  if (isSaid && state === 'absent' && key === 'miniprogramRoot' && hasBuild) {
    const what = `${key} names ${written}, which is not there yet`
    return [
      {
        severity: 'note',
        kind,
        place,
        what,
        fix: 'build the mini program: a script of package.json makes it',
      },
    ]
  }
  if (isSaid && state === 'absent')
    return fault(
      `${key} names ${written}, which is not there`,
      'DevTools does not find it',
      'make the folder, or correct the path',
    )
  if (!isSaid && state === 'there' && key === 'cloudfunctionRoot') {
    return fault(
      `there is a folder ${written}, but cloudfunctionRoot does not name it`,
      'DevTools shows and uploads no functions',
      `add "cloudfunctionRoot": "${written}"`,
    )
  }
  return []
}
