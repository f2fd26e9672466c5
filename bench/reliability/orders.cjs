/** What every process of a bench does: it takes orders from the one that started it, and ends with it. */
module.exports = handle => {
  process.on('message', async order => process.send(await handle(order)))
  process.once('disconnect', () => process.exit())
  // Ctrl-C reaches every process of a terminal; this one is ended by the one that started it.
  process.on('SIGINT', () => undefined)
  process.send('ready')
}
