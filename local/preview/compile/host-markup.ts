const placeholder =
  '<h-span class="placeholder placeholder-class" style="{{placeholderStyle}}" aria-hidden="true">{{placeholder}}</h-span>'

/** Tags of HTML that people write in WXML: WeChat draws their content. */
export const htmlTags = (
  'a abbr b br code em font i img ins del s small span strong sub sup u address article aside blockquote ' +
  'center dd div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section ul ' +
  'table tbody td tfoot th thead tr'
).split(' ')

/** Built-ins that are no more than their content here. */
export const plainTags = (
  'cover-view swiper-item movable-area movable-view match-media page-meta navigation-bar root-portal ' +
  'share-element sticky-section sticky-header grid-view list-view draggable-sheet nested-scroll-header ' +
  'nested-scroll-body open-container snapshot keyboard-accessory functional-page-navigator custom-wrapper ' +
  'selection open-data-list open-data-item editor-portal tap-gesture-handler double-tap-gesture-handler ' +
  'pan-gesture-handler scale-gesture-handler long-press-gesture-handler force-press-gesture-handler ' +
  'horizontal-drag-gesture-handler vertical-drag-gesture-handler'
).split(' ')

/** Built-ins that are words in a box here. */
const wordTags = (
  'ad ad-custom channel-live channel-video live-player live-pusher native-component official-account ' +
  'official-account-publish open-data store-coupon store-gift store-home store-product voip-room web-view'
).split(' ')

/** Its content once for each item of a list. */
const eachItem = '<slot wx:for="{{list}}" wx:key="index" item="{{item}}" index="{{index}}" />'

/**
 * The content of each built-in component of the host. `h-` makes an ordinary HTML element (see host/runtime.ts);
 * a tag that is not here, and is not a component of the mini program, is drawn as a box with its name.
 */
export const builtinTemplates: Record<string, string> = {
  ...Object.fromEntries(htmlTags.map(tag => [tag, '<slot />'])),
  ...Object.fromEntries(plainTags.map(tag => [tag, '<slot />'])),
  ...Object.fromEntries(wordTags.map(tag => [tag, '<h-span class="words" /><slot />'])),
  view: '<slot />',
  text: '<slot />',
  button: '<slot />',
  form: '<slot />',
  label: '<slot />',
  navigator: '<slot />',
  picker: '<slot />',
  'scroll-view':
    '<h-div class="refresher"><h-span class="refresher-dots" /><slot name="refresher" /></h-div><slot />',
  'list-builder': eachItem,
  'grid-builder': eachItem,
  'xr-scene': '<h-span class="words" />',
  'radio-group': '<slot />',
  'checkbox-group': '<slot />',
  radio: '<h-span class="mark" /><slot />',
  checkbox: '<h-span class="mark" /><slot />',
  switch: '<h-span class="track" /><h-span class="mark" />',
  image: '<h-img class="picture" />',
  icon: '<h-span class="glyph" />',
  input: `${placeholder}<h-input class="field" />`,
  textarea: `${placeholder}<h-textarea class="field" />`,
  swiper: '<h-div class="items"><slot /></h-div><h-div class="dots" />',
  'cover-image': '<h-img class="picture" />',
  progress: '<h-div class="bar"><h-div class="fill" /></h-div><h-span class="info" />',
  slider: '<h-input class="range" /><h-span class="info" />',
  'rich-text': '<h-div class="content" />',
  video: '<h-video class="player" /><slot />',
  audio: '<h-audio class="player" /><h-span class="words" />',
  canvas: '<h-canvas class="surface" /><slot />',
  map: '<h-span class="words" /><h-ul class="markers" /><slot />',
  camera: '<h-div class="content" /><slot />',
  editor: '<h-div class="editable" />',
  'picker-view': '<slot /><h-div class="row-mask mask-class" /><h-div class="row-mark indicator-class" />',
  'picker-view-column': '<h-div class="rows"><slot /></h-div>',
  modal:
    '<h-div class="overlay" /><h-div class="dialog"><h-div class="title" /><h-div class="inside"><slot /></h-div><h-div class="buttons" /></h-div>',
  loading: '<h-div class="dialog"><slot /></h-div>',
  toast: '<h-div class="dialog"><slot /></h-div>',
  'action-sheet': '<h-div class="overlay" /><h-div class="sheet"><slot /></h-div>',
  'action-sheet-item': '<slot />',
  'action-sheet-cancel': '<slot />',
  'page-container': '<h-div class="overlay" /><h-div class="sheet"><slot /></h-div>',
}

/** What stands where something cannot be drawn: a box with its name. */
export const boxTemplate = (name: string) =>
  `<h-div class="preview--box"><h-span class="preview--box-name">${name}</h-span><slot /></h-div>`

/** Tags that WXML itself gives a meaning. */
export const structuralTags = ['block', 'slot', 'template', 'import', 'include', 'wxs']

/**
 * Lengths that depend on the screen, as `calc` over variables that the phone frame sets: a phone drawn on a wide
 * screen must not measure by the browser window.
 */
export function framedLengths(value: string): string {
  return value
    .replace(/(-?[\d.]+)rpx\b/g, (_, count: string) => `calc(${count} * var(--rpx))`)
    .replace(/(-?[\d.]+)v([hw])\b/g, (_, count: string, side: string) => `calc(${count} * var(--v${side}))`)
}
