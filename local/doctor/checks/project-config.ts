import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isWithin } from '../../project/files'
import type { Finding, Place } from '../../project/finding'
import { readJsonFile } from '../../project/json/json-file'
import { type JsonNode, memberOf } from '../../project/json/read-json'
import { type Root, saidIn } from '../../project/open-project'
import { privateProjectFile, projectFile } from '../../project/project-config'
import { deploymentFile, deploymentProgram } from '../../project/read-deployment'
import { en } from '../texts/en'
import type { Check } from './check'

const kind = 'projectConfig'
const texts = en.projectConfig
const start: Place = { file: projectFile, line: 1, column: 1 }

/** Whether project.config.json can be read and says where things are. */
export const checkProjectConfig: Check = ({ project, deployment }) => {
  const findings: Finding[] = []
  const fault = (place: Place, what: string, why: string, fix: string) =>
    findings.push({ severity: 'fault', kind, place, what, why, fix })
  if (deployment.fault) {
    const { place, problem } = deployment.fault
    fault(place, texts.deploymentNotJson(deploymentFile, problem), texts.deploymentWhy, texts.correct)
  }
  const { config, privateConfig } = project
  if (existsSync(join(project.folder, deploymentProgram))) {
    const place = { file: deploymentProgram, line: 1, column: 1 }
    const what = texts.program(deploymentProgram)
    findings.push({ severity: 'note', kind, place, what })
  }
  if (privateConfig.state === 'broken') {
    fault(
      privateConfig.place,
      texts.notJson(privateProjectFile, privateConfig.problem),
      texts.notOpened,
      texts.correct,
    )
  }
  if (config.state === 'broken') {
    fault(config.place, texts.notJson(projectFile, config.problem), texts.notOpened, texts.correct)
    return findings
  }
  if (config.state === 'absent') {
    const what = texts.absent(projectFile, project.folder)
    findings.push({
      severity: 'note',
      kind,
      place: start,
      what,
      fix: texts.openInDevTools,
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
        fault(place, texts.notText(key, root.written), texts.folderNotFound, texts.writePath)
      } else findings.push(...checkRoot(key, root, place, hasBuild(project.folder, root)))
    }
  }
  const { path, written } = project.miniprogram
  const isApp = kindOf(project) === 'miniprogram'
  if (path && isApp && !existsSync(join(path, 'app.json'))) {
    fault(start, texts.noApp(written), texts.appNotFound, texts.setRoot)
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
    const what = texts.visitor
    return [{ severity: 'note', kind, place, what, fix: texts.enterOwn }]
  }
  const isThere = typeof value === 'string' && value !== ''
  if (value === '') {
    const what = texts.emptyAppid
    return [{ severity: 'note', kind, place, what, fix: texts.enterOwn }]
  }
  const what = isThere ? texts.wrongAppid : texts.noAppid
  return [
    {
      severity: 'fault',
      kind,
      place,
      what,
      why: texts.noAppidWhy,
      fix: texts.copyAppid,
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
  if (state === 'outside') return fault(texts.outside(key, written), texts.notFollowed, texts.moveInside)
  if (isSaid && state === 'absent' && key === 'miniprogramRoot' && hasBuild) {
    const what = texts.notBuilt(key, written)
    return [
      {
        severity: 'note',
        kind,
        place,
        what,
        fix: texts.build,
      },
    ]
  }
  if (isSaid && state === 'absent')
    return fault(texts.noRoot(key, written), texts.rootNotFound, texts.makeRoot)
  if (!isSaid && state === 'there' && key === 'cloudfunctionRoot') {
    return fault(texts.unnamedRoot(written), texts.noUpload, texts.nameRoot(written))
  }
  return []
}
