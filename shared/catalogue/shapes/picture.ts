import { media, number, object, optional, query, string } from '../../schema/fields'

/** A picture: its address, or the picture itself. */
export const picture = { imgUrl: query(optional(string())), img: optional(media()) }

const point = { x: number(), y: number() }

/** Where in the picture something is. */
export const corners = {
  leftTop: object(point),
  rightTop: object(point),
  rightBottom: object(point),
  leftBottom: object(point),
}

/** How large the picture is. */
export const imgSize = { w: number(), h: number() }
