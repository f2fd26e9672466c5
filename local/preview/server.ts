import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { buildCommand, readProjectConfig } from '../project/project-config'
import { type OwnFiles, readOwnFiles } from './compile/own-files'
import { type PreviewAction, runAction } from './server/actions'
import { askForUser, payOrder } from './server/ask-emulator'
import { Builds } from './server/builds'
import { type CallFunction, readCall, reportCall } from './server/call-function'
import { CloudRelay } from './server/cloud'
import { keptHeaders, pagePolicy, refuseCall, refuseForeign, send, sendJson, sendText } from './server/http'
import { Network, type NetworkOptions } from './server/network/network'
import { News } from './server/news'
import { readPicture, writePage } from './server/page-files'
import { en } from './texts/en'

export type { CallFunction } from './server/call-function'

/** Somebody who can be switched to on the preview page. */
export interface PreviewCaller {
  name: string
  openid: string
}

/** The operator is who runs the shop; the customer is anybody else. */
const previewCallers: PreviewCaller[] = [
  { name: 'operator', openid: 'oDEMO_user_00000000000000001' },
  { name: 'customer', openid: 'oDEMO_user_00000000000000002' },
]

interface PreviewOptions {
  /** The folder with project.config.json; its `miniprogramRoot` is shown. */
  project: string
  callFunction: CallFunction
  /** The URL of the emulator whose database, storage and orders the pages use; without it they have none. */
  emulator?: string
  /** Who can be calling; the first one is at the start. */
  callers?: PreviewCaller[]
  /** Buttons beside the phone, for what can be done to the emulator. */
  actions?: PreviewAction[]
  /** Gets builds and their problems, a line each. */
  log?: (line: string) => void
  /** 0, the default, takes a free one. */
  port?: number
  /** Builds and reloads when a file is saved. */
  watch?: boolean
  /** What pages may reach beside the ports of this machine that are not the preview's; by default nothing. */
  network?: NetworkOptions
  /** Lets the browser load pictures of https from anywhere. */
  allowsImages?: boolean
}

/** A running preview. */
export interface Preview {
  url: string
  close(): Promise<void>
}

