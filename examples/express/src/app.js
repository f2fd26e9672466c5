const express = require('express')
const { isOpenapiError } = require('wx-openapi-shim')

/** A server that signs users of a mini program in. */
function createApp(openapi) {
  const app = express()
  app.use(express.json())

  app.post('/sessions', async (request, response) => {
    const { openid } = await openapi.auth.code2Session({ jsCode: request.body.code })
    response.status(201).json({ openid })
  })

  app.use((error, _request, response, next) => {
    if (!isOpenapiError(error)) return next(error)
    response.status(error.errCode === 40029 ? 401 : 502).json({ errCode: error.errCode })
  })
  return app
}

module.exports = { createApp }
