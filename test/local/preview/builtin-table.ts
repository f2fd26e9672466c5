/** What each built-in is seen to do: a sentence, WXML, and what is then inside of its cell. */
export interface Row {
  says: string
  wxml: string
  /** What is in the cell: a selector, and text that it has. */
  shows: [selector: string, text?: string]
  /** A computed style of what is selected. */
  style?: [name: string, value: string]
}

const row = (says: string, wxml: string, selector: string, text?: string, style?: [string, string]): Row => ({
  says,
  wxml,
  shows: [selector, text],
  style,
})

const inlineTags = 'a abbr b br code em font i img ins del s small span strong sub sup u td th'.split(' ')
const blockTags = (
  'address article aside blockquote center dd div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ' +
  'ol p pre section ul table tbody tfoot thead tr'
).split(' ')
const byTag = (tags: string[], make: (tag: string) => Row) => tags.map(tag => [tag, make(tag)] as const)
const block: [string, string] = ['display', 'block']

/** Plain boxes: what is in them is drawn. */
const plainTags = (
  'share-element sticky-section nested-scroll-header nested-scroll-body open-container snapshot keyboard-accessory ' +
  'functional-page-navigator draggable-sheet selection'
).split(' ')
/** Nothing of their own: only what is in them is drawn. */
const absentTags = (
  'root-portal open-data-list open-data-item editor-portal tap-gesture-handler double-tap-gesture-handler ' +
  'pan-gesture-handler scale-gesture-handler long-press-gesture-handler force-press-gesture-handler ' +
  'horizontal-drag-gesture-handler vertical-drag-gesture-handler'
).split(' ')
const boxes: Record<string, [attributes: string, words: string]> = {
  'channel-live': ['finder-user-name="sph1"', 'channel-live sph1'],
  'channel-video': ['finder-user-name="sph2"', 'channel-video sph2'],
  'live-player': ['src="https://example.com/a.flv"', 'live-player https://example.com/a.flv'],
  'live-pusher': ['url="rtmp://example.com/a"', 'live-pusher rtmp://example.com/a'],
  'native-component': ['', 'native-component'],
  'official-account': ['', '公众号'],
  'official-account-publish': ['path="a"', 'official-account-publish a'],
  'store-coupon': ['coupon-id="1"', 'store-coupon 1'],
  'store-gift': ['product-id="2"', 'store-gift 2'],
  'store-home': ['appid="wx3"', 'store-home wx3'],
  'store-product': ['product-id="4"', 'store-product 4'],
  'voip-room': ['openid="o5"', 'voip-room o5'],
  'web-view': ['src="https://example.com/x"', 'web-view https://example.com/x'],
  'xr-scene': ['', 'xr-scene'],
}

