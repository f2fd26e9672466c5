import { createOpenapi } from 'wx-openapi-shim'

const openapi = createOpenapi()

/** The code of a table, as a picture that a page can show. */
export async function tableCode(table) {
  const { contentType, buffer } = await openapi.wxacode.getUnlimited({
    scene: `table=${table}`,
    page: 'pages/menu/index',
  })
  return `data:${contentType};base64,${buffer.toString('base64')}`
}
