import { createOpenapi } from 'wx-openapi-shim'

/** A link that opens a page of the mini program: `GET /api/links?path=pages/menu/index`. */
export async function GET(request) {
  const path = new URL(request.url).searchParams.get('path')
  if (!path) return Response.json({ error: 'path is missing' }, { status: 400 })
  const { urlLink } = await createOpenapi().urllink.generate({ path })
  return Response.json({ urlLink })
}
