import { unit } from './project-folder'

const script = (data: object, more = '') => `globalThis.told = []
Page({
  data: ${JSON.stringify(data)},
  say(event) { told.push([event.type, event.detail]) },
  ${more}
})`

const modes = [
  ...[
    'scaleToFill',
    'aspectFit',
    'aspectFill',
    'widthFix',
    'heightFix',
    'top',
    'bottom',
    'center',
    'left',
    'right',
  ],
  ...['top left', 'top right', 'bottom left', 'bottom right'],
]

/** A project whose pages use the built-ins, and write down what they are told. */
export const builtinsProject = {
  'app.json': JSON.stringify({
    pages: [
      'pages/turn/turn',
      'pages/scroll/scroll',
      'pages/fields/fields',
      'pages/boxes/boxes',
      'pages/go/go',
    ],
  }),
  'app.js': 'App({})',
  ...unit(
    'pages/turn/turn',
    `<swiper class="around" circular duration="0" current="{{at}}" bindchange="say" bindtransition="say" bindanimationfinish="say">
<swiper-item wx:for="{{names}}" wx:key="*this" item-id="{{item}}">{{item}}</swiper-item></swiper>
<swiper class="down" vertical duration="0" current-item-id="{{name}}" bindchange="say">
<swiper-item wx:for="{{names}}" wx:key="*this" item-id="{{item}}">{{item}}</swiper-item></swiper>
<swiper class="wide" previous-margin="20px" next-margin="30px" display-multiple-items="2">
<swiper-item wx:for="{{names}}" wx:key="*this">{{item}}</swiper-item></swiper>`,
    { ts: script({ at: 0, name: '', names: ['a', 'b', 'c'] }) },
  ),
  ...unit(
    'pages/scroll/scroll',
    `<scroll-view class="list" scroll-y scroll-top="{{top}}" scroll-into-view="{{into}}" refresher-enabled refresher-triggered="{{busy}}"
 bindscroll="say" bindscrolltolower="say" bindscrolltoupper="say" bindrefresherpulling="say" bindrefresherrefresh="say" bindrefresherrestore="say" bindrefresherabort="say">
<view wx:for="{{50}}" wx:key="*this" id="r{{item}}" class="row">{{item}}</view></scroll-view>
<movable-area class="area"><movable-view class="piece" direction="horizontal" scale scale-max="2" x="{{x}}" animation="{{false}}" bindchange="say" bindscale="say">m</movable-view></movable-area>
<progress class="grows" active duration="1" percent="{{percent}}" bindactiveend="say"/>
<view class="outer" hover-class="on" hover-start-time="0" hover-stay-time="0"><view class="inner" hover-class="on" hover-start-time="0" hover-stay-time="0" hover-stop-propagation>press</view></view>
<text class="coded" decode>{{words}}</text>
<page-meta page-style="{{style}}" />`,
    {
      ts: script({ top: 0, into: '', busy: false, x: 0, percent: 0, words: 'a &lt; b', style: '' }),
      wxss: '.list { height: 200px } .row { height: 40px } .area { width: 200px; height: 50px } .piece { width: 50px; height: 50px }',
    },
  ),
  ...unit(
    'pages/fields/fields',
    `<form bindsubmit="say" bindreset="say" report-submit>
<input class="upper" name="i" value="{{v}}" bindinput="upper" bindconfirm="say" bindblur="say" bindkeyboardheightchange="say" cursor="{{cursor}}" focus="{{focus}}" />
<textarea class="area" name="t" auto-height bindlinechange="lines" />
<picker class="several" name="m" mode="multiSelector" range="{{range}}" value="{{chosen}}" bindcolumnchange="turn" bindchange="say" bindcancel="say">pick</picker>
<picker class="day" name="d" mode="date" start="2020-01-01" end="2020-12-31" bindchange="say">day</picker>
<picker class="year" mode="date" fields="year" value="2024" bindchange="say">year</picker>
<picker class="place" mode="region" level="city" bindchange="say">place</picker>
<label for="sw">the switch</label><switch id="sw" name="s" type="checkbox" bindchange="say" />
<button form-type="submit">send</button><button form-type="reset">empty</button></form>
<editor id="ed" placeholder="write" bindstatuschange="say" />`,
    {
      ts: script(
        {
          v: '',
          cursor: -1,
          focus: false,
          range: [
            ['a', 'b'],
            ['a1', 'a2'],
          ],
          chosen: [0, 1],
        },
        `upper({ detail }) { return detail.value.toUpperCase() },
  lines({ detail }) { told.push(['linechange', detail.lineCount]) },
  turn({ detail: { column, value } }) {
    told.push(['columnchange', { column, value }])
    if (column === 0) this.setData({ 'range[1]': value ? ['b1'] : ['a1', 'a2'], chosen: [value, 0] })
  },
  onReady() { wx.createSelectorQuery().select('#ed').context(({ context }) => { globalThis.edit = context }).exec() },`,
      ),
      wxss: '.area { width: 200px; line-height: 20px }',
    },
  ),
  ...unit(
    'pages/boxes/boxes',
    `<map latitude="23" longitude="{{east}}" markers="{{markers}}" controls="{{controls}}" bindtap="say" bindmarkertap="say" bindcallouttap="say" bindcontroltap="say" bindregionchange="region" />
<ad unit-id="u" bindclose="say" bindload="say" /><camera mode="scanCode" bindscancode="say" bindinitdone="say" />
<image class="menu" src="{{dot}}" show-menu-by-longpress /><rich-text nodes="{{bad}}" /><image wx:for="{{modes}}" wx:key="*this" class="mode" mode="{{item}}" src="{{dot}}" lazy-load />`,
    {
      ts: script(
        {
          east: 113,
          markers: [{ id: 7, latitude: 23, longitude: 113, title: 'shop', callout: { content: 'open' } }],
          controls: [{ id: 3, iconPath: '/a/here.png' }],
          dot: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
          modes,
          bad: [
            { name: 'img', attrs: { src: 'javascript:told.push(1)', onerror: 'told.push(1)' } },
            { name: 'script', children: [{ type: 'text', text: 'told.push(1)' }] },
            { name: 'svg', attrs: { onload: 'told.push(1)' } },
            {
              name: 'a',
              attrs: { href: 'javascript:told.push(1)', style: 'color: red' },
              children: [{ type: 'text', text: '&amp;lt;' }],
            },
            { name: 'constructor' },
            { name: '__proto__' },
            null,
            7,
          ],
        },
        `region(event) { told.push([event.type, event.causedBy]) },`,
      ),
    },
  ),
  ...unit(
    'pages/go/go',
    `<navigator url="../turn/turn?a=1" bindsuccess="say">turn</navigator><navigator url="/pages/none/none" bindfail="say">none</navigator>
<page-container show="{{isOpen}}" close-on-slide-down bind:leave="say">sheet</page-container>`,
    { ts: script({ isOpen: false }) },
  ),
}
