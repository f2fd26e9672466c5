import { type BuiltinDefinition, cssLength } from './builtin'

const paddings = { padding: null, type: String }

/** Lengths of a list of Skyline, in the order top, right, bottom, left. */
const spread = (value: unknown) => (Array.isArray(value) ? value.map(cssLength).join(' ') : '')

export const listView: BuiltinDefinition = {
  properties: paddings,
  start: self => ({
    update() {
      self.element.style.padding = spread(self.property('padding'))
    },
  }),
}

/** Columns with gaps; what Skyline puts under the shortest column is here in its row. */
export const gridView: BuiltinDefinition = {
  properties: {
    ...paddings,
    crossAxisCount: { type: Number, value: 2 },
    maxCrossAxisExtent: { type: Number, value: 0 },
    mainAxisGap: { type: null, value: 0 },
    crossAxisGap: { type: null, value: 0 },
  },
  start: self => ({
    update() {
      const { style } = self.element
      const most = Number(self.property('maxCrossAxisExtent'))
      const count = Math.max(1, Number(self.property('crossAxisCount')) || 1)
      style.padding = spread(self.property('padding'))
      style.gridTemplateColumns = `repeat(${most > 0 ? `auto-fill, minmax(min(${most}px, 100%)` : `${count}, minmax(0`}, 1fr))`
      style.gap = `${cssLength(self.property('mainAxisGap'))} ${cssLength(self.property('crossAxisGap'))}`
    },
  }),
}

/** Draws its content once for each item, which the content gets by `slot:item` and `slot:index`. */
const builder = {
  properties: { list: { type: Array, value: [] }, childCount: Number, childHeight: null, type: String },
  slots: 'each' as const,
}
export const listBuilder: BuiltinDefinition = {
  ...builder,
  properties: { ...builder.properties, padding: null },
}
export const gridBuilder: BuiltinDefinition = {
  ...gridView,
  ...builder,
  properties: { ...builder.properties, ...gridView.properties },
}
