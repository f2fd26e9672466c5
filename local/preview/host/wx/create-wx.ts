import { absentHardwareApis } from './absent-hardware'
import { adApis } from './ads'
import { animationApis } from './animation'
import { audioApis } from './audio'
import { barApis } from './bars'
import { baseLibraryApis } from './base-library'
import { belongingApis } from './belongings'
import { failLoudly } from './call-style'
import { canIUse } from './can-i-use'
import { canvasApis } from './canvas'
import { cloudApis } from './cloud/cloud'
import { consentApis } from './consent'
import { deviceApis } from './device'
import { fileApis } from './file-system'
import { interactionApis } from './interaction'
import { listenerApis } from './listeners'
import { mapApis } from './map'
import { mediaApis } from './media'
import { networkApis } from './network'
import { observerApis } from './observers'
import { outsideApis } from './outside'
import { requestPayment } from './payment'
import { pictureApis } from './pictures'
import { placeApis } from './place'
import { playerApis } from './players'
import { privacyApis } from './privacy'
import { queryApis } from './query'
import { routeApis } from './routes'
import { shareApis } from './share'
import { socketApis } from './sockets'
import { storageApis } from './storage'
import { systemApis } from './system'
import { userApis } from './user'
import { viewerApis } from './viewer'

/** The verbs that WeChat's functions begin with. A name of another form is the mini program's own. */
const verbs =
  'add|auth|authorize|batch|bind|cancel|canvas|check|choose|close|compress|connect|create|crop|delete|disable|' +
  'download|edit|enable|enter|exit|face|get|hide|init|is|join|jump|load|make|navigate|notify|off|on|open|pause|' +
  'play|post|preload|preview|read|recharge|redirect|remove|report|request|require|reserve|restart|revoke|rewrite|' +
  'save|scan|seek|select|send|set|share|show|start|stop|subscribe|switch|update|upload|vibrate|write'
const looksLikeWeChat = new RegExp(`^(?:authorize$|login$|request$|(?:${verbs})[A-Z0-9])`)
/** Those that answer plainly, by their names. */
const answersPlainly = /^create[A-Z]|(?:Sync|Context|Manager|Adapter|System)$/

/**
 * The global `wx`. What it lacks fails with its name instead of doing nothing: a test such as `if (wx.joinVoIPChat)`
 * passes, and the call says what is missing. Names that WeChat does not have are undefined, and free for the mini
 * program's own use.
 */
export function createWx(): object {
  const apis: Record<string, unknown> = {
    ...absentHardwareApis(),
    ...adApis(),
    ...barApis(),
    ...baseLibraryApis(),
    ...deviceApis(),
    ...fileApis(),
    ...interactionApis(),
    ...listenerApis(),
    ...mediaApis(),
    ...networkApis(),
    ...socketApis(),
    ...routeApis(),
    ...storageApis(),
    ...belongingApis(),
    ...consentApis(),
    ...outsideApis(),
    ...placeApis(),
    ...privacyApis(),
    ...shareApis(),
    ...userApis(),
    ...animationApis(),
    ...audioApis(),
    ...canvasApis(),
    ...mapApis(),
    ...observerApis(),
    ...pictureApis(),
    ...playerApis(),
    ...queryApis(),
    ...viewerApis(),
    ...systemApis(),
    canIUse: (schema: unknown) => canIUse(schema, apis),
    cloud: failLoudly('wx.cloud', cloudApis()),
    requestPayment,
  }
  const isMissing = (name: string) => looksLikeWeChat.test(name)
  const isPlain = (name: string) => answersPlainly.test(name)
  return failLoudly('wx', apis, { isMissing, isPlain, namespaces: ['worklet', 'router'] })
}
