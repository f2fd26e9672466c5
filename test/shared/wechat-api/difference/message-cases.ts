import { Readable } from 'node:stream'
import { mended, same } from './cases'
import { film, picture, sound } from './files'

const boundary = 'upstream'
const multipart = [
  `--${boundary}`,
  'Content-Disposition: form-data; name="media"; filename="a.png"',
  'Content-Type: image/png',
  '',
  'bytes',
  `--${boundary}--`,
  '',
].join('\r\n')

/** A request of a browser's, as a server sees it. */
const upstream = () =>
  Object.assign(Readable.from([Buffer.from(multipart)]), {
    headers: {
      host: 'shop.example',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(multipart.length),
    },
  })

const music = { title: 'a', description: 'b', musicurl: 'c', hqmusicurl: 'd', thumb_media_id: 'e' }
const articles = [{ title: 'Happy Day', description: 'Is Really A Happy Day', url: 'URL', picurl: 'PIC' }]
const words = { first: { value: '恭喜', color: '#173177' } }
const card = { card_id: 'pCard', code: '123', openid: 'oA' }
const tagged = 'WeChat reads tag_id since 2016; group_id chose nobody'

/** The six messages that go to many, each with the three ways to say to whom. */
const mass = (['News', 'Text', 'Voice', 'Image', 'Video'] as const).flatMap(kind => [
  same(`massSend${kind}`, 'content', ['oA', 'oB']),
  same(`massSend${kind}`, 'content', true),
])

/** Messages, mass messages, templates, media and materials. */
export const messageCases = [
  same('sendText', 'oA', 'Hello 世界'),
  same('sendTextFromCs', 'oA', 'test@test', 'Hello'),
  same('sendImage', 'oA', 'media'),
  same('sendImageFromCs', 'oA', 'test@test', 'media'),
  same('sendVoice', 'oA', 'media'),
  same('sendVoiceFromCs', 'oA', 'test@test', 'media'),
  same('sendVideo', 'oA', 'media', 'thumb'),
  same('sendVideoFromCs', 'oA', 'test@test', 'media', 'thumb'),
  same('sendMusic', 'oA', music),
  same('sendMusicFromCs', 'oA', 'test@test', music),
  same('sendNews', 'oA', articles),
  same('sendNewsFromCs', 'oA', 'test@test', articles),
  same('sendMpNews', 'oA', 'media'),
  same('sendMpNewsFromCs', 'oA', 'test@test', 'media'),
  same('sendCard', 'oA', card),
  same('sendCardFromCs', 'oA', 'test@test', card),
  same('uploadNews', { articles: [{ thumb_media_id: 'm', title: 't', content: 'c' }] }),
  same('uploadMPVideo', { media_id: 'm', title: 't', description: 'd' }),
  ...mass,
  same('massSend', { text: { content: 'a' }, msgtype: 'text' }, ['oA', 'oB']),
  mended('massSend', [{ text: { content: 'a' }, msgtype: 'text' }, 2], tagged, {
    path: '/cgi-bin/message/mass/sendall',
    body: { text: { content: 'a' }, msgtype: 'text', filter: { tag_id: 2 } },
  }),
  mended('massSendText', ['a', '2'], tagged, {
    body: { text: { content: 'a' }, msgtype: 'text', filter: { tag_id: '2' } },
  }),
  same('massSendMPVideo', { media_id: 'm', title: 't', description: 'd' }, ['oA', 'oB']),
  same('deleteMass', 30124),
  same('getMassMessageStatus', '201053012'),
  same('previewNews', 'oA', 'media'),
  same('previewText', 'oA', 'text'),
  same('previewVoice', 'oA', 'media'),
  same('previewImage', 'oA', 'media'),
  same('previewVideo', 'oA', 'media'),
  same('setIndustry', { industry_id1: '1', industry_id2: '4' }),
  same('getIndustry'),
  same('addTemplate', 'TM00015'),
  same('getAllPrivateTemplate'),
  same('delPrivateTemplate', 'Dyvp3'),
  same('sendTemplate', 'oA', 'tpl', 'http://weixin.qq.com/download', words),
  same('sendTemplate', 'oA', 'tpl', { url: 'u', miniprogram: { appid: 'wx', pagepath: 'p' } }, words),
  same('sendTemplate', 'oA', 'tpl', null, words),
  same('sendTemplate', 'oA', 'tpl', 'http://weixin.qq.com/download', '#FF0000', words),
  same('uploadMaterial', picture, 'image'),
  same('uploadImageMaterial', picture),
  same('uploadVoiceMaterial', sound),
  same('uploadThumbMaterial', picture),
  same('uploadVideoMaterial', film, { title: '标题', introduction: 'intro' }),
  same('uploadNewsMaterial', { articles: [{ title: 't', thumb_media_id: 'm' }] }),
  same('updateNewsMaterial', { media_id: 'm', index: 0, articles: { title: 't' } }),
  same('getMaterial', 'media'),
  same('removeMaterial', 'media'),
  same('getMaterialCount'),
  same('getMaterials', 'image', 0, 20),
  same('uploadMedia', picture, 'image'),
  same('uploadImage', picture),
  same('uploadVoice', sound),
  same('uploadVideo', film),
  same('uploadThumb', picture),
  { name: 'uploadMediaStream', args: () => [upstream(), 'image'] },
  { name: 'uploadImageStream', args: () => [upstream()] },
  { name: 'uploadVoiceStream', args: () => [upstream()] },
  { name: 'uploadVideoStream', args: () => [upstream()] },
  { name: 'uploadThumbStream', args: () => [upstream()] },
  same('getMedia', 'media'),
  same('uploadLogo', picture),
  same('getTicket'),
  same('getTicket', 'wx_card'),
]