/**
 * Serves the mini program of a project as a page for an ordinary browser, on this machine only.
 *
 * @throws Error when there is no app.json, or the port is taken; what is wrong in the source is shown on the page
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { callers = previewCallers, actions = [], log = () => undefined } = options
  const project = readProject(options.project, log)
  const builds = new Builds(project.root, log)
  const [own] = await Promise.all([readOwnFiles(), builds.build()])
  const token = randomBytes(24).toString('base64url')
  const { callFunction, emulator, allowsImages = false } = options
  const isUser = (openid: string) => callers.some(caller => caller.openid === openid)
  const cloud = emulator ? new CloudRelay(emulator, isUser) : undefined
  const port = () => (server.address() as AddressInfo).port
  const network = new Network(port, log, project.appId, options.network)
  const shown = {
    own,
    ownVersion: shortHash(Object.values(own).join()),
    project,
    builds,
    token,
    callers,
    actions,
    allowsImages,
  }
  const site: Site = { ...shown, callFunction, emulator, cloud, network, isUser }
  const server = createServer((request, response) => {
    const refusal = refuseForeign(request, port())
    if (refusal) return sendText(response, refusal.status, refusal.reason)
    answer(site, request, response).catch(error => sendText(response, error.status ?? 500, error.message))
  })
  const news = new News(builds, cloud)
  server.on('upgrade', (request, socket: Socket, head) => {
    socket.on('error', () => socket.destroy())
    const isOurs = request.headers.origin !== undefined && !refuseForeign(request, port())
    if (isOurs && (news.upgrade(request, socket) || network.upgrade(request, socket, head))) return
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  if (options.watch) builds.watch()
  return {
    url: `http://127.0.0.1:${port()}/`,
    close() {
      builds.close()
      network.close()
      news.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

interface Site {
  project: ProjectConfig
  builds: Builds
  callers: PreviewCaller[]
  actions: PreviewAction[]
  callFunction: CallFunction
  emulator?: string
  cloud: CloudRelay | undefined
  isUser(openid: string): boolean
  network: Network
  allowsImages: boolean
  token: string
  own: OwnFiles
  ownVersion: string
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://preview')
  if (/^\/__(?:cloud|net)\//.test(pathname) || pathname === '/__preview/action') {
    if (request.method !== 'POST') return sendText(response, 405, en.server.onlyPost)
    const isBinary = pathname === '/__cloud/upload' || pathname === '/__net/send'
    const wanted = isBinary ? 'application/octet-stream' : undefined
    const refusal = refuseCall(request, site.token, wanted)
    if (refusal) return sendText(response, refusal.status, refusal.reason)
    if (pathname === '/__preview/action')
      return sendJson(response, 200, await runAction(site.actions, request))
    if (pathname === '/__cloud/call') return answerCall(site, request, response)
    if (pathname.startsWith('/__net/')) return site.network.answer(pathname, request, response)
    if (pathname === '/__cloud/pay') return sendJson(response, 200, await payOrder(site.emulator, request))
    if (pathname === '/__cloud/user') {
      const place = { emulator: site.emulator, appId: site.project.appId }
      return sendJson(response, 200, await askForUser(place, site.isUser, request))
    }
    if (site.cloud) return site.cloud.answer(pathname, request, response)
    return sendText(response, 404, en.server.notFound)
  }
  if (request.method !== 'GET') return sendText(response, 405, en.server.onlyGet)
  const { project, builds, callers, token, own } = site
  const script = 'text/javascript; charset=utf-8'
  if (pathname === '/') {
    const { version, problems, warnings } = builds
    const scripts = builds.scripts.map(({ name }) => `/mini-program/${name}.js`)
    const actions = site.actions.map(({ words }) => words)
    const { appId, name } = project
    const hasCloud = site.cloud !== undefined
    const { allowsImages } = site
    const shown = { version, scripts, problems, warnings, appId, name, hasCloud, allowsImages }
    const state = { token, callers, actions, ...shown, project: shortHash(project.root) }
    const headers = { 'content-security-policy': pagePolicy(allowsImages) }
    return send(response, 200, 'text/html; charset=utf-8', writePage(name, state, site.ownVersion), headers)
  }
  // Under an address with this version there will never be anything else.
  const kept = searchParams.get('version') === site.ownVersion ? keptHeaders : {}
  if (pathname === '/preview.js') return send(response, 200, script, own.page, kept)
  if (pathname === '/preview-host.js') return send(response, 200, script, own.host, kept)
  const [, name, isMap] = /^\/mini-program\/(\w+)\.js(\.map)?$/.exec(pathname) ?? []
  const part = builds.scripts.find(part => part.name === name)
  if (part && isMap) return send(response, 200, 'application/json; charset=utf-8', part.map())
  if (part) return send(response, 200, script, part.code, keptHeaders)
  if (pathname === '/mini-program-change.js') {
    const { version, change } = builds
    // The page may ask late.
    if (change === undefined || searchParams.get('version') !== String(version))
      return sendText(response, 404, en.server.notFound)
    return send(response, 200, script, change)
  }
  if (pathname === '/preview.css') return send(response, 200, 'text/css; charset=utf-8', own.style, kept)
  const picture = pathname.startsWith('/files/')
    ? readPicture(project.root, pathname.slice('/files/'.length))
    : undefined
  if (!picture) return sendText(response, 404, en.server.notFound)
  send(response, 200, picture.type, picture.body)
}

async function answerCall(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { name, data, caller } = await readCall(request)
  const known = site.callers.find(candidate => candidate.openid === caller)
  if (!known) return sendText(response, 400, en.server.unknownCaller)
  const person = { openid: known.openid, appid: site.project.appId, source: 'wx_client' as const }
  sendJson(response, 200, await reportCall(site.callFunction, { name, data, caller: person }))
}

/** What the preview needs of project.config.json, the file that WeChat's own tool opens a project by. */
interface ProjectConfig {
  name: string
  appId: string
  /** The folder with app.json. */
  root: string
}

/** @throws Error when the folder holds no mini program, or its project.config.json cannot be understood */
function readProject(folder: string, log: (line: string) => void): ProjectConfig {
  const config = readProjectConfig(folder, ['miniprogramRoot', 'appid', 'projectname', 'compileType'])
  const root = resolve(folder, config.miniprogramRoot ?? '.')
  const command = buildCommand(folder, config.miniprogramRoot)
  if (command) throw new Error(en.server.buildFirst(root, command))
  if (!existsSync(join(root, 'app.json'))) throw new Error(en.server.noMiniProgram(root))
  if (config.compileType === 'plugin') log(en.server.plugin)
  return { root, appId: config.appid ?? '', name: decodeName(config.projectname ?? en.server.miniProgram) }
}

/** DevTools writes the name as part of an address. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
