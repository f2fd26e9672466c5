import { htmlTags, plainTags } from '../../compile/host-markup'
import { type CodeSpace, type ComponentInstance, templateOf } from '../easel'
import { playAnimation } from '../wx/animation'
import {
  ad,
  camera,
  channelLive,
  channelVideo,
  functionalPageNavigator,
  livePlayer,
  livePusher,
  nativeComponent,
  officialAccount,
  openDataDefinition,
  publisher,
  storeCoupon,
  storeGift,
  storeHome,
  storeProduct,
  voipRoom,
  webView,
  xrScene,
} from './boxes'
import { Builtin, type BuiltinDefinition, controlsOf } from './builtin'
import { canvas } from './canvas'
import { checkbox, checkboxGroup, radio, radioGroup, switchDefinition } from './choice'
import { commonProperties, showHover, writeAria } from './common'
import { editor } from './editor'
import { input, textarea } from './field'
import { button, form, label } from './form'
import { progress, slider } from './gauges'
import { gridBuilder, gridView, listBuilder, listView } from './lists'
import { map } from './map'
import { audio, video } from './media'
import { movableArea, movableView } from './movable'
import { navigator } from './navigator'
import { actionSheet, actionSheetCancel, actionSheetItem, loading, modal, toast } from './old-dialogs'
import { matchMedia, navigationBar, pageContainer, pageMeta } from './page-parts'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import { icon, image } from './pictures'
import { richText } from './rich-text'
import { scrollView } from './scroll-view'
import { swiper, swiperItem } from './swiper'
import { text } from './text'

const definitions: Record<string, BuiltinDefinition> = {
  ...Object.fromEntries([...htmlTags, ...plainTags].map(tag => [tag, {}])),
  view: { hover: [50, 400] },
  text,
  button,
  checkbox,
  'checkbox-group': checkboxGroup,
  form,
  icon,
  image,
  input,
  label,
  navigator,
  picker,
  radio,
  'radio-group': radioGroup,
  'scroll-view': scrollView,
  switch: switchDefinition,
  textarea,
  'action-sheet': actionSheet,
  'action-sheet-cancel': actionSheetCancel,
  'action-sheet-item': actionSheetItem,
  loading,
  modal,
  toast,
  ad,
  'ad-custom': ad,
  audio,
  camera,
  canvas,
  'cover-image': image,
  'cover-view': { properties: { scrollTop: null, markerId: null }, hover: [50, 400] },
  'channel-live': channelLive,
  'channel-video': channelVideo,
  editor,
  'functional-page-navigator': functionalPageNavigator,
  'grid-builder': gridBuilder,
  'grid-view': gridView,
  'list-builder': listBuilder,
  'list-view': listView,
  'live-player': livePlayer,
  'live-pusher': livePusher,
  map,
  'match-media': matchMedia,
  'movable-area': movableArea,
  'movable-view': movableView,
  'native-component': nativeComponent,
  'navigation-bar': navigationBar,
  'official-account': officialAccount,
  'official-account-publish': publisher,
  'open-data': openDataDefinition,
  'page-container': pageContainer,
  'page-meta': pageMeta,
  'picker-view': pickerView,
  'picker-view-column': pickerViewColumn,
  progress,
  'rich-text': richText,
  slider,
  'store-coupon': storeCoupon,
  'store-gift': storeGift,
  'store-home': storeHome,
  'store-product': storeProduct,
  swiper,
  'swiper-item': swiperItem,
  video,
  'voip-room': voipRoom,
  'web-view': webView,
  'xr-scene': xrScene,
}

/** What a built-in takes, by its tag. */
export function builtinOf(
  tag: string,
): (Pick<BuiltinDefinition, 'values'> & { properties: object }) | undefined {
  const definition = Object.hasOwn(definitions, tag) ? definitions[tag] : undefined
  return definition && { ...definition, properties: { ...commonProperties, ...definition.properties } }
}

/** Registers the built-ins in the space that every mini program sees; returns them by tag. */
export function registerBuiltins(space: CodeSpace, templates: Record<string, unknown>): Map<string, unknown> {
  const registered = new Map<string, unknown>()
  for (const [tag, definition] of Object.entries(definitions)) {
    const path = `wx/${tag}`
    space.addComponentStaticConfig(path, { component: true })
    space.addStyleSheet(path, undefined, 'wx')
    space.addCompiledTemplate(path, templateOf(templates, path))
    registered.set(tag, register(space, path, definition)._$)
  }
  return registered
}

function register(space: CodeSpace, path: string, definition: BuiltinDefinition) {
  return space
    .component(path)
    .definition({
      properties: { ...commonProperties, animation: null, ...definition.properties },
      externalClasses: definition.externalClasses,
      options: {
        multipleSlots: definition.slots === 'several',
        dynamicSlots: definition.slots === 'each',
      },
      observers: {
        '**'(this: ComponentInstance) {
          const started = controlsOf(this._$.getBackendElement())
          if (started) update(started.self, definition)
        },
      },
      lifetimes: {
        attached(this: ComponentInstance) {
          const self = new Builtin(this)
          self.setControls({})
          self.setControls(definition.start?.(self) ?? {})
          if (definition.hover) showHover(self, definition.hover)
          update(self, definition)
        },
      },
    })
    .register()
}

function update(self: Builtin, { reflected = [] }: BuiltinDefinition): void {
  const { element, instance } = self
  element.hidden = self.isOn('hidden')
  void playAnimation(instance._$, instance.data.animation)
  writeAria(element, instance.data)
  for (const name of reflected) {
    const attribute = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
    const value = self.property(name)
    if (value === false || value === '' || value === null) element.removeAttribute(attribute)
    else element.setAttribute(attribute, value === true ? '' : String(value))
  }
  controlsOf(element)?.controls.update?.()
}
