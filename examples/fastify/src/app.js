import fastify from 'fastify'
import { isOpenapiError } from 'wx-openapi-shim'

/** A server that lets the comments of a shop through, or not. */
export function createApp(openapi) {
  const app = fastify()

  app.post('/comments', async (request, reply) => {
    const { openid, content } = request.body
    const { result } = await openapi.security.msgSecCheck({ version: 2, scene: 2, openid, content })
    if (result.suggest !== 'pass') return reply.code(422).send({ label: result.label })
    return reply.code(201).send({ content })
  })

  app.setErrorHandler((error, _request, reply) => {
    if (!isOpenapiError(error)) throw error
    return reply.code(502).send({ errCode: error.errCode })
  })
  return app
}
