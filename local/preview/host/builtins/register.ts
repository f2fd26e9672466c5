import { htmlTags, plainTags } from '../../compile/host-markup'
import { texts } from '../../texts'
import { complain } from '../complain'
import type { CodeSpace, ComponentInstance } from '../easel'
import { host } from '../host'
import { playAnimation } from '../wx/animation'
import {
  ad,
  livePlayer,
  livePusher,
  map,
  matchMedia,
  navigationBar,
  officialAccount,
  openDataDefinition,
  pageContainer,
  pageMeta,
  voipRoom,
  webView,
} from './boxes'
import { Builtin, type BuiltinDefinition, controlsOf } from './builtin'
import { canvas } from './canvas'
import { checkbox, checkboxGroup, radio, radioGroup, switchDefinition } from './choice'
import { editor } from './editor'
import { input, textarea } from './field'
import { button, form, label } from './form'
import { progress, slider } from './gauges'
import { audio, camera, video } from './media'
import { movableView } from './movable'
import { goOutside, leadsOutside, otherProperties } from './open-type'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import { icon, image } from './pictures'
import { richText } from './rich-text'
import { scrollView } from './scroll-view'
import { swiper, swiperItem } from './swiper'

const navigator: BuiltinDefinition = {
  properties: {
    url: String,
    ...otherProperties,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    hoverClass: { type: String, value: 'navigator-hover' },
  },
  hasHover: true,
  start(self) {
    self.beControl('link')
    self.onTap(() => {
      if (leadsOutside(self)) return void goOutside(self)
      const { pages } = host()
      const url = pages.absolute(self.text('url'), self.owner)
      const ways: Record<string, () => void> = {
        navigate: () => pages.open(url, 'navigateTo'),
        redirect: () => pages.open(url, 'redirectTo'),
        switchTab: () => pages.open(url, 'switchTab'),
        reLaunch: () => pages.open(url, 'reLaunch'),
        navigateBack: () => pages.back(Number(self.property('delta'))),
      }
      const way = ways[self.text('openType')]
      if (!way) return complain(texts.notices.noOpenType('navigator', self.text('openType')))
      try {
        way()
      } catch (error) {
        complain(texts.notices.failed('navigator'), error)
      }
    })
    return {}
  },
}

const definitions: Record<string, BuiltinDefinition> = {
  ...Object.fromEntries([...htmlTags, ...plainTags].map(tag => [tag, {}])),
  view: { hasHover: true },
  text: {
    properties: { selectable: Boolean, userSelect: Boolean, space: String, decode: Boolean },
    reflected: ['userSelect', 'selectable'],
  },
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
  ad,
  'ad-custom': ad,
  audio,
  camera,
  canvas,
  'cover-image': image,
  'cover-view': { hasHover: true },
  editor,
  'live-player': livePlayer,
  'live-pusher': livePusher,
  map,
  'match-media': matchMedia,
  'movable-view': movableView,
  'navigation-bar': navigationBar,
  'official-account': officialAccount,
  'open-data': openDataDefinition,
  'page-container': pageContainer,
  'page-meta': pageMeta,
  'picker-view': pickerView,
  'picker-view-column': pickerViewColumn,
  progress,
  'rich-text': richText,
  slider,
  swiper,
  'swiper-item': swiperItem,
  video,
  'voip-room': voipRoom,
  'web-view': webView,
}

/** Accessibility attributes that WXML allows on every built-in, as properties. */
const ariaProperties: Record<string, unknown> = {
  ariaLabel: String,
  ariaRole: String,
  ariaHidden: null,
  ariaChecked: null,
  ariaDisabled: null,
  ariaExpanded: null,
  ariaSelected: null,
  ariaLive: String,
  ariaLevel: null,
  ariaDescribedby: String,
  ariaLabelledby: String,
  ariaHaspopup: null,
  ariaModal: null,
  tabindex: null,
}

const commonProperties = {
  hidden: Boolean,
  hoverClass: String,
  hoverStopPropagation: Boolean,
  hoverStartTime: Number,
  hoverStayTime: Number,
  ...ariaProperties,
}

/** Registers the built-ins in the space that every mini program sees; returns them by tag. */
export function registerBuiltins(space: CodeSpace, templates: Record<string, unknown>): Map<string, unknown> {
  const registered = new Map<string, unknown>()
  for (const [tag, definition] of Object.entries(definitions)) {
    const path = `wx/${tag}`
    space.addComponentStaticConfig(path, { component: true })
    space.addStyleSheet(path, undefined, 'wx')
    space.addCompiledTemplate(path, { groupList: templates, content: templates[path] })
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
          if (definition.hasHover) showHover(self)
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

function showHover(self: Builtin): void {
  const show = (isOn: boolean) => {
    const classes = self.text('hoverClass')
    if (classes && classes !== 'none' && !self.isOn('disabled')) {
      for (const name of classes.split(/\s+/)) self.instance._$.toggleNodeClass(name, isOn, 3)
    }
  }
  self.element.addEventListener('pointerdown', () => show(true))
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
    self.element.addEventListener(end, () => show(false))
  }
}

/** Writes the properties that are set onto an element. */
function writeAria(element: HTMLElement, data: Record<string, unknown>): void {
  for (const property of Object.keys(ariaProperties)) {
    const value = data[property]
    if (value === null || value === undefined || value === '') continue
    element.setAttribute(attributeOf(property), String(value))
  }
}

function attributeOf(property: string): string {
  if (property === 'ariaRole') return 'role'
  return property.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`)
}