export const rows: Record<string, Row> = {
  ...Object.fromEntries(
    byTag(inlineTags, tag =>
      row('is in the line', `<${tag}>x</${tag}>`, `wx-${tag}`, 'x', ['display', 'inline']),
    ),
  ),
  ...Object.fromEntries(
    byTag(blockTags, tag => row('is a block', `<${tag}>x</${tag}>`, `wx-${tag}`, 'x', block)),
  ),
  ...Object.fromEntries(
    byTag(plainTags, tag => row('is a plain box', `<${tag}>x</${tag}>`, `wx-${tag}`, 'x', block)),
  ),
  ...Object.fromEntries(
    byTag(absentTags, tag =>
      row('is its content', `<${tag}>x</${tag}>`, `wx-${tag}`, 'x', ['display', 'contents']),
    ),
  ),
  ...Object.fromEntries(
    Object.entries(boxes).map(([tag, [attributes, words]]) => [
      tag,
      row('is a box with words', `<${tag} ${attributes} />`, `wx-${tag} > .wx--words`, words),
    ]),
  ),
  modal: row(
    'asks',
    '<modal hidden="{{false}}" title="t" no-cancel>x</modal>',
    'wx-modal .wx--buttons',
    '确定',
  ),
  loading: row('is shown', '<loading hidden="{{false}}">x</loading>', 'wx-loading', 'x', [
    'position',
    'fixed',
  ]),
  toast: row('is hidden at first', '<toast>x</toast>', 'wx-toast[hidden]', 'x', ['display', 'none']),
  'action-sheet': row(
    'is hidden at first',
    '<action-sheet>x</action-sheet>',
    'wx-action-sheet[hidden] > .wx--sheet',
    'x',
  ),
  'action-sheet-item': row(
    'can be pressed',
    '<action-sheet-item>x</action-sheet-item>',
    '[role="button"]',
    'x',
  ),
  'action-sheet-cancel': row(
    'can be pressed',
    '<action-sheet-cancel>x</action-sheet-cancel>',
    '[role="button"]',
    'x',
  ),
  'custom-wrapper': row('is its content', '<custom-wrapper>x</custom-wrapper>', 'wx-custom-wrapper', 'x'),
  ad: row('is a box that says what it is', '<ad unit-id="u" />', 'wx-ad > .wx--words', '广告'),
  'ad-custom': row('is a box that says what it is', '<ad-custom unit-id="u" />', 'wx-ad-custom', '广告'),
  audio: row(
    'has controls and its name',
    '<audio controls name="song" author="me" />',
    '.wx--words',
    'song – me',
  ),
  button: row(
    'can be pressed',
    '<button type="primary" size="mini">go</button>',
    '[role="button"][size="mini"]',
    'go',
  ),
  camera: row('takes a picture of yours', '<camera />', 'wx-camera button', '拍这张照片'),
  canvas: row('is a canvas', '<canvas type="2d" />', 'canvas'),
  checkbox: row('is checked', '<checkbox value="a" checked />', '[role="checkbox"][aria-checked="true"]'),
  'checkbox-group': row('is a group', '<checkbox-group>x</checkbox-group>', '[role="group"]', 'x'),
  'cover-image': row('is a picture', '<cover-image src="{{dot}}" />', 'wx-cover-image img[src^="data:"]'),
  'cover-view': row('lies over others', '<cover-view>x</cover-view>', 'wx-cover-view', 'x', [
    'overflow',
    'hidden',
  ]),
  editor: row('can be written in', '<editor placeholder="write" />', '[role="textbox"][aria-label="write"]'),
  form: row('has fields', '<form><input name="a" value="v" /></form>', 'wx-form input'),
  'grid-builder': row(
    'draws each item of its list',
    '<grid-builder list="{{two}}"><view slot:item>{{item}}</view></grid-builder>',
    'wx-grid-builder > wx-view:nth-child(2)',
    'two',
  ),
  'grid-view': row(
    'has columns',
    '<view style="width: 90px"><grid-view cross-axis-count="3">x</grid-view></view>',
    'wx-grid-view',
    'x',
    ['grid-template-columns', '30px 30px 30px'],
  ),
  icon: row('has its size and colour', '<icon type="success" size="40" />', '.wx--glyph[disc]', '✓', [
    'width',
    '40px',
  ]),
  image: row('keeps to its mode', '<image mode="top left" src="{{dot}}" />', 'wx-image img', '', [
    'object-position',
    '0% 0%',
  ]),
  input: row('is a field', '<input type="digit" placeholder="p" />', 'input[inputmode="decimal"]'),
  label: row('has words', '<label for="x">words</label>', 'wx-label', 'words'),
  'list-builder': row(
    'draws each item of its list, with its place',
    '<list-builder list="{{two}}"><view slot:item slot:index>{{index}}{{item}}</view></list-builder>',
    'wx-list-builder > wx-view:nth-child(2)',
    '1two',
  ),
  'list-view': row(
    'has its padding',
    '<list-view padding="{{[1, 2, 3, 4]}}">x</list-view>',
    'wx-list-view',
    'x',
    ['padding', '1px 2px 3px 4px'],
  ),
  map: row('says its place', '<map latitude="23" longitude="113" />', '.wx--words', 'map 23, 113 × 16'),
  'match-media': row(
    'is there for its sizes',
    '<match-media min-width="1">x</match-media>',
    'wx-match-media',
    'x',
  ),
  'movable-area': row('is a place', '<movable-area>x</movable-area>', 'wx-movable-area', 'x', [
    'position',
    'relative',
  ]),
  'movable-view': row(
    'is in its place',
    '<movable-area style="width: 99px; height: 9px"><movable-view x="20" animation="{{false}}" /></movable-area>',
    'wx-movable-view[style*="translate(20px, 0px)"]',
  ),
  'navigation-bar': row('is nothing on the page', '<navigation-bar />', 'wx-navigation-bar', '', [
    'display',
    'contents',
  ]),
  navigator: row('is a link', '<navigator url="a">x</navigator>', '[role="link"]', 'x'),
  'open-data': row(
    'says what the user lets see',
    '<open-data type="userCity" lang="zh_CN" />',
    '.wx--words',
    '广州',
  ),
  'page-container': row(
    'is shown',
    '<page-container show overlay="{{false}}" custom-style="width: 1px">x</page-container>',
    'wx-page-container[show] > .wx--sheet',
    'x',
    ['width', '1px'],
  ),
  'page-meta': row('is nothing of its own', '<page-meta />', 'wx-page-meta', '', ['display', 'contents']),
  picker: row(
    'opens a sheet',
    '<picker range="{{two}}">x</picker>',
    '[role="button"][aria-haspopup="dialog"]',
    'x',
  ),
  'picker-view': row(
    'has a row marked',
    '<picker-view indicator-style="height: 50px"><picker-view-column /></picker-view>',
    '.wx--row-mark',
    '',
    ['height', '50px'],
  ),
  'picker-view-column': row(
    'has rows',
    '<picker-view><picker-view-column><view wx:for="{{two}}" wx:key="*this">{{item}}</view></picker-view-column></picker-view>',
    '[role="listbox"] wx-view:nth-child(2)',
    'two',
  ),
  progress: row(
    'is as long as its share',
    '<progress percent="40" show-info />',
    '[aria-valuenow="40"] .wx--info',
    '40%',
  ),
  radio: row('is checked', '<radio value="a" checked />', '[role="radio"][aria-checked="true"]'),
  'radio-group': row('is a group', '<radio-group>x</radio-group>', '[role="radiogroup"]', 'x'),
  'rich-text': row('draws HTML', '<rich-text nodes="<b>bold</b>" />', '.wx--content > b', 'bold'),
  'scroll-view': row('scrolls', '<scroll-view scroll-y>x</scroll-view>', 'wx-scroll-view', 'x', [
    'overflow-y',
    'auto',
  ]),
  slider: row('has a value', '<slider value="30" show-value />', '.wx--info', '30'),
  'sticky-header': row('stays in sight', '<sticky-header>x</sticky-header>', 'wx-sticky-header', 'x', [
    'position',
    'sticky',
  ]),
  swiper: row(
    'marks which of its pages is shown',
    '<swiper indicator-dots><swiper-item>x</swiper-item><swiper-item>y</swiper-item></swiper>',
    '.preview--swiper-dot:nth-child(2)',
  ),
  'swiper-item': row(
    'is as wide as its share',
    '<swiper style="width: 90px" display-multiple-items="3"><swiper-item>x</swiper-item></swiper>',
    'wx-swiper-item',
    'x',
    ['width', '30px'],
  ),
  switch: row(
    'may look like a checkbox',
    '<switch type="checkbox" checked />',
    '[role="checkbox"] > .wx--mark',
    '',
    ['display', 'inline-block'],
  ),
  text: row('keeps its spaces', '<text space="nbsp">a  b</text>', 'wx-text', 'a  b', [
    'white-space',
    'pre-wrap',
  ]),
  textarea: row('is a field of several lines', '<textarea value="v" />', 'textarea'),
  video: row('has controls', '<video src="a.mp4" />', 'video[controls]'),
  view: row('is a block', '<view>x</view>', 'wx-view wx-view', 'x', block),
}

/** A page with a cell for each of these. */
export const tableWxml = Object.entries(rows)
  .map(([tag, { wxml }]) => `<view class="cell" data-testid="${tag}">${wxml}</view>`)
  .join('\n')
